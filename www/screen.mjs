// The visible side of one element: its shadow tree, sizes, colours, paper.
import { observeSizes } from "./figure/size.mjs";
import { claim } from "./frame.mjs";
import { keepKeys } from "./keys.mjs";
import { languageOf } from "./language/of-element.mjs";
import { watchNear } from "./lazy.mjs";
import { onLanguage } from "./language/registry.mjs";
import { Painter } from "./painter.mjs";
import { Skeleton } from "./skeleton.mjs";
import { STYLES } from "./styles/index.mjs";
import { sheetOf } from "./styles/sheet.mjs";
import { colourStyles, ThemeReader } from "./theme.mjs";

/** @typedef {import("./presentation.mjs").Presentation} Presentation */
/** @typedef {import("./skeleton.mjs").Owner} Owner */
/** @typedef {import("./model.mjs").Model} Model */

export class Screen {
  /** @type {Skeleton} */
  skeleton;
  /** @type {Presentation} */
  presentation;
  drawn = false;
  /** Whether a reader can see it, or nearly: before the browser has said so, it is drawn. */
  near = true;
  /** Whether it was before a reader's eyes when it began. */
  seen = true;
  /** What is prepared for the first picture, and the views that are still to be drawn. @type {{ key: string, left: import("./figure/figure.mjs").Figure[] } | null} */
  #prepared = null;
  #hidden = true;
  #host;
  #owner;
  #shadow;
  /** @type {ThemeReader} */
  #theme;
  /** @type {Model | null} */
  #model = null;
  /** @type {Painter | null} */
  #painter = null;
  /** Ends with the skeleton or the connection, whichever ends first. */
  #stage = new AbortController();
  /** @type {{ signal: AbortSignal, refresh: () => void } | null} */
  #connection = null;

  /**
   * @param {HTMLElement} host
   * @param {Presentation} presentation
   * @param {Owner} owner
   */
  constructor(host, presentation, owner) {
    this.#host = host;
    this.#owner = owner;
    this.#shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.dress();
    keepKeys(this.#shadow);
    this.presentation = presentation;
    this.skeleton = new Skeleton(presentation, owner, languageOf(host));
    this.#theme = new ThemeReader(this.skeleton.root, this.#host);
    this.#install();
  }

  /** Put on the styles, those of the document where the element stands. */
  dress() {
    const texts = this.#model ? [STYLES, colourStyles(this.#model.engine)] : [STYLES];
    this.#shadow.adoptedStyleSheets = texts.map((text) => sheetOf(text, this.#host.ownerDocument));
  }

  get map() {
    return this.skeleton.figures.find(({ view }) => view === "map");
  }

  /** Whether the figures know their sizes. */
  get measured() {
    return this.skeleton.figures.every(({ width }) => width > 0);
  }

  /** @param {Model} model what is to be shown, once there is an engine */
  attach(model) {
    this.#model = model;
    this.dress();
    this.#painter = new Painter(model, this.skeleton);
  }

  /**
   * @param {AbortSignal} signal
   * @param {() => void} refresh asks for a frame
   * @param {() => void} changed there is another language
   */
  connect(signal, refresh, changed) {
    this.#connection = { signal, refresh };
    this.#observe();
    signal.addEventListener("abort", () => {
      this.#connection = null;
      this.near = true;
    });
    watchNear(this.#host, signal, (near) => {
      this.near = near;
      if (near) refresh();
    });
    window.addEventListener("beforeprint", () => this.print(), { signal });
    // A font that arrives late has other widths than the one that was drawn with.
    document.fonts?.addEventListener("loadingdone", () => this.redraw(), { signal });
    // WebKit does not report every load; those under way now it does.
    document.fonts?.ready.then(() => signal.aborted || this.redraw());
    // A language may come later than the figure.
    onLanguage(changed, signal);
  }

