// The finish of a race: one row a method, each with its own rate and what it came to.
import { attribute, h, write, writePieces } from "./dom.mjs";
import { icon } from "./icons.mjs";

/** @typedef {import("./types.d.ts").Piece} Piece */
/**
 * @typedef {object} RaceOwner
 * @property {(track: number) => Promise<boolean>} sweep says whether there is such a rate
 * @property {(track: number | null) => void} enter another method, or take a track out
 */
/** @typedef {{ method: Piece, cells: string[], rated: boolean }} Runner */
/** @typedef {import("./language/language.mjs").Language} Language */

/** As many as the engine takes. */
export const MOST = 8;
const COLUMNS = /** @type {const} */ (["race-method", "race-rate", "race-reaches", "race-stays", "race-costs", "race-outcome", "race-best"]);

export class Race {
  #caption = h("caption", {});
  #head = h("tr", { role: "row" });
  #body = h("tbody", { role: "rowgroup" });
  #owner;
  #language;
  #columns;
  #add = h("button", { type: "button", class: "button text", part: "button add" });
  element;

  /**
   * @param {RaceOwner} owner
   * @param {Language} language
   */
  constructor(owner, language) {
    this.#owner = owner;
    this.#language = language;
    this.#columns = COLUMNS.map((name) => language.say(name));
    write(this.#caption, language.say("race"));
    this.#head.append(...this.#columns.map((column) => h("th", { scope: "col", role: "columnheader" }, column)));
    write(this.#add, language.say("race-add"));
    // Roles that these elements have by themselves: on a phone the styles turn lines into blocks, and some browsers
    // then forget that it is a table.
    const table = h("table", { role: "table" }, this.#caption, h("thead", { role: "rowgroup" }, this.#head), this.#body);
    this.#add.addEventListener("click", () => owner.enter(null));
    this.element = h("div", { class: "race", part: "race" }, table, this.#add);
  }

  /** @param {Runner[]} runners */
  update(runners) {
    this.#add.disabled = runners.length >= MOST;
    while (this.#body.rows.length > runners.length) this.#body.lastElementChild?.remove();
    while (this.#body.rows.length < runners.length) this.#body.append(this.#row(this.#body.rows.length));
    runners.forEach(({ method, cells, rated }, index) => {
      const line = /** @type {HTMLTableRowElement} */ (this.#body.rows[index]);
      const [name, ...rest] = [...line.cells];
      if (name) writePieces(name, [method]);
      cells.forEach((text, column) => {
        const cell = rest[column];
        if (cell) write(cell, text);
      });
      const [best, remove] = line.querySelectorAll("button");
      if (best) best.hidden = !rated;
      if (remove) {
        remove.hidden = runners.length < 2;
        const label = this.#language.say("race-remove", { method: method.text });
        attribute(remove, "aria-label", label);
        attribute(remove, "title", label);
      }
    });
  }

  /** @param {number} track */
  #row(track) {
    const button = h("button", { type: "button", class: "button text", part: "button best" }, this.#language.say("best-by-sweep"));
    button.addEventListener("click", () => this.#look(track, button));
    const remove = h("button", { type: "button", class: "tool", part: "button remove" }, icon("wrong"));
    remove.addEventListener("click", () => this.#owner.enter(track));
    const cells = this.#columns.slice(1, -1).map((column) => h("td", { role: "cell", "data-column": column }));
    return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }), ...cells, h("td", { role: "cell" }, button, remove));
  }

  /**
   * @param {number} track
   * @param {HTMLButtonElement} button
   */
  async #look(track, button) {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    write(button, this.#language.say("best-looking"));
    const found = await this.#owner.sweep(track);
    button.removeAttribute("aria-busy");
    write(button, this.#language.say(found ? "best-by-sweep" : "best-none"));
  }
}
