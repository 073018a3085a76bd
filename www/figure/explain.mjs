// A point of the map, anywhere, explained: what is there, and what three rulers would do from it.
import { attribute, h, write } from "../dom.mjs";
import { icon } from "../icons.mjs";
import { Handle } from "./handle.mjs";

/** @typedef {{ label: string, value: string }} Line */
/** @typedef {{ handle: string, caption: string, columns: string[], lines: Line[], steps: string[][] }} ExplainWords */

export class Explain {
  /** The point, while it is explained. @type {[number, number] | null} */
  theta = null;
  handle;
  button;
  #lines = h("dl", { class: "facts" });
  #caption = h("caption", { class: "visually-hidden" });
  #head = h("tr", {});
  #body = h("tbody", {});
  element = h("div", { class: "explained", part: "explanation" });

  /**
   * @param {import("./handle.mjs").HandleOwner & { explain: () => void }} owner
   * @param {string} label
   */
  constructor(owner, label) {
    this.handle = new Handle(owner, "probe");
    this.button = h("button", { type: "button", class: "tool", part: "button explain", "aria-label": label, title: label, "aria-pressed": "false" }, icon("explain"));
    this.button.addEventListener("click", () => owner.explain());
    this.element.hidden = true;
    this.element.append(this.#lines, h("table", {}, this.#caption, h("thead", {}, this.#head), this.#body));
  }

  /**
   * @param {ExplainWords | null} words null: nothing is explained
   * @param {[number, number] | null} place of the point, CSS pixels in the map
   */
  update(words, place) {
    this.element.hidden = !words;
    attribute(this.button, "aria-pressed", String(Boolean(words)));
    this.handle.update(words && place, words?.handle ?? "");
    if (!words) return;
    write(this.#caption, words.caption);
    fit(this.#lines, words.lines.length, () => h("div", {}, h("dt", {}), h("dd", {})));
    words.lines.forEach(({ label, value }, index) => {
      const [term, fact] = this.#lines.children[index]?.children ?? [];
      if (term && fact) {
        write(term, label);
        write(fact, value);
      }
    });
    fit(this.#head, words.columns.length, () => h("th", { scope: "col" }));
    words.columns.forEach((text, index) => write(/** @type {Node} */ (this.#head.children[index]), text));
    fit(this.#body, words.steps.length, () => (
      h("tr", {}, h("th", { scope: "row" }), ...words.columns.slice(1).map(() => h("td", {})))
    ));
    words.steps.forEach((texts, index) => {
      texts.forEach((text, column) => {
        const cell = this.#body.rows[index]?.cells[column];
        if (cell) write(cell, text);
      });
    });
  }
}

/**
 * @param {Element} parent
 * @param {number} count
 * @param {() => Element} make
 */
function fit(parent, count, make) {
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(make());
}
