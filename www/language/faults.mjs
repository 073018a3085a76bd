// What is wrong with something that an author or a reader wrote: the field, the value, what is allowed.

/** @typedef {import("./language.mjs").Language} Language */
/** @typedef {Partial<import("../types.d.ts").Fault>} Fault */

/** Codes where the value says nothing that the field does not. */
const WITHOUT_VALUE = new Set(["unknown-key", "not-here"]);

/**
 * A message that names the field, its value and what would be allowed.
 * @param {Language} language
 * @param {Fault} fault
 */
export function fault(language, { field, code = "", value, message, ...limits }) {
  const complaint = language.find(`fault-${code}`, "");
  if (!field || !complaint) return message ? ended(message) : language.say("fault-unknown");
  const told = { field, complaint, allowed: allowed(language, limits) };
  return value === undefined || value === null || WITHOUT_VALUE.has(code)
    ? language.say("fault-without", told)
    : language.say("fault", { ...told, value: quote(language, value) });
}

/**
 * The same for those who stand at the field and see its value.
 * @param {Language} language
 * @param {Fault} fault
 */
export function hint(language, { code = "", message, ...limits }) {
  const complaint = language.find(`fault-${code}`, "");
  return complaint ? language.say("fault-field", { complaint, allowed: allowed(language, limits) }) : ended(message ?? "");
}

/**
 * @param {Language} language
 * @param {Pick<Fault, "minimum" | "maximum" | "choices" | "expected">} limits
 */
function allowed(language, { minimum: least, maximum: most, choices, expected }) {
  if (choices?.length) return language.say("allowed-choices", { choices: choices.join(", ") });
  if (typeof least === "number") {
    return typeof most === "number" ? language.say("allowed-range", { least, most }) : language.say("allowed-least", { least });
  }
  if (typeof most === "number") return language.say("allowed-most", { most });
  return expected ? language.say("allowed-expected", { expected: language.expectation(expected) }) : "";
}

/** Enough of a value to recognise it. */
const LONGEST = 60;

/** @param {Language} language @param {unknown} value */
function quote(language, value) {
  const text = typeof value === "string" ? language.say("quoted", { text: value }) : JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** @param {string} text */
function ended(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
