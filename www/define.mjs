// Registration apart from the class, so that a page may import the class and name it otherwise.
import { ManyClocksElement } from "./element.mjs";
import { ManyClocksQuestionElement } from "./question/element.mjs";

/**
 * Define `<many-clocks>` and `<many-clocks-question>`. Does nothing where there is no registry (a server) or the name is taken
 * (the script was loaded twice): the first definition stays.
 */
export function define() {
  if (typeof customElements === "undefined") return;
  for (const [name, element] of /** @type {const} */ ([
    ["many-clocks", ManyClocksElement], ["many-clocks-question", ManyClocksQuestionElement],
  ])) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
