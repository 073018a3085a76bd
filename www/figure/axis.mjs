// What a graph of rates may be asked besides: after how many steps it shows what is left, and whether its axis is even
// in numbers instead of ratios.
import { attribute, h } from "../dom.mjs";

/** @typedef {{ redraw: () => void }} AxisOwner */

/**
 * A slider over a graph of rates.
 * @param {import("./figure.mjs").Figure} figure
 * @param {AxisOwner} owner
 * @param {import("../language/language.mjs").Language} language
 */
export function horizon(figure, owner, language) {
  const none = language.say("horizon-none");
  const value = h("output", { class: "counter" }, none);
  const range = h("input", { type: "range", class: "plain", part: "slider horizon", min: 0, max: 1, step: 1, value: 0 });
  range.addEventListener("input", () => {
    figure.horizon = range.valueAsNumber;
    value.textContent = figure.horizon === 0 ? none : language.say("horizon-steps", { count: figure.horizon });
    owner.redraw();
  });
  return { range, element: h("label", { class: "horizon" }, language.say("horizon"), range, value) };
}

/**
 * A switch of the axis. The crank under it follows, so that both show a rate at the same place.
 * @param {import("./figure.mjs").Figure} figure
 * @param {AxisOwner} owner
 * @param {string} label
 */
export function linear(figure, owner, label) {
  const button = h("button", { type: "button", class: "tool text", part: "button axis", "aria-pressed": "false" }, label);
  button.addEventListener("click", () => {
    figure.axis = figure.axis === "log" ? "linear" : "log";
    attribute(button, "aria-pressed", String(figure.axis === "linear"));
    owner.redraw();
  });
  return button;
}
