// Zooming and panning a map: by buttons and their keys, by a wheel with Ctrl or ⌘, by two fingers. A plain wheel and one
// finger scroll the page, always.
import { capture, h } from "../dom.mjs";
import { icon } from "../icons.mjs";
import { bounded } from "./size.mjs";

/** @typedef {import("../many-clocks.d.ts").Movement} Movement */
/** @typedef {{ move: (movement: Movement) => void }} ZoomOwner a `fit` shows the whole path */

/** What a button and its key ask for; arrows look farther that way. @type {[keys: string[], Movement][]} */
const KEYS = [
  [["+", "="], { zoom: 1 }], [["-", "_"], { zoom: -1 }], [["0"], { fit: true }],
  [["ArrowLeft"], { pan: [40, 0] }], [["ArrowRight"], { pan: [-40, 0] }],
  [["ArrowUp"], { pan: [0, 40] }], [["ArrowDown"], { pan: [0, -40] }],
];

/**
 * @param {import("./figure.mjs").Figure} figure
 * @param {ZoomOwner} owner
 * @param {import("../language/language.mjs").Language} language
 */
export function zoomable(figure, owner, language) {
  const { stage } = figure;
  const button = (/** @type {"nearer" | "farther" | "fit"} */ name, /** @type {Movement} */ movement) => {
    const label = language.say(name);
    const element = h("button", { type: "button", class: "tool", part: `button ${name}`, "aria-label": label, title: label });
    element.append(icon(name));
    element.addEventListener("click", () => owner.move(movement));
    return element;
  };
  const tools = h("div", { class: "group", part: "zoom", role: "group", "aria-label": language.say("zoom") },
    button("nearer", { zoom: 1 }), button("farther", { zoom: -1 }), button("fit", { fit: true }));
  tools.addEventListener("keydown", (event) => {
    const known = KEYS.find(([keys]) => keys.includes(event.key));
    if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    owner.move(known[1]);
  });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    owner.move({ wheel: bounded(event.deltaY), ...figure.locate(event) });
  }, { passive: false });
  pinch(figure, owner);
  drag(figure, owner);
  return tools;
}

/** So far a mouse may tremble while it clicks, CSS pixels. */
const STILL = 4;

/**
 * A mouse takes the picture along where a reader has zoomed; a finger scrolls the page.
 * @param {import("./figure.mjs").Figure} figure
 * @param {ZoomOwner} owner
 */
function drag(figure, owner) {
  const { stage } = figure;
  /** @type {{ x: number, y: number } | null} */
  let last = null;
  let moved = false;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0 || !figure.zoomed || event.target !== stage || !capture(stage, event)) return;
    last = figure.locate(event);
    moved = false;
  });
  stage.addEventListener("pointermove", (event) => {
    if (!last) return;
    const now = figure.locate(event);
    const by = /** @type {[number, number]} */ ([bounded(now.x - last.x), bounded(now.y - last.y)]);
    if (!moved && Math.hypot(...by) < STILL) return;
    moved = true;
    last = now;
    owner.move({ pan: by });
  });
  stage.addEventListener("lostpointercapture", () => { last = null; });
  // What was dragged is not pressed.
  stage.addEventListener("click", (event) => {
    if (!moved) return;
    moved = false;
    event.stopImmediatePropagation();
  }, { capture: true });
}

/**
 * Two fingers. Touch events, because these alone can be kept from the browser's own zoom while one finger goes on
 * scrolling the page.
 * @param {import("./figure.mjs").Figure} figure
 * @param {ZoomOwner} owner
 */
function pinch(figure, owner) {
  /** @type {[number, number][] | null} */
  let before = null;
  const fingers = (/** @type {TouchEvent} */ event) => [...event.touches].slice(0, 2).map((touch) => {
    const { x, y } = figure.locate(touch);
    return /** @type {[number, number]} */ ([x, y]);
  });
  figure.stage.addEventListener("touchstart", (event) => {
    before = event.touches.length === 2 ? fingers(event) : null;
    if (before) event.preventDefault();
  }, { passive: false });
  figure.stage.addEventListener("touchmove", (event) => {
    if (!before || event.touches.length !== 2) return;
    event.preventDefault();
    const now = fingers(event);
    owner.move({ pinch: /** @type {Movement["pinch"]} */ ([...before, ...now]) });
    before = now;
  }, { passive: false });
  for (const end of /** @type {const} */ (["touchend", "touchcancel"])) {
    figure.stage.addEventListener(end, () => { before = null; });
  }
}
