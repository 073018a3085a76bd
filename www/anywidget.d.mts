/** The figure in a notebook, as anywidget takes it: traits `config`, `step`, `answer`, `attributes`. */
declare const widget: {
  /** Draws into an output; what comes back takes the figure out again. */
  render(place: {
    model: {
      get(name: string): unknown;
      set(name: string, value: unknown): void;
      save_changes(): void;
      on(event: string, act: () => void): void;
      off(event: string, act: () => void): void;
    };
    el: HTMLElement;
  }): () => void;
};
export default widget;
