// For a room: the figure fills the screen in larger type, and of the controls only the crank is left.
import { attribute, h } from "./dom.mjs";
import { icon } from "./icons.mjs";

/**
 * @typedef {object} LectureOwner
 * @property {() => void} back
 * @property {() => void} forward
 * @property {() => void} toggle
 * @property {(on: boolean) => void} lecture
 */

/** What a presenter's clicker and the space bar do there. @type {Record<string, "back" | "forward" | "toggle">} */
const KEYS = { PageDown: "forward", PageUp: "back", " ": "toggle" };

/**
 * The button that begins and ends it.
 * @param {HTMLElement} root of the shadow tree
 * @param {LectureOwner} owner
 * @param {string} label
 */
export function lecture(root, owner, label) {
  const button = h("button", { type: "button", class: "tool", part: "button lecture", "aria-label": label, title: label, "aria-pressed": "false" }, icon("lecture"));
  const show = (/** @type {boolean} */ on, /** @type {HTMLElement} */ host) => {
    if (root.classList.contains("lecture") === on) return;
    root.classList.toggle("lecture", on);
    // Where the browser has no full screen for elements (phones) or a frame may not use it, it covers its page.
    host.toggleAttribute("data-lecture", on);
    attribute(button, "aria-pressed", String(on));
    owner.lecture(on);
  };
  button.addEventListener("click", async () => {
    const on = !root.classList.contains("lecture");
    // Another language may put another tree in this one's place, which then has no host to ask for.
    const element = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (root.getRootNode()).host);
    show(on, element);
    try {
      if (on) await element.requestFullscreen?.();
      else if (element.matches(":fullscreen")) await document.exitFullscreen();
    } catch {
      // Not allowed here.
    }
    if (!on) return;
    element.addEventListener("fullscreenchange", () => element.matches(":fullscreen") || show(false, element));
  });
  root.addEventListener("keydown", (event) => {
    if (!root.classList.contains("lecture") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") button.click();
    else {
      const act = KEYS[event.key];
      // On a button the space bar presses it, in a field it is a space.
      if (!act || (event.key === " " && /** @type {Element} */ (event.target).matches("button, [type=text], select"))) return;
      owner[act]();
    }
    event.preventDefault();
  });
  return button;
}
