// The update written out with this step's numbers. A table, because that is what it is to those who cannot see it.
import { h, write, writePieces } from "./dom.mjs";
import { row as rowText } from "./language/controls.mjs";

/** @typedef {import("./types.d.ts").LedgerRow} Row */

export class Ledger {
  #caption = h("caption", { class: "visually-hidden" });
  #head = h("tr");
  #body = h("tbody", { role: "rowgroup" });
  #words = h("p", { class: "split" });
  #scroller;
  element;

  constructor() {
    // Roles that these elements have by themselves: on a phone the styles turn lines into blocks, and some browsers
    // then forget that it is a table.
    this.#head.setAttribute("role", "row");
    const head = h("thead", { class: "visually-hidden", role: "rowgroup" }, this.#head);
    const table = h("table", { role: "table" }, this.#caption, head, this.#body);
    // It scrolls inside itself, so it must be reachable for the keys that scroll.
    this.#scroller = h("div", { class: "scroller", tabindex: 0, role: "group" }, table);
    this.element = h("div", { class: "ledger", part: "ledger" }, this.#scroller, this.#words);
  }

  /**
   * @param {Row[]} rows
   * @param {import("./types.d.ts").Piece[]} split
   * @param {import("./language/language.mjs").Language} language
   */
  update(rows, split, language) {
    if (this.#head.childElementCount === 0) {
      const caption = language.say("ledger");
      write(this.#caption, caption);
      this.#scroller.setAttribute("aria-label", caption);
      const columns = /** @type {const} */ (["ledger-quantity", "ledger-formula", "ledger-numbers", "ledger-value"]);
      this.#head.append(...columns.map((name) => h("th", { scope: "col", role: "columnheader" }, language.say(name))));
    }
    // Rows that a shorter ledger does not fill stay as empty lines: the page below must not jump while it plays.
    this.#fit(rows.length);
    [...this.#body.rows].forEach((line, index) => {
      const row = rows[index];
      const texts = row ? [rowText(language, row.label), language.find(`formula-${row.label}`, row.formula), language.spell(row.substituted), language.spell(row.value)] : ["", "", "", ""];
      line.classList.toggle("empty", !row);
      [...line.cells].forEach((cell, column) => write(cell, texts[column] ?? ""));
    });
    writePieces(this.#words, split);
    // Lines that are kept empty stand under what is said, not before it.
    this.element.classList.toggle("short", rows.length < this.#body.rows.length);
  }

  /**
   * Drop the lines that were kept: another method has another number of rows.
   * @param {number} own how many the explained track needs
   * @param {number} most how many another one may need, while a pointer rests on it
   */
  clear(own, most) {
    this.#body.replaceChildren();
    this.#fit(most);
    [...this.#body.rows].forEach((line, index) => line.classList.toggle("spare", index >= own));
  }

  /** @param {number} rows */
  #fit(rows) {
    while (this.#body.rows.length < rows) {
      this.#body.append(row());
    }
  }
}

function row() {
  // Formulas run from left to right in every language.
  const cells = [0, 1, 2].map(() => h("td", { role: "cell", dir: "ltr" }));
  return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }), ...cells);
}
