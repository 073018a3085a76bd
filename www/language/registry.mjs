// The languages of this page: one list, however many copies of the script it has loaded, and in whichever order scripts
// and languages come.

/** @typedef {import("../many-clocks.d.ts").LanguageTable} LanguageTable */
/** @typedef {{ tables: Map<string, LanguageTable>, changed: Set<() => void> }} Registry */

const KEY = Symbol.for("many-clocks.languages");

/** @returns {Registry} */
export function registry() {
  const page = /** @type {Record<symbol, Registry | undefined>} */ (/** @type {unknown} */ (globalThis));
  return page[KEY] ??= { tables: new Map(), changed: new Set() };
}

/**
 * Give the page a language, or other words for one that it has. Entries that are missing stay English, those that are not
 * known are left out: a table may be older or newer than the script.
 * @param {string} tag `de`, `pt-BR`: what `lang` says
 * @param {LanguageTable} table
 */
export function addLanguage(tag, table) {
  const wrong = faultIn(tag, table);
  if (wrong) throw new TypeError(`addLanguage: ${wrong}`);
  const { tables, changed } = registry();
  tables.set(tag.toLowerCase(), table);
  for (const tell of [...changed]) tell();
}

/**
 * @param {unknown} tag
 * @param {unknown} table
 */
function faultIn(tag, table) {
  try {
    new Intl.Locale(String(tag));
  } catch {
    return `“${String(tag).slice(0, 40)}” is not a language tag; expected one such as de or pt-BR`;
  }
  if (typeof table !== "object" || table === null) return "the table is not an object of texts by name";
  const wrong = Object.entries(table).find(([, text]) => typeof text !== "string" && !texts(text));
  return wrong && `${wrong[0].slice(0, 40)} is not a text, nor an object of texts`;
}

/** @param {unknown} value */
function texts(value) {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

/**
 * Hear of languages that come later.
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function onLanguage(changed, signal) {
  const { changed: all } = registry();
  all.add(changed);
  signal.addEventListener("abort", () => all.delete(changed));
}
