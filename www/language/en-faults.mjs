// What is wrong with something that an author or a reader wrote: the field, the value, what is allowed.
import { number } from "./numbers.mjs";

/** @typedef {Partial<import("../types.d.ts").Fault>} Fault */

/** Codes of the engine and of the attributes. @type {Record<string, string>} */
const COMPLAINTS = {
  "unknown-key": "is not a setting here",
  "unknown-id": "is not known",
  "wrong-type": "is something else",
  "not-finite": "is not a finite number",
  "out-of-range": "is out of range",
  "not-whole": "is not a whole number",
  "wrong-length": "has another length",
  syntax: "cannot be read",
  "not-here": "has no effect here",
  "no-figure": "is not the id of a figure on this page",
  "not-a-name": "is not a name of letters, digits, - and _",
  "not-json": "is not valid JSON",
  "not-an-object": "is not a JSON object",
  "not-a-number": "is not a number",
  "not-numbers": "is not a list of numbers",
  "not-pairs": "is not a list of pairs (x y, x y)",
};

/** Codes where the value says nothing that the field does not. */
const WITHOUT_VALUE = new Set(["unknown-key", "not-here"]);

/**
 * A message that names the field, its value and what would be allowed.
 * @param {Fault} fault
 */
export function fault({ field, code = "", value, minimum, maximum, choices, expected, message }) {
  const complaint = COMPLAINTS[code];
  if (!field || !complaint) return message ? ended(message) : "Something went wrong in this figure.";
  const given = value === undefined || value === null || WITHOUT_VALUE.has(code) ? "" : ` ${quote(value)}`;
  return `${field}:${given} ${complaint}.${allowed(minimum, maximum, choices, expected)}`;
}

/**
 * The same for those who stand at the field and see its value.
 * @param {Fault} fault
 */
export function hint({ code = "", minimum, maximum, choices, expected, message }) {
  const complaint = COMPLAINTS[code]?.replace(/^is /, "");
  if (!complaint) return ended(message ?? "");
  return `${complaint.slice(0, 1).toUpperCase()}${complaint.slice(1)}.${allowed(minimum, maximum, choices, expected)}`;
}

/**
 * @param {number | null | undefined} minimum
 * @param {number | null | undefined} maximum
 * @param {string[] | null | undefined} choices
 * @param {string | undefined} expected
 */
function allowed(minimum, maximum, choices, expected) {
  const least = typeof minimum === "number";
  const most = typeof maximum === "number";
  if (choices?.length) return ` Allowed: ${choices.join(", ")}.`;
  if (least && most) return ` Allowed: ${number(minimum)} to ${number(maximum)}.`;
  if (least) return ` Allowed: ${number(minimum)} or more.`;
  if (most) return ` Allowed: ${number(maximum)} or less.`;
  return expected ? ` Expected: ${expected}.` : "";
}

/** Enough of a value to recognise it. */
const LONGEST = 60;

/** @param {unknown} value */
function quote(value) {
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** @param {string} text */
function ended(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
