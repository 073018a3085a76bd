// Which language an element speaks.
import { EN } from "./en.mjs";
import { Language } from "./language.mjs";
import { registry } from "./registry.mjs";

/** @typedef {import("../many-clocks.d.ts").LanguageTable} LanguageTable */

/** @type {WeakMap<LanguageTable, Map<string, Language>>} */
const known = new WeakMap();

/**
 * The language of an element: its own `lang` or that of what it stands in. One that the page does not have is English,
 * and what is written then says that it is.
 * @param {Element} element
 * @returns {Language}
 */
export function languageOf(element) {
  const tag = tagOf(element);
  const { tables } = registry();
  const parts = tag.toLowerCase().split("-");
  for (let count = parts.length; count > 0; count -= 1) {
    const table = tables.get(parts.slice(0, count).join("-"));
    if (table) return made(table, tag);
  }
  // English of another country writes numbers its own way.
  return made(EN, parts[0] === "en" ? tag : "en");
}

/**
 * @param {LanguageTable} table
 * @param {string} tag
 */
function made(table, tag) {
  let ofTable = known.get(table);
  if (!ofTable) known.set(table, ofTable = new Map());
  let language = ofTable.get(tag);
  if (!language) ofTable.set(tag, language = new Language(tag, table));
  return language;
}

/** @param {Element} element */
function tagOf(element) {
  for (let at = /** @type {Element | null} */ (element); at;) {
    const found = at.closest("[lang]");
    if (found) return found.getAttribute("lang")?.trim() ?? "";
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return "";
}
