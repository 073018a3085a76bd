// How numbers look in a language. Values come from the engine; here digits are only chosen and written.

/** In which digits are counted before they are written. */
const PLAIN = "en";

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * @param {string} locale
 * @param {Intl.NumberFormatOptions} options
 */
function formatOf(locale, options) {
  const key = locale + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, known = new Intl.NumberFormat(locale, options));
  return known;
}

export class Numbers {
  #locale;
  /** The digits and the mark before decimals, in the engine's order. */
  numerals;

  /** @param {string} locale */
  constructor(locale) {
    this.#locale = supported(locale);
    const digits = formatOf(this.#locale, { useGrouping: false }).format(9876543210);
    const mark = formatOf(this.#locale, {}).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
    const numerals = [...[...digits].reverse(), mark];
    this.numerals = numerals.length === 11 ? numerals : [..."0123456789."];
  }

  /** @param {number} value @param {Intl.NumberFormatOptions} options */
  #format(value, options) {
    // No reader has a use for the sign of a zero.
    return formatOf(this.#locale, options).format(value === 0 ? 0 : value).replaceAll("-", "−");
  }

  /**
   * A number in a few significant digits; powers of ten where a plain number would be unreadable.
   * @param {number} value
   * @param {number} [digits]
   */
  number(value, digits = 3) {
    const size = Math.abs(value);
    if (size === 0 || (size < 1e6 && size >= 1e-4) || !Number.isFinite(value)) {
      return this.#format(value, { maximumSignificantDigits: digits });
    }
    const options = /** @type {const} */ ({ notation: "scientific", maximumSignificantDigits: digits });
    const [mantissa = "", power = ""] = formatOf(PLAIN, options).format(value).replaceAll("-", "−").split("E");
    return `${this.spell(mantissa)} × 10${superscript(power)}`;
  }

  /**
   * The factor of one step, "×−0.75". Digits are added before a factor could read as one of the special values
   * ×1, ×0 and ×−1 without being it.
   * @param {number} value
   */
  factor(value) {
    if (Number.isInteger(value) && Math.abs(value) <= 1) return `×${this.#format(value, {})}`;
    const size = Math.abs(value);
    return `×${size >= 100 || size < 1e-4 ? this.number(value) : this.#distinct(value, /^-?[01]\.0+$/)}`;
  }

  /**
   * A part of a whole, "1.75": it reads as 1 or 2 only where it is exactly that.
   * @param {number} value
   */
  share(value) {
    const size = Math.abs(value);
    return Number.isInteger(value) || size >= 100 || size < 1e-4 ? this.number(value) : this.#distinct(value, /\.0+$/);
  }

  /**
   * Two decimals, or as many as it takes not to look like something else.
   * @param {number} value
   * @param {RegExp} misleading
   */
  #distinct(value, misleading) {
    let digits = 2;
    const fixed = () => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
    // Sixteen digits tell any two numbers of this size apart.
    while (digits < 16 && misleading.test(formatOf(PLAIN, fixed()).format(value))) digits += 1;
    return this.#format(value, fixed());
  }

  /**
   * A number of steps that need not be whole, "2.4".
   * @param {number} value
   */
  steps(value) {
    return value < 10
      ? this.#format(value, value < 0.1 ? { maximumSignificantDigits: 1 } : { minimumFractionDigits: 1, maximumFractionDigits: 1 })
      : this.number(Math.round(value), value < 1e6 ? 6 : 3);
  }

  /** Between two numbers; where a comma stands before decimals, it stands nowhere else. */
  get #between() {
    return this.numerals[10] === "," ? "; " : ", ";
  }

  /**
   * A point or vector.
   * @param {readonly number[]} values
   */
  point(values) {
    return `(${values.map((value) => this.number(value)).join(this.#between)})`;
  }

  /** @param {readonly number[][]} rows */
  matrix(rows) {
    return `[${rows.map((row) => row.map((entry) => this.number(entry)).join(this.#between)).join(this.numerals[10] === "," ? " | " : "; ")}]`;
  }

  /**
   * A text of the engine in this language's numerals.
   * @param {string} text
   */
  spell(text) {
    if (this.#plain) return text;
    const parted = this.#between === ", " ? text : text.replace(/(?<=[\d)\]]), /g, this.#between);
    const marked = parted.replace(/(?<=\d)\.(?=\d)/g, this.numerals[10] ?? ".");
    return marked.replace(/\d/g, (digit) => this.numerals[Number(digit)] ?? digit);
  }

  /**
   * What a reader has written, in the engine's numerals.
   * @param {string} text
   */
  unspell(text) {
    if (this.#plain) return text;
    const digits = [...text].map((sign) => {
      const place = this.numerals.indexOf(sign);
      return place >= 0 && place < 10 ? String(place) : sign;
    }).join("");
    // Within the parentheses of a function a comma parts two numbers.
    const mark = this.numerals[10] ?? ".";
    return digits.includes("(") ? digits : digits.replace(new RegExp(`(?<=\\d)\\s?[${mark}](?=\\d)`, "g"), ".");
  }

  get #plain() {
    return this.numerals.join("") === "0123456789.";
  }
}

/** A tag that no browser knows has the numbers of English. @param {string} locale */
export function supported(locale) {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? PLAIN;
  } catch {
    return PLAIN;
  }
}

/** @param {string} power */
function superscript(power) {
  const raised = { "−": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  return [...power].map((sign) => Reflect.get(raised, sign)).join("");
}
