// Elements without innerHTML or style attributes: both are refused under a strict content security policy.

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] false, null and undefined are left out, true becomes an empty attribute
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Write a text only where it differs: an unchanged node costs no layout and is not announced again.
 * @param {Node} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Set or remove an attribute only where it differs.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
export function attribute(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/**
 * Runs of words as coloured spans. Nodes are replaced only if the words changed.
 * @param {Element} element
 * @param {import("./types.d.ts").Piece[]} pieces
 */
export function writePieces(element, pieces) {
  const key = JSON.stringify(pieces);
  if (written.get(element) === key) return;
  written.set(element, key);
  element.replaceChildren(...pieces.map(({ text, kind, detail }) => {
    if (!kind && !detail) return text;
    return h("span", { class: [kind, detail && "detail"].filter(Boolean).join(" ") }, text);
  }));
}

/** @type {WeakMap<Element, string>} */
const written = new WeakMap();

/**
 * Until it is let go a pointer's events come here, even from outside the window.
 * @param {Element} element
 * @param {PointerEvent} event
 * @returns {boolean} false where the pointer is gone already (the page was busy, a script made it): it holds nothing then
 */
export function capture(element, { pointerId }) {
  try {
    element.setPointerCapture(pointerId);
    return true;
  } catch {
    return false;
  }
}