  /**
   * Before what nobody sees yet is ready: first the words, which give it its size, then one view a frame. All at once would
   * hold up the scrolling that brings it; making and showing its canvases takes a browser longer than filling them.
   * @param {import("./painter.mjs").Moment} moment
   * @returns {boolean} whether nothing is left to prepare
   */
  prepared(moment) {
    if (this.seen || !this.#model || !this.#painter) return true;
    const key = this.#key(moment);
    const prepared = this.#prepared;
    // What is shown has changed meanwhile: the first picture draws it. To begin anew would never end while a run is played.
    if (prepared && prepared.key !== key) prepared.key = "";
    if (prepared?.left.length === 0) return true;
    // One figure of the page at a time.
    if (!claim()) return false;
    const theme = this.#theme.read(this.#model.engine);
    if (prepared) {
      this.#painter.draw(prepared.left.splice(0, 1), theme, moment);
    } else {
      this.#painter.write(theme, moment);
      this.#prepared = { key, left: [...this.skeleton.figures] };
    }
    return false;
  }

  /**
   * Draw and write what the model shows.
   * @param {import("./painter.mjs").Moment} state
   * @returns {string} the sentence
   */
  paint(state) {
    if (!this.#model || !this.#painter) return "";
    const theme = this.#theme.read(this.#model.engine);
    const prepared = this.#prepared?.key === this.#key(state) && this.#prepared.left.length === 0;
    if (!prepared) this.#painter.draw(this.skeleton.figures, theme, state);
    const said = this.#painter.write(theme, state);
    this.#prepared = null;
    this.drawn = true;
    this.skeleton.root.classList.remove("waiting");
    return said;
  }

  /**
   * Show otherwise what is shown.
   * @param {Presentation} presentation
   */
  present(presentation) {
    const built = ({ views, controls, caption, many, blind, marks } = presentation) => (
      JSON.stringify([views, [...controls], caption, many, blind, marks])
    );
    const language = languageOf(this.#host);
    const same = built(this.presentation) === built(presentation) && language === this.skeleton.language;
    this.presentation = presentation;
    if (!same) {
      this.#stage.abort();
      this.#prepared = null;
      this.skeleton = new Skeleton(presentation, this.#owner, language);
      this.#theme = new ThemeReader(this.skeleton.root, this.#host);
      if (this.#model) this.#painter = new Painter(this.#model, this.skeleton);
      if (this.drawn) this.skeleton.root.classList.remove("waiting");
      this.#install();
      this.#observe();
    }
    this.redraw();
  }

  /** Colours or fonts may have changed: nothing that was drawn can stay. */
  redraw() {
    this.#theme.choice = this.presentation.theme;
    this.#theme.forget();
    this.skeleton.root.dataset.base = this.#theme.base;
    for (const figure of this.skeleton.figures) figure.forget();
    this.#prepared = null;
    this.#connection?.refresh();
  }

  /**
   * @param {string} view
   * @returns {string | null}
   */
  svg(view) {
    const figure = this.skeleton.figures.find((each) => each.view === view);
    const experiment = this.#model?.pictures;
    if (!figure || !experiment || !this.#model) return null;
    return figure.svg(experiment, this.#model.step, this.#theme.read(this.#model.engine), this.#painter?.words);
  }

  /**
   * @param {string} view
   * @param {number} scale
   * @returns {Promise<Blob | null>}
   */
  async png(view, scale) {
    const figure = this.skeleton.figures.find((each) => each.view === view);
    const model = this.#model;
    const pictures = model?.pictures;
    if (!figure || !model || !pictures) return null;
    return figure.png(pictures, this.#shown(model), scale);
  }

  #install() {
    this.#theme.choice = this.presentation.theme;
    this.skeleton.root.dataset.base = this.drawn ? this.#theme.base : this.#theme.guess;
    this.#shadow.replaceChildren(this.skeleton.root);
  }

  #observe() {
    const connection = this.#connection;
    if (!connection) return;
    const stage = this.#stage = new AbortController();
    connection.signal.addEventListener("abort", () => stage.abort(), { signal: stage.signal });
    const { figures, sliders } = this.skeleton;
    observeSizes([...figures, ...sliders], () => this.#resized(), stage.signal);
    for (const figure of figures) figure.guard(connection.refresh, stage.signal);
    this.#theme.observe(() => this.redraw(), stage.signal);
  }

  /** Changes with what is shown. @param {import("./painter.mjs").Moment} moment */
  #key({ quiet }) {
    return `${this.#model?.generation} ${this.#model?.step} ${quiet}`;
  }

  /** @param {Model} model */
  #shown({ step, engine }) {
    return { step, theme: this.#theme.read(engine), words: this.#painter?.words };
  }

  /** A canvas that changes its size is empty: it is filled before the browser paints; words follow in a frame. */
  #resized() {
    const model = this.#model;
    const pictures = model?.pictures;
    // What was hidden and is shown has its first size before anybody says that it can be seen.
    const appears = this.#hidden;
    this.#hidden = !this.measured;
    if (this.#prepared) this.#prepared.left = [...this.skeleton.figures];
    if (model && pictures && this.drawn && (this.near || appears)) {
      const shown = this.#shown(model);
      for (const figure of this.skeleton.figures) figure.draw(pictures, shown);
    }
    this.#connection?.refresh();
  }

  /** Take the sizes that nobody has reported yet. */
  measure() {
    const { figures, sliders } = this.skeleton;
    for (const thing of [...figures, ...sliders]) thing.resize(thing.box.clientWidth, thing.box.clientHeight);
  }

  /** Lay pictures for paper over the canvases. */
  print() {
    const model = this.#model;
    const pictures = model?.pictures;
    if (!model || !pictures) return;
    for (const figure of this.skeleton.figures) figure.print(pictures, model.step, this.#painter?.words);
  }
}
