// A pointer over the map: the step under it is explained, and pressing it goes there.

/**
 * @typedef {object} HoverOwner
 * @property {(event: PointerEvent | null) => void} hover null when the pointer has left
 * @property {(event: MouseEvent) => void} pick
 */

/**
 * @param {HTMLElement} stage
 * @param {HoverOwner} owner
 */
export function watch(stage, owner) {
  stage.addEventListener("pointermove", (event) => owner.hover(event));
  stage.addEventListener("pointerleave", () => owner.hover(null));
  stage.addEventListener("click", (event) => owner.pick(event));
}
