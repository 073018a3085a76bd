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
/** @typedef {{ caption: string, columns: string[], best: string, looking: string, none: string, add: string, remove: string }} RaceWords */

/** As many as the engine takes. */
const MOST = 8;

export class Race {
  #caption = h("caption", {});
  #head = h("tr", { role: "row" });
  #body = h("tbody", { role: "rowgroup" });
  #owner;
  #columns = 0;
  #add = h("button", { type: "button", class: "button text", part: "button add" });
  /** @type {RaceWords | null} */
  #words = null;
  element;

  /** @param {RaceOwner} owner */
  constructor(owner) {
    this.#owner = owner;
    // Roles that these elements have by themselves: on a phone the styles turn lines into blocks, and some browsers
    // then forget that it is a table.
    const table = h("table", { role: "table" }, this.#caption, h("thead", { role: "rowgroup" }, this.#head), this.#body);
    this.#add.addEventListener("click", () => owner.enter(null));
    this.element = h("div", { class: "race", part: "race" }, table, this.#add);
  }

  /**
   * @param {Runner[]} runners
   * @param {RaceWords} words
   */
  update(runners, words) {
    this.#words = words;
    if (this.#columns === 0) {
      this.#columns = words.columns.length;
      write(this.#caption, words.caption);
      this.#head.append(...words.columns.map((column) => h("th", { scope: "col", role: "columnheader" }, column)));
    }
    write(this.#add, words.add);
    this.#add.disabled = runners.length >= MOST;
    while (this.#body.rows.length > runners.length) this.#body.lastElementChild?.remove();
    while (this.#body.rows.length < runners.length) this.#body.append(this.#row(this.#body.rows.length, words));
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
        attribute(remove, "aria-label", `${words.remove} ${method.text}`);
        attribute(remove, "title", `${words.remove} ${method.text}`);
      }
    });
  }

  /**
   * @param {number} track
   * @param {RaceWords} words
   */
  #row(track, words) {
    const button = h("button", { type: "button", class: "button text", part: "button best" }, words.best);
    button.addEventListener("click", () => this.#look(track, button));
    const remove = h("button", { type: "button", class: "tool", part: "button remove" }, icon("wrong"));
    remove.addEventListener("click", () => this.#owner.enter(track));
    const cells = words.columns.slice(1, -1).map((column) => h("td", { role: "cell", "data-column": column }));
    return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }), ...cells, h("td", { role: "cell" }, button, remove));
  }

  /**
   * @param {number} track
   * @param {HTMLButtonElement} button
   */
  async #look(track, button) {
    const words = this.#words;
    if (!words || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    write(button, words.looking);
    const found = await this.#owner.sweep(track);
    button.removeAttribute("aria-busy");
    write(button, found ? words.best : words.none);
  }
}
