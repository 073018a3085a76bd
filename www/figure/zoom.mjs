// Zooming and panning a map: by buttons and their keys, by a wheel with Ctrl or ⌘, by two fingers. A plain wheel and one
// finger scroll the page, always.
import { h } from "../dom.mjs";
import { icon } from "../icons.mjs";

/** @typedef {import("../many-clocks.d.ts").Movement} Movement */
/** @typedef {{ move: (movement: Movement) => void }} ZoomOwner a `fit` shows the whole path */
/** @typedef {Record<"zoom" | "nearer" | "farther" | "fit", string>} ZoomWords */

/** What a button and its key ask for; arrows look farther that way. @type {[keys: string[], Movement][]} */
const KEYS = [
  [["+", "="], { zoom: 1 }], [["-", "_"], { zoom: -1 }], [["0"], { fit: true }],
  [["ArrowLeft"], { pan: [40, 0] }], [["ArrowRight"], { pan: [-40, 0] }],
  [["ArrowUp"], { pan: [0, 40] }], [["ArrowDown"], { pan: [0, -40] }],
];

/**
 * @param {import("./figure.mjs").Figure} figure
 * @param {ZoomOwner} owner
 * @param {ZoomWords} words
 */
export function zoomable(figure, owner, words) {
  const { stage } = figure;
  const button = (/** @type {"nearer" | "farther" | "fit"} */ name, /** @type {Movement} */ movement) => {
    const element = h("button", { type: "button", class: "tool", part: `button ${name}`, "aria-label": words[name], title: words[name] });
    element.append(icon(name));
    element.addEventListener("click", () => owner.move(movement));
    return element;
  };
  const tools = h("div", { class: "group", part: "zoom", role: "group", "aria-label": words.zoom },
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
    owner.move({ wheel: event.deltaY, ...figure.locate(event) });
  }, { passive: false });
  pinch(figure, owner);
  return tools;
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
