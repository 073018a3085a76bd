// An author's texts: which of them is shown where, and the engine's numbers in their places.

/** What an author's children are for; everything else is the prompt. */
export const PARTS = /** @type {const} */ (["prompt", "hint", "misconception", "explanation"]);
/** @typedef {typeof PARTS[number]} Part */

/** Texts as they were written. @type {WeakMap<Text, { template: string, filled: string }>} */
const written = new WeakMap();

/**
 * The children of a question by what they are for.
 * @param {Element} host
 * @returns {Record<Part, (Element | Text)[]>}
 */
export function sorted(host) {
  /** @type {Record<Part, (Element | Text)[]>} */
  const parts = { prompt: [], hint: [], misconception: [], explanation: [] };
  for (const node of host.childNodes) {
    if (!(node instanceof Element || node instanceof Text)) continue;
    const name = node instanceof Element ? /** @type {Part} */ (node.slot) : "prompt";
    (parts[name] ?? parts.prompt).push(node);
  }
  return parts;
}

/**
 * Put numbers into their places, `{limit}`: text nodes only, and each again from what its author wrote. A place without
 * a number stays as it is.
 * @param {Node} node
 * @param {Record<string, string>} facts
 */
export function fill(node, facts) {
  if (node instanceof Text) {
    const known = written.get(node);
    const template = known?.filled === node.data ? known.template : node.data;
    const filled = filledIn(template, facts);
    if (filled !== node.data) node.data = filled;
    if (template !== filled) written.set(node, { template, filled });
  } else node.childNodes.forEach((child) => fill(child, facts));
}

/**
 * @param {string} template
 * @param {Record<string, string>} facts
 */
export function filledIn(template, facts) {
  return template.replace(/\{([a-z-]+)\}/g, (place, name) => facts[name] ?? place);
}
