// The fields of everything that is no slider, each in its place.
import { h } from "../dom.mjs";
import { Setting } from "./setting.mjs";

export class Settings {
  /** By their paths. @type {Map<string, Setting>} */
  fields = new Map();
  element = h("div", { class: "settings" });
  /** A formula stands where a bowl has its sliders. */
  formula = h("div", { class: "settings formula" });
  #owner;

  /** @param {import("./slider.mjs").SliderOwner} owner */
  constructor(owner) {
    this.#owner = owner;
  }

  /**
   * Fit the fields to what is shown. Those that stay are not touched: one of them may be written in.
   * @param {import("../types.d.ts").Setting[]} shown
   */
  fit(shown) {
    const old = this.fields;
    this.fields = new Map(shown.map((setting) => {
      const known = old.get(setting.id);
      return [setting.id, known?.kind === setting.kind ? known : new Setting(setting, this.#owner)];
    }));
    shown.forEach(({ id, track }, index) => {
      this.fields.get(id)?.element.classList.toggle("first", track !== shown[index - 1]?.track);
    });
    for (const [id, control] of old) if (this.fields.get(id) !== control) control.element.remove();
    for (const place of [this.formula, this.element]) {
      [...this.fields.values()].filter(({ kind }) => (kind === "text") === (place === this.formula))
        .forEach(({ element }, index) => {
          const there = place.children[index] ?? null;
          if (there !== element) place.insertBefore(element, there);
        });
    }
  }
}
