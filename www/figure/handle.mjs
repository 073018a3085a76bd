// The start of the run as something to take hold of: by pointer, by touch, by the arrow keys.
import { attribute, capture, h } from "../dom.mjs";

/** Hundredths of the map's width that one key press moves; with Shift a coarse one. */
const NUDGE = { fine: 1, coarse: 5 };

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @typedef {object} HandleOwner
 * @property {(event: PointerEvent) => void} dragStart
 * @property {(event: PointerEvent) => void} drag
 * @property {() => void} dragEnd
 * @property {(nudge: [number, number]) => void} nudge
 */

export class Handle {
  element;
  /** @type {number | null} */
  #pointer = null;

  /**
   * @param {HandleOwner} owner
   * @param {string} [part] what it holds
   */
  constructor(owner, part = "start") {
    const element = this.element = h("button", { type: "button", class: "handle", part, disabled: true });
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.#pointer !== null || !capture(element, event)) return;
      this.#pointer = event.pointerId;
      owner.dragStart(event);
    });
    element.addEventListener("pointermove", (event) => {
      if (event.pointerId === this.#pointer) owner.drag(event);
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
      element.addEventListener(end, (event) => {
        if (event.pointerId !== this.#pointer) return;
        this.#pointer = null;
        owner.dragEnd();
      });
    }
    element.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const size = event.shiftKey ? NUDGE.coarse : NUDGE.fine;
      owner.nudge([arrow[0] * size, arrow[1] * size]);
    });
  }

  get dragging() {
    return this.#pointer !== null;
  }

  /**
   * @param {[number, number] | null} place CSS pixels in the figure; null hides the handle
   * @param {string} label
   */
  update(place, label) {
    this.element.disabled = place === null;
    if (place) this.element.style.transform = `translate(${place[0]}px, ${place[1]}px)`;
    attribute(this.element, "aria-label", label);
  }
}
