// One language: texts by name, with places for numbers and words.
//
// In a text `{name}` is a place, `{kind:words}` are words in the colour of that kind, and what stands in `[…]` a narrow
// figure may leave out. A text that depends on a count is an object of texts by the language's plural categories.
import { EN } from "./en.mjs";
import { Numbers, supported } from "./numbers.mjs";

/** @typedef {import("../types.d.ts").Piece} Piece */
/** @typedef {import("../many-clocks.d.ts").LanguageTable} LanguageTable */
/** @typedef {keyof typeof EN} Name */
/** @typedef {Record<string, string | number | Piece | Piece[]>} Values */

const MARKUP = /\[([^\]]*)\]|\{([a-z]+):([^}]*)\}|\{([\w-]+)\}/g;

export class Language extends Numbers {
  /** What `lang` says of what is written in it. */
  tag;
  /** @type {"ltr" | "rtl"} */
  direction;
  #table;
  /** @type {Intl.PluralRules} */
  #plural;

  /**
   * @param {string} tag
   * @param {LanguageTable} table
   */
  constructor(tag, table) {
    super(tag);
    this.tag = tag;
    this.#table = table;
    this.direction = table.direction === "rtl" ? "rtl" : "ltr";
    this.#plural = new Intl.PluralRules(supported(tag));
  }

  /**
   * A text with its places filled in.
   * @param {Name} name
   * @param {Values} [values] numbers are written in few digits; `count` chooses the plural
   */
  say(name, values) {
    return this.pieces(name, values).map(({ text }) => text).join("");
  }

  /**
   * The same as runs of words.
   * @param {Name} name
   * @param {Values} [values]
   * @returns {Piece[]}
   */
  pieces(name, values = {}) {
    return this.#filled(this.#text(name, values.count), values, false);
  }

  /**
   * A text that may not exist: for ids that the engine may have and this table may not.
   * @param {string} name
   * @param {string} fallback
   */
  find(name, fallback) {
    return this.#own(name) ?? (Object.hasOwn(EN, name) ? this.say(/** @type {Name} */ (name)) : fallback);
  }

  /**
   * A label of the engine's catalogue.
   * @param {string} label in English
   */
  label(label) {
    return this.#entries("labels")[label] ?? label;
  }

  /**
   * What the engine expects, in words.
   * @param {string} text in English
   */
  expectation(text) {
    const numbers = text.match(/\d+/g) ?? [];
    // Longer phrases first: they contain shorter ones.
    const phrases = Object.entries(this.#entries("expectations")).sort(([a], [b]) => b.length - a.length);
    let told = text.replace(/\d+/g, "#");
    for (const [english, own] of phrases) told = told.replaceAll(english, own);
    return told.replace(/#/g, () => numbers.shift() ?? "#");
  }

  /**
   * What the pictures say otherwise than in English; undefined: nothing.
   * @param {import("../types.d.ts").Catalogue} catalogue
   * @returns {Record<string, string> | undefined}
   */
  wordings(catalogue) {
    if (this.#table === EN && this.numerals.join("") === "0123456789.") return undefined;
    const known = wordings.get(this);
    if (known) return known;
    const made = { ...this.#entries("pictures") };
    for (const { label } of [...catalogue.optimizers, ...catalogue.schedules]) {
      if (this.label(label) !== label) made[label] = this.label(label);
    }
    made.numerals = this.numerals.join("");
    wordings.set(this, made);
    return made;
  }

  /** Among words from right to left a sign must not change sides. @param {string} text */
  #isolated(text) {
    return this.direction === "rtl" && /\d/.test(text) ? `\u2068${text}\u2069` : text;
  }

  /** @param {string} name @returns {Record<string, string>} */
  #entries(name) {
    const entries = this.#table[name];
    return typeof entries === "object" ? entries : {};
  }

  /** @param {string} name @returns {string | undefined} */
  #own(name) {
    const text = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    return typeof text === "string" ? text : undefined;
  }

  /**
   * @param {Name} name
   * @param {unknown} count
   */
  #text(name, count) {
    const own = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    const text = own ?? EN[name];
    if (typeof text === "string") return text;
    /** @type {Partial<Record<Intl.LDMLPluralRule, string>>} */
    const forms = text;
    return forms[typeof count === "number" ? this.#plural.select(count) : "other"] ?? forms.other ?? "";
  }

  /**
   * @param {string} text
   * @param {Values} values
   * @param {boolean} detail
   * @returns {Piece[]}
   */
  #filled(text, values, detail) {
    /** @type {Piece[]} */
    const pieces = [];
    const add = (/** @type {Piece} */ piece) => {
      if (piece.text) pieces.push(detail ? { ...piece, detail } : piece);
    };
    let at = 0;
    for (const found of text.matchAll(MARKUP)) {
      const [whole, inner, kind, words = "", name = ""] = found;
      add({ text: text.slice(at, found.index) });
      at = found.index + whole.length;
      const value = Object.hasOwn(values, name) ? values[name] : whole;
      if (inner !== undefined) pieces.push(...this.#filled(inner, values, true));
      else if (kind) add({ text: words, kind });
      else if (typeof value === "object") [value].flat().forEach(add);
      else add({ text: this.#isolated(typeof value === "number" ? this.number(value) : value ?? "") });
    }
    add({ text: text.slice(at) });
    return pieces;
  }
}

/** @type {WeakMap<Language, Record<string, string>>} */
const wordings = new WeakMap();
