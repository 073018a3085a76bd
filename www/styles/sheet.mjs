// Style sheets that shadow trees share. One belongs to the document in which it was made and is void in every other, so each
// document that an element is taken into has its own.

/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const known = new WeakMap();

/**
 * Made on first use: a server has no style sheets.
 * @param {string} text
 * @param {Document} owner
 */
export function sheetOf(text, owner) {
  let sheets = known.get(owner);
  if (!sheets) known.set(owner, sheets = new Map());
  let sheet = sheets.get(text);
  if (!sheet) {
    const { CSSStyleSheet: Sheet } = owner.defaultView ?? globalThis;
    sheets.set(text, sheet = new Sheet());
    sheet.replaceSync(text);
  }
  return sheet;
}
