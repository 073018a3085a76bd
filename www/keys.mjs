// Keys that a control inside has used are not the page's too: books turn their pages by arrows, decks their slides, and
// from outside, what is focused in a shadow tree is a mere element.

/** Controls, and the keys that the browser itself lets them use. @type {[selector: string, keys: RegExp][]} */
const OWN = [
  ["input, select", /^(Arrow|Page|Home|End| )/],
  ["input:not([type=range], [type=radio], [type=checkbox]), select, textarea", /^(.|Enter|Backspace|Delete)$/],
  ["button", /^( |Enter)$/],
];

/** @param {Node} root */
export function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, metaKey, altKey, defaultPrevented } = /** @type {KeyboardEvent} */ (event);
    if (ctrlKey || metaKey || altKey) return;
    if (defaultPrevented || OWN.some(([selector, keys]) => keys.test(key) && /** @type {Element} */ (target).matches(selector))) {
      event.stopPropagation();
    }
  });
}
