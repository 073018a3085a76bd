// Words of a question that its author does not write.

/** @typedef {import("./language.mjs").Language} Language */

/** What answers are measured in: the field's label, and what stands behind the field. @param {Language} language @param {string} unit */
export function unitOf(language, unit) {
  return { label: language.find(`unit-${unit}`, language.say("unit-other")), behind: unit === "percent" ? "%" : "" };
}

/** A hint where the author has none. @param {Language} language @param {string} ask @param {Record<string, string>} facts */
export function hintOf(language, ask, facts) {
  const known = language.find(`hint-${ask}`, "");
  return known && language.say(/** @type {import("./language.mjs").Name} */ (`hint-${ask}`), facts);
}

/**
 * "Nothing of the kind happens".
 * @param {Language} language
 * @param {string} ask
 * @param {string} steps how many were looked at
 */
export function neverOf(language, ask, steps) {
  return ask === "half-life" ? language.say("never") : language.say("never-in", { steps });
}

/**
 * One answer to choose from.
 * @param {Language} language
 * @param {{ id: string, text: string, method: string }} choice
 * @param {string} called what its method is called, where methods differ, else empty
 * @param {string} none what "never" says here
 */
export function choiceOf(language, { id, text, method }, called, none) {
  if (id === "never") return none;
  const told = language.spell(text);
  if (method) return [called, text && language.say("choice-rate", { rate: told })].filter(Boolean).join(", ") || id;
  return told || language.find(`regime-${id}`, id);
}

/** @param {Language} language @param {readonly [number, number]} theta @param {boolean} fixed */
export function guessOf(language, theta, fixed) {
  return language.say(fixed ? "guess-fixed" : "guess", { point: language.point(theta) });
}
