// What the engine is asked: a question's attributes and the typical wrong answers that its author names.
import { sorted } from "./texts.mjs";

/** The attributes that the engine reads; `for` names the figure. */
export const OPTIONS = ["ask", "direction", "track", "step", "tolerance", "choices", "of", "fraction", "below", "turn"];

/**
 * The author's texts for typical wrong answers.
 * @param {Element} host
 */
export function misconceptions(host) {
  return sorted(host).misconception.filter((node) => node instanceof Element);
}

/** @param {Element} host */
export function optionsOf(host) {
  /** @type {Record<string, unknown> & import("../many-clocks.d.ts").Question} */
  const options = {
    ask: "",
    misconceptions: misconceptions(host).map((element) => ({
      near: element.getAttribute("near"), tolerance: element.getAttribute("tolerance"),
    })),
  };
  for (const name of OPTIONS) options[name] = host.getAttribute(name);
  return options;
}
