// The update written out with this step's numbers. A table, because that is what it is to those who cannot see it.
import { h, write, writePieces } from "./dom.mjs";

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
   * @param {{ caption: string, columns: string[], label: (id: string) => string }} words
   */
  update(rows, split, words) {
    if (this.#head.childElementCount === 0) {
      write(this.#caption, words.caption);
      this.#scroller.setAttribute("aria-label", words.caption);
      this.#head.append(...words.columns.map((column) => h("th", { scope: "col", role: "columnheader" }, column)));
    }
    // Rows that a shorter ledger does not fill stay as empty lines: the page below must not jump while it plays.
    this.#fit(rows.length);
    [...this.#body.rows].forEach((line, index) => {
      const row = rows[index];
      const texts = row ? [words.label(row.label), row.formula, row.substituted, row.value] : ["", "", "", ""];
      line.classList.toggle("empty", !row);
      [...line.cells].forEach((cell, column) => write(cell, texts[column] ?? ""));
    });
    writePieces(this.#words, split);
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
  const cells = [0, 1, 2].map(() => h("td", { role: "cell" }));
  return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }), ...cells);
}
