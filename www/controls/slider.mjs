// A slider with a field beside it. Scale, range, marks and texts are the engine's; here is only what a hand does.
import { attribute, h, write } from "../dom.mjs";
import { Marks } from "./marks.mjs";

/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").Change} Change */

/** As in the style sheet: the thumb's middle stays half its width inside the slider's ends. */
const THUMB = 22;

/**
 * @typedef {object} SliderOwner
 * @property {(id: string, change: Change, final: boolean) => void} change
 */
/**
 * @typedef {object} SliderWords
 * @property {string} label
 * @property {string} symbol
 * @property {string} field the name of the number field
 * @property {string} value as the field shows it
 * @property {string} text `aria-valuetext`
 * @property {string} note shown beside a disabled slider
 */

export class Slider {
  /** @type {string} */
  id;
  #range = h("input", { type: "range", class: "range", min: 0, max: 1, step: 1, value: 0, disabled: true });
  #field = h("input", {
    type: "text", class: "field", autocomplete: "off", spellcheck: "false", enterkeyhint: "done", disabled: true,
  });
  #name = h("span", { class: "name" });
  #symbol = h("span", { class: "symbol" });
  #note = h("span", { class: "note" });
  #fill = h("div", { class: "fill" });
  #beyond = h("div", { class: "beyond" });
  #track;
  #marks;
  element;
  /** How many times larger than usual its labels are. */
  scale = 1;
  #width = 0;
  /** What the field is to show, and what was last written into it. @type {string | null} */
  #value = null;
  /** @type {string | null} */
  #shown = null;

  /**
   * @param {string} id
   * @param {string} name the control's name in attributes and parts
   * @param {SliderOwner} owner
   * @param {import("./marks.mjs").MarkWords} markWords
   */
  constructor(id, name, owner, markWords) {
    this.id = id;
    const range = this.#range;
    const field = this.#field;
    range.id = `range-${id}`;
    range.setAttribute("part", `slider ${name}`);
    field.setAttribute("part", "field");
    this.#marks = new Marks((mark) => owner.change(id, { value: mark.value }, true), markWords);
    this.#track = h("div", { class: "track" }, this.#beyond, this.#fill);
    this.element = h("div", { class: `control ${name}`, part: `control ${name}-control` },
      h("div", { class: "head" },
        h("label", { for: range.id }, this.#name, " ", this.#symbol), this.#note, field),
      h("div", { class: "rail" }, this.#track, this.#marks.ticks, range),
      this.#marks.labels);
    range.addEventListener("input", () => owner.change(id, { position: range.valueAsNumber }, false));
    range.addEventListener("change", () => owner.change(id, { position: range.valueAsNumber }, true));
    field.addEventListener("change", () => {
      // Even if the value stays the same, the field shows it in the engine's words again.
      this.#shown = null;
      owner.change(id, { text: field.value }, true);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#value === null) return;
      field.value = this.#value;
      attribute(field, "aria-invalid", null);
    });
  }

  get box() {
    return this.#range;
  }

  /** @param {number} width */
  resize(width) {
    this.#width = width;
  }

  /**
   * Begin and end where an axis over it does, this far from either side in CSS pixels; null: at its own ends.
   * @param {number[] | null} ends
   */
  align(ends) {
    const [from, to] = ends?.map((end) => `${end - THUMB / 2}px`) ?? ["0px", "0px"];
    this.element.style.setProperty("--from", from ?? "0px");
    this.element.style.setProperty("--to", to ?? "0px");
  }

  /** This configuration has no such control. */
  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {Control} control
   * @param {SliderWords} words
   * @param {string} font
   */
  update(control, words, font) {
    this.element.hidden = false;
    const { position, positions, marks } = control;
    const disabled = control.disabled !== null;
    this.#range.disabled = disabled;
    this.#field.disabled = disabled;
    attribute(this.#range, "max", String(positions));
    if (this.#range.valueAsNumber !== position) this.#range.value = String(position);
    attribute(this.#range, "aria-valuetext", words.text);
    write(this.#name, words.label);
    write(this.#symbol, words.symbol);
    write(this.#note, words.note);
    attribute(this.#field, "aria-label", words.field);
    // Written only when the value changes: what a reader is typing is not taken out of their hands.
    this.#value = words.value;
    if (words.value !== this.#shown) {
      this.#shown = words.value;
      this.#field.value = words.value;
      attribute(this.#field, "aria-invalid", null);
    }
    this.#fill.style.width = share(position, positions);
    const limit = marks.find(({ id }) => id === "limit");
    this.#beyond.hidden = !limit;
    if (limit) this.#beyond.style.left = share(limit.position, positions);
    this.#marks.update(marks, positions, this.#width - THUMB, THUMB / 2, font, this.scale);
  }

  /** Say at the field that what it holds was not understood; the words stay there to be mended. */
  fault() {
    this.#shown = this.#value;
    attribute(this.#field, "aria-invalid", "true");
  }
}

/**
 * @param {number} position
 * @param {number} positions
 */
function share(position, positions) {
  return `${(100 * position) / Math.max(1, positions)}%`;
}
