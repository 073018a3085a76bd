// @ts-check
/**
 * Copies an argument into plain data before it reaches the engine, so that no getter, proxy, cycle or exotic object
 * of the caller's can throw inside WebAssembly. What is not plain data arrives as a word for what it was, and the
 * engine refuses it by name of the field.
 */

/** The key under which the engine recognises something that is not plain data. */
const FOREIGN = "\0foreign";
/** Deeper trees are not configurations (four levels) or data sets (five), but cycles. */
const DEEPEST = 12;
/** More values than any data set that a page would carry. */
const MOST_VALUES = 50_000;

/**
 * @param {unknown} value
 * @returns {unknown} null, booleans, numbers, strings, arrays and objects of these
 */
export function plain(value) {
  return copy(value, 0, { left: MOST_VALUES });
}

/** @param {string} what */
const foreign = (what) => ({ [FOREIGN]: what });

/**
 * @param {unknown} value
 * @param {number} depth
 * @param {{ left: number }} budget
 * @returns {unknown}
 */
function copy(value, depth, budget) {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") return foreign(`a ${typeof value}`);
  if (depth > DEEPEST) return foreign("too deeply nested");
  try {
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return copyList(/** @type {any} */ (value), depth, budget);
    const prototype = Object.getPrototypeOf(value);
    const simple = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (!simple) return foreign(`a ${prototype?.constructor?.name ?? "special object"}`);
    const keys = Object.keys(value);
    budget.left -= keys.length;
    if (budget.left < 0) return foreign("too much data");
    // fromEntries defines properties, so a key named __proto__ is a key like any other.
    return Object.fromEntries(keys.map((key) => [key, copy(Reflect.get(value, key), depth + 1, budget)]));
  } catch {
    return foreign("an object that cannot be read");
  }
}

/**
 * @param {ArrayLike<unknown>} list
 * @param {number} depth
 * @param {{ left: number }} budget
 */
function copyList(list, depth, budget) {
  budget.left -= list.length;
  if (!(budget.left >= 0)) return foreign("too much data");
  return Array.from(list, (item) => copy(item, depth + 1, budget));
}
