// Where there is no room side by side, one panel at a time: a row of tabs. Wide figures show all panels and no tabs.
import { attribute, h } from "./dom.mjs";

/** @typedef {{ id: string, label: string, element: HTMLElement }} Panel */

/** Where an arrow key leads from a tab. @type {Record<string, (at: number, count: number) => number>} */
const KEYS = {
  back: (at, count) => (at + count - 1) % count,
  on: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * @param {Panel[]} panels the first is shown
 * @param {string} label
 * @param {"ltr" | "rtl"} direction in which they stand
 */
export function tabs(panels, label, direction) {
  const arrows = direction === "ltr" ? { ArrowLeft: "back", ArrowRight: "on" } : { ArrowLeft: "on", ArrowRight: "back" };
  const buttons = panels.map(({ id, label: text, element }) => {
    element.classList.add("panel");
    element.id = `panel-${id}`;
    return h("button", { type: "button", class: "tab", part: "tab", role: "tab", "aria-controls": element.id }, text);
  });
  const choose = (/** @type {number} */ chosen) => {
    panels.forEach(({ element }, index) => element.classList.toggle("chosen", index === chosen));
    // What holds several of them takes no room where it shows none.
    for (const { element } of panels) {
      const parent = element.parentElement;
      parent?.classList.toggle("none", !panels.some((panel, index) => index === chosen && panel.element.parentElement === parent));
    }
    buttons.forEach((button, index) => {
      attribute(button, "aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
    });
  };
  buttons.forEach((button, index) => {
    button.addEventListener("click", () => choose(index));
    button.addEventListener("keydown", (event) => {
      const next = KEYS[Reflect.get(arrows, event.key) ?? event.key]?.(index, buttons.length);
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(next);
      buttons[next]?.focus();
    });
  });
  choose(0);
  return h("div", { class: "tabs", part: "tabs", role: "tablist", "aria-label": label }, ...buttons);
}
