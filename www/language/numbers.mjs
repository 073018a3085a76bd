// How numbers look in words. Values come from the engine; here digits are only chosen.

const LOCALE = "en";

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} options
 */
function format(value, options) {
  const key = JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, known = new Intl.NumberFormat(LOCALE, options));
  // No reader has a use for the sign of a zero.
  return known.format(value === 0 ? 0 : value).replaceAll("-", "−").replace("E", " × 10^");
}

/**
 * A number in a few significant digits; powers of ten where a plain number would be unreadable.
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 3) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    return superscript(format(value, { notation: "scientific", maximumSignificantDigits: digits }));
  }
  return format(value, { maximumSignificantDigits: digits });
}

/**
 * The factor of one step, "×−0.75". Digits are added before a factor could read as one of the special values
 * ×1, ×0 and ×−1 without being it.
 * @param {number} value
 */
export function factor(value) {
  if (Number.isInteger(value) && Math.abs(value) <= 1) return `×${format(value, {})}`;
  const size = Math.abs(value);
  return `×${size >= 100 || size < 1e-4 ? number(value) : distinct(value, /^−?[01]\.0+$/)}`;
}

/**
 * A part of a whole, "1.75": it reads as 1 or 2 only where it is exactly that.
 * @param {number} value
 */
export function share(value) {
  const size = Math.abs(value);
  return Number.isInteger(value) || size >= 100 || size < 1e-4 ? number(value) : distinct(value, /\.0+$/);
}

/**
 * Two decimals, or as many as it takes not to look like something else.
 * @param {number} value
 * @param {RegExp} misleading
 */
function distinct(value, misleading) {
  let text = "";
  // Sixteen digits tell any two numbers of this size apart.
  for (let digits = 2; digits <= 16; digits += 1) {
    text = format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    if (!misleading.test(text)) break;
  }
  return text;
}

/**
 * A number of steps that need not be whole, "2.4 steps".
 * @param {number} value
 */
export function steps(value) {
  const text = value < 10
    ? format(value, value < 0.1 ? { maximumSignificantDigits: 1 } : { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    : number(Math.round(value), value < 1e6 ? 6 : 3);
  return `${text} steps`;
}

/**
 * A point or vector.
 * @param {readonly number[]} values
 */
export function point(values) {
  return `(${values.map((value) => number(value)).join(", ")})`;
}

/** @param {string} text */
function superscript(text) {
  const raised = { "−": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  return text.replace(/\^(−?\d+)$/, (_, power) => [...power].map((sign) => Reflect.get(raised, sign)).join(""));
}
