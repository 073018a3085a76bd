// Registration apart from the class, so that a page may import the class and name it otherwise.
import { ManyClocksElement } from "./element.mjs";

/**
 * Define `<many-clocks>`. Does nothing where there is no registry (a server) or the name is taken
 * (the script was loaded twice): the first definition stays.
 */
export function define() {
  if (typeof customElements === "undefined" || customElements.get("many-clocks")) return;
  customElements.define("many-clocks", ManyClocksElement);
}
