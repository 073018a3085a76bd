// A setting of the engine's catalogue as the native control of its kind: a field, a switch or a menu.
import { attribute, h, write, writePieces } from "../dom.mjs";
import { Menu } from "./menu.mjs";

/** @typedef {import("../types.d.ts").Setting} Description */
/** @typedef {import("../types.d.ts").Piece} Piece */
/** @typedef {{ label: Piece[], choices: import("./menu.mjs").Choice[], note: string }} SettingWords */

export class Setting {
  /** @type {Description["kind"]} */
  kind;
  element;
  #input = h("input", { autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "done" });
  #name = h("span", { class: "name" });
  #note = h("span", { class: "note" });
  /** @type {Menu | null} */
  #menu = null;
  /** The engine's text, and what of it was last written into the field. @type {string | null} */
  #text = null;
  /** @type {string | null} */
  #shown = null;
  /** The engine's text before the reader began to write. @type {string | null} */
  #before = null;
  #faulty = false;
  /** What the note says where nothing is wrong. */
  #echo = "";

  /**
   * @param {Description} setting
   * @param {import("./slider.mjs").SliderOwner} owner
   */
  constructor({ id, kind }, owner) {
    this.kind = kind;
    const input = this.#input;
    const own = id.slice(id.lastIndexOf(".") + 1);
    if (kind === "choice") {
      this.#menu = new Menu(own, (value) => owner.change(id, { value }, true));
      this.element = this.#menu.element;
      return;
    }
    const boolean = kind === "boolean";
    input.type = boolean ? "checkbox" : "text";
    input.className = boolean ? "switch" : "field";
    input.setAttribute("part", `field ${own}`);
    const label = h("label", {}, ...(boolean ? [input, this.#name] : [this.#name, input]));
    this.element = h("div", { class: `control setting ${kind}`, part: `control ${own}-control` }, label, this.#note);
    if (!boolean) {
      this.#note.id = `note-${id}`;
      input.setAttribute("aria-describedby", this.#note.id);
    }
    // A formula is drawn while it is written; a number is taken when it is whole.
    const live = kind === "text";
    input.addEventListener("input", () => {
      this.#before ??= this.#text;
      if (live) owner.change(id, { text: input.value }, false);
    });
    input.addEventListener("change", () => {
      // Even if the value stays the same, the field shows it in the engine's words again.
      this.#shown = null;
      this.#before = null;
      owner.change(id, boolean ? { value: input.checked } : { text: input.value }, true);
    });
    input.addEventListener("keydown", ({ key }) => {
      const before = this.#before;
      if (key !== "Escape" || before === null) return;
      this.#before = null;
      input.value = before;
      this.fault(null);
      if (live) owner.change(id, { text: before }, true);
    });
  }

  /**
   * @param {Description} setting
   * @param {SettingWords} words
   */
  update({ kind, text, value }, { label, choices, note }) {
    if (this.#menu) {
      this.#menu.update(choices, text, label);
      return;
    }
    writePieces(this.#name, label);
    this.#echo = note;
    this.#text = text;
    if (kind === "boolean") this.#input.checked = value === true;
    else if (text !== this.#shown) {
      // Written only when the value changes: what a reader is typing is not taken out of their hands.
      this.#shown = text;
      if (this.#input.value !== text) this.#input.value = text;
      this.fault(null);
    }
    if (!this.#faulty) write(this.#note, note);
  }

  /**
   * Say at the field what is wrong with what it holds, while the words stay there to be mended.
   * @param {string | null} message null: nothing is
   */
  fault(message) {
    this.#faulty = message !== null;
    if (this.#faulty) this.#shown = this.#text;
    this.element.classList.toggle("faulty", this.#faulty);
    attribute(this.#input, "aria-invalid", this.#faulty ? "true" : null);
    write(this.#note, message ?? this.#echo);
  }
}
