// The sentence in the page: fixed in height, so that nothing moves while it changes.
import { attribute, h, writePieces } from "./dom.mjs";

export class Sentence {
  #clauses = [h("span", { class: "clause" }), h("span", { class: "clause" })];
  #status = h("span", { class: "clause status" });
  element;

  constructor() {
    // Spaces between the clauses are for those who hear or copy the text; the layout does not need them.
    const [first, second] = this.#clauses;
    this.element = h("p", { class: "sentence", part: "sentence" }, first ?? "", " ", second ?? "", " ", this.#status);
  }

  /** @param {import("./language/sentence.mjs").Sentence} said */
  update({ clauses, status }) {
    this.#clauses.forEach((element, index) => writePieces(element, clauses[index] ?? []));
    writePieces(this.#status, status ?? []);
    attribute(this.element, "data-status", !status ? null : clauses.length > 1 ? "two" : "one");
  }
}
