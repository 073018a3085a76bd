// A pointer on a graph: what it is pressed on is taken, a rate or a step, and follows it until it is let go.

/**
 * @typedef {object} ScrubOwner
 * @property {(figure: import("./figure.mjs").Figure, event: PointerEvent, final: boolean) => void} scrub
 */

/**
 * @param {import("./figure.mjs").Figure} figure
 * @param {ScrubOwner} owner
 */
export function scrub(figure, owner) {
  const { stage } = figure;
  /** @type {number | null} */
  let pointer = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null) return;
    // The pointer may leave the figure, even the window: its events still come here.
    stage.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    owner.scrub(figure, event, false);
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) owner.scrub(figure, event, false);
  });
  // A finger that turns out to scroll the page is cancelled, and what it took stays where it was last.
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    stage.addEventListener(end, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      owner.scrub(figure, event, true);
    });
  }
}
