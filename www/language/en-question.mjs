// Questions in English: what fields are called, verdicts, hints where the author gives none.
import { number, point } from "./numbers.mjs";

/** What answers are measured in: the field's label, and what stands behind the field. @type {Record<string, [string, string]>} */
const UNITS = {
  rate: ["Learning rate η", ""], steps: ["Number of steps", ""], length: ["Length", ""], percent: ["Percent", "%"],
  point: ["Point", ""], track: ["Run", ""], regime: ["What it does", ""],
};

/** @type {Record<string, string>} */
const REGIMES = {
  creeps: "creeps towards the minimum from one side", lands: "lands in one step",
  overshoots: "overshoots, and comes nearer all the same", bounces: "bounces from wall to wall for ever",
  diverges: "goes further out with every step", frozen: "does not move", "runs-away": "runs away downhill",
  spirals: "spirals in",
};

/** With places for the engine's numbers, like an author's own. @type {Record<string, string>} */
const HINTS = {
  "next-point": "Each direction is multiplied by a factor of its own: the curvatures are {lambda-steep} and {lambda-shallow}.",
  "step-length": "The rate {eta} multiplies the gradient, and the gradient shrinks on the way: λ = {lambda}.",
  "limit-rate": "It is the direction with λ = {lambda} that decides: at which rate does it come back no nearer?",
  "ideal-rate": "A step multiplies this direction by 1 − ηλ, here with λ = {lambda}. When is that zero?",
  "best-rate": "At the best rate the directions with λ = {lambda-steep} and λ = {lambda-shallow} are equally slow.",
  "half-life": "Each step multiplies the distance by 1 − ηλ, here with η = {eta} and λ = {lambda}.",
  "steps-to": "Each step multiplies a direction by 1 − ηλ; the curvatures are {lambda-steep} and {lambda-shallow}.",
  "percent-left": "Each step multiplies what is left: the curvatures are {lambda-steep} and {lambda-shallow}.",
  winner: "Few steps forgive what many do not: compare what is left of λ = {lambda-steep} and of λ = {lambda-shallow}.",
  regime: "Work out 1 − ηλ with η = {eta} and λ = {lambda}.",
  count: "Work out 1 − ηλ with η = {eta} and λ = {lambda}: which factors raise the loss?",
};

/** The parts of a question. */
export const QUESTION = {
  check: "Check", show: "Show me", again: "Try again", right: "Right.", wrong: "Not yet.", answer: "The answer",
  missing: "Write an answer first.", choose: "Choose an answer first.",
  place: "Drag the point, or write its coordinates, first.",
  drag: "Drag the marked point on the map, or write where it is.", x: "x", y: "y", guess: "Your answer",
};

/** @param {string} unit */
export function unit(unit) {
  const [label = "Answer", behind = ""] = UNITS[unit] ?? [];
  return { label, behind };
}

/** @param {string} ask */
export function defaultHint(ask) {
  return HINTS[ask] ?? "";
}

/**
 * "Nothing of the kind happens".
 * @param {string} ask
 * @param {string} steps how many were looked at
 */
export function never(ask, steps) {
  return ask === "half-life" ? "never" : `never, in these ${steps} steps`;
}

/**
 * One answer to choose from.
 * @param {{ id: string, text: string, method: string }} choice
 * @param {string} called what its method is called, where methods differ, else empty
 * @param {string} none what "never" says here
 */
export function choice({ id, text, method }, called, none) {
  if (id === "never") return none;
  if (method) return [called, text && `η = ${text}`].filter(Boolean).join(", ") || id;
  return text || REGIMES[id] || id;
}

/**
 * What stands after the verdict: the answer that was expected.
 * @param {string} text
 * @param {string} behind
 */
export function expected(text, behind) {
  return `${QUESTION.answer}: ${text}${behind && ` ${behind}`}.`;
}

/** @param {readonly [number, number]} theta @param {boolean} fixed */
export function guess(theta, fixed) {
  return fixed ? `Your answer, ${point(theta)}` : `Your answer, at ${point(theta)}. Drag it, or move it with the arrow keys.`;
}

/** A number as it stands in a field. @param {number} value */
export function field(value) {
  return String(Number(value.toPrecision(3)));
}

/**
 * A view of a run while a question about it is open: its title and start, and nothing that answers.
 * @param {{ title: import("../types.d.ts").Piece[], label: string, description: string }} words
 * @param {{ loss: string, start: readonly number[], analysis: import("../types.d.ts").Analysis }} facts
 */
export function hushed({ title }, { loss, start, analysis }) {
  const [shallow, steep] = analysis.curvatures;
  return {
    title,
    label: `${title.map(({ text }) => text).join("")}, ${loss}; the run is hidden until the question is answered`,
    description: `The run starts at ${point(start)}. The curvature is ${number(steep)} in the steep direction and `
      + `${number(shallow)} in the shallow one.`,
  };
}
