// English for what a reader may switch on: an explained point, the search for a limit, tabs, a lecture.
import { number, point } from "./numbers.mjs";

/** @typedef {import("../types.d.ts").Explained} Explained */
/** @typedef {import("../types.d.ts").Blind} Judgement */

export const MODES = {
  explain: "Explain a point", lecture: "Lecture view",
  axis: "linear", tabs: "Further views",
  /** @type {Record<string, string>} */
  panels: { rate: "rate", loss: "loss", components: "distance", slices: "slices", surface: "surface", ledger: "numbers" },
};

/** @type {Record<string, string>} */
const RULERS = { "gradient-descent": "gradient descent", "diagonal-newton": "diagonal", newton: "Newton" };

/**
 * A point, and what three rulers would do from it.
 * @param {Explained} explained
 */
export function explanation({ theta, loss, gradient, hessian, curvatures: [low, high], steps }) {
  const matrix = hessian.map((row) => row.map((entry) => number(entry)).join(", ")).join("; ");
  return {
    handle: `Explained point at ${point(theta)}. Drag it, or move it with the arrow keys.`,
    caption: "What three rulers would do from here",
    columns: ["from here", "would step to", "loss there"],
    lines: [
      { label: "point", value: point(theta) },
      { label: "loss", value: number(loss) },
      { label: "gradient", value: point(gradient) },
      { label: "Hessian", value: `[${matrix}]` },
      { label: "curvatures", value: `${number(high)} steep, ${number(low)} shallow` },
    ],
    steps: steps.map(({ id, theta: to, loss: there }) => [RULERS[id] ?? id, point(to), there === null ? "–" : number(there)]),
  };
}

/**
 * The same for those who hear it.
 * @param {Explained} explained
 */
export function explainedAloud({ theta, loss, curvatures: [low, high] }) {
  return `At ${point(theta)} the loss is ${number(loss)}; curvatures ${number(high)} and ${number(low)}.`;
}

export const BLIND = {
  group: "Find the limit",
  attempt: "Try this rate", another: "Another bowl", reveal: "Show the limit",
  /** @param {number} rate @param {boolean} settles */
  chip: (rate, settles) => `${settles ? "✓" : "✗"} ${number(rate)} ${settles ? "settles" : "does not settle"}`,
  /** @param {Judgement} judged */
  said({ tries, left, settles, diverges, found, limit }) {
    if (limit !== null) {
      const told = `The limit of this bowl is ${number(limit)}.`;
      return found ? `Found: ${number(settles ?? 0)} is within a tenth of it. ${told}` : told;
    }
    if (!tries.length) return "Somewhere on this crank lies a limit: below it the loss dies out, above it grows. Set a rate and try it.";
    const between = settles !== null && diverges !== null ? `The limit lies between ${number(settles)} and ${number(diverges)}. ` : "";
    return `${between}${left === 1 ? "One try" : `${left} tries`} left.`;
  },
  veiled: "Not tried yet: the curve of this rate is hidden.",
};
