// A pointer on a graph: what it is pressed on is taken, a rate or a step, and follows it until it is let go.
import { capture } from "../dom.mjs";
import { bounded } from "./size.mjs";

/** @type {Record<string, [number, number]>} Pixels that a key is worth. */
const ARROWS = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] };

/**
 * @typedef {object} ScrubOwner
 * @property {(figure: import("./figure.mjs").Figure, by: [number, number]) => void} turn
 * @property {(figure: import("./figure.mjs").Figure, event: PointerEvent, final: boolean) => void} scrub
 */

/**
 * @param {import("./figure.mjs").Figure} figure
 * @param {ScrubOwner} owner
 */
export function scrub(figure, owner) {
  follow(figure, (event, final) => owner.scrub(figure, event, final));
}

/**
 * A body in space is turned by dragging and by the arrow keys.
 * @param {import("./figure.mjs").Figure} figure
 * @param {ScrubOwner} owner
 * @param {string} label
 */
export function turnable(figure, owner, label) {
  const { stage } = figure;
  let [x, y] = [0, 0];
  let held = false;
  follow(figure, (event, final) => {
    if (held && !final) owner.turn(figure, [bounded(event.clientX - x), bounded(event.clientY - y)]);
    [x, y] = [event.clientX, event.clientY];
    held = !final;
  });
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", label);
  stage.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    owner.turn(figure, by);
  });
}

/**
 * @param {import("./figure.mjs").Figure} figure
 * @param {(event: PointerEvent, final: boolean) => void} report
 */
function follow(figure, report) {
  const { stage } = figure;
  /** @type {number | null} */
  let pointer = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null || !capture(stage, event)) return;
    pointer = event.pointerId;
    report(event, false);
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) report(event, false);
  });
  // A finger that turns out to scroll the page is cancelled, and what it took stays where it was last.
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    stage.addEventListener(end, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      report(event, true);
    });
  }
}
