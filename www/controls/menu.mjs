// A menu filled from the engine's catalogue.
import { attribute, h, writePieces } from "../dom.mjs";

/** @typedef {{ id: string, label: string, group?: string }} Choice */

export class Menu {
  #select = h("select", { class: "select", disabled: true });
  #name = h("span", { class: "name" });
  element;
  #key = "";

  /**
   * @param {string} name the control's name in attributes and parts
   * @param {(id: string) => void} choose
   */
  constructor(name, choose) {
    const select = this.#select;
    select.setAttribute("part", `select ${name}`);
    this.element = h("label", { class: `control menu ${name}`, part: `control ${name}-control` }, this.#name, select);
    select.addEventListener("change", () => choose(select.value));
  }

  /**
   * @param {Choice[]} choices
   * @param {string} chosen
   * @param {import("../types.d.ts").Piece[]} label
   */
  update(choices, chosen, label) {
    const key = choices.map(({ id, label: text }) => `${id}:${text}`).join();
    if (key !== this.#key) {
      this.#key = key;
      this.#select.replaceChildren(...options(choices));
    }
    if (this.#select.value !== chosen) this.#select.value = chosen;
    this.#select.disabled = choices.length < 2;
    writePieces(this.#name, label);
    attribute(this.#select, "title", choices.find(({ id }) => id === chosen)?.label ?? null);
  }
}

/**
 * Choices with a group stand under its name, where the first of them stands.
 * @param {Choice[]} choices
 */
function options(choices) {
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  return choices.flatMap(({ id, label, group }) => {
    const option = h("option", { value: id }, label);
    if (!group) return option;
    const known = groups.get(group);
    if (known) known.append(option);
    else groups.set(group, h("optgroup", { label: group }, option));
    return known ? [] : groups.get(group) ?? [];
  });
}
