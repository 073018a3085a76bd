// What a reader has answered, kept where the browser keeps things. Nothing depends on it.

/** @typedef {string | [string, string] | null} Given as it stands in the fields */
/** @typedef {{ given: Given, attempts: number, done: boolean }} Progress */

/** @param {Element} question @returns {string | null} null: without an id nobody knows which question it is */
const key = ({ id }) => id && `many-clocks-question ${location.pathname}#${id}`;

/**
 * @param {Element} question
 * @returns {Progress | null}
 */
export function recall(question) {
  try {
    const name = key(question);
    const kept = name && JSON.parse(localStorage.getItem(name) ?? "null");
    return kept && typeof kept.attempts === "number" ? kept : null;
  } catch {
    // Forbidden here, or not ours.
    return null;
  }
}

/**
 * @param {Element} question
 * @param {Progress | null} progress null: as if nothing had been answered
 */
export function keep(question, progress) {
  const name = key(question);
  if (!name) return;
  try {
    if (progress) localStorage.setItem(name, JSON.stringify(progress));
    else localStorage.removeItem(name);
  } catch {
    // Forbidden here, or full.
  }
}
