// The sentence above the figure: what is happening, direction by direction.
import { factor, number, steps } from "./numbers.mjs";

/** @typedef {import("../types.d.ts").Piece} Piece */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Clock} Clock */
/** @typedef {import("../types.d.ts").Frame} Frame */
/** @typedef {import("../types.d.ts").Why} Why */

/** @typedef {{ clauses: Piece[][], status: Piece[] | null }} Sentence */

/** What a direction does, and what "it" or "both" do. @type {Record<string, [string, string]>} */
const VERBS = {
  frozen: ["does not move", "do not move"],
  "runs-away": ["runs away", "run away"],
  creeps: ["creeps", "creep"],
  lands: ["lands in one step", "land in one step"],
  overshoots: ["overshoots", "overshoot"],
  bounces: ["bounces for ever", "bounce for ever"],
  diverges: ["is diverging", "are diverging"],
  spirals: ["spirals", "spiral"],
};

/** The same of one step, where the next one has another rate. @type {Record<string, [string, string]>} */
const ONCE = {
  bounces: ["bounces", "bounce"],
  diverges: ["leaps outwards", "leap outwards"],
};

/** What is told of a landscape as a whole. @type {Record<string, string>} */
const NOTES = {
  "no-minimum": "These data are separable: no minimum exists without ridge",
};

/** Why a method cannot go on. @type {Record<string, string>} */
const STOPS = {
  "singular-hessian": "the Hessian is singular here",
  "line-search-failed": "no step along this line lowers the loss enough",
  "collapsed-simplex": "the simplex has shrunk to a point",
  "no-slope": "there is no slope to follow",
  "work-limit": "its search takes more work than a page should do",
};

/**
 * One clause a direction, and what has become of the run.
 * @param {Analysis} analysis
 * @param {Frame} frame
 * @param {number} [track] the track that both are of
 * @param {boolean} [fixed] whether every step has the same rate
 * @returns {Sentence}
 */
export function sentence(analysis, frame, track = 0, fixed = true) {
  const [shallow, steep] = analysis.clocks;
  const end = status(analysis, frame, track);
  const here = analysis.exact ? [] : [plain(`Here, at step ${frame.step}, `, true)];
  const the = here.length ? "the " : "The ";
  const facts = [clock(steep, frame, 1), clock(shallow, frame, 0)];
  const round = steep.curvature === shallow.curvature;
  if (round && same(facts)) {
    return { clauses: [[...here, plain(here.length ? "both directions " : "Both directions "), ...tell(facts[0], true, fixed)]], status: end };
  }
  const names = round
    ? [[plain(`${the}first direction `)], [plain("The second ")]]
    : [
      [plain(the, true), side(1), plain(" direction", true), plain(" ")],
      [plain("The ", true), side(0), plain(" one", true), plain(" ")],
    ];
  const clauses = facts.map((fact, index) => [...(index ? [] : here), ...(names[index] ?? []), ...tell(fact, false, fixed)]);
  return { clauses, status: end };
}

/**
 * The sentence for a live region: once an interaction, not once a frame.
 * @param {Sentence} said
 */
export function announce({ clauses, status: end }) {
  return [...clauses, ...(end ? [end] : [])].map((pieces) => pieces.map(({ text }) => text).join("")).join(" ");
}

/**
 * What is known of one direction, whatever the method.
 * @typedef {object} Fact
 * @property {"rate" | "envelope" | "step"} kind a fixed factor, a factor in the long run, or one of this step only
 * @property {string | null} regime
 * @property {number | null} factor
 * @property {number | null} halfLife
 */

/**
 * @param {Clock} clock
 * @param {Frame} frame
 * @param {0 | 1} direction
 * @returns {Fact}
 */
function clock({ regime, multiplier, halfLife, spectralRadius }, frame, direction) {
  if (spectralRadius !== null && spectralRadius !== undefined) {
    return { kind: "envelope", regime, factor: spectralRadius, halfLife };
  }
  if (regime !== null) return { kind: "rate", regime, factor: multiplier, halfLife };
  return { kind: "step", regime: null, factor: frame.multipliers[direction], halfLife: null };
}

/** @param {Fact[]} facts */
function same([first, second]) {
  return first?.regime === second?.regime && first?.factor === second?.factor;
}

/**
 * @param {Fact | undefined} fact
 * @param {boolean} both
 * @param {boolean} fixed
 * @returns {Piece[]}
 */
function tell(fact, both, fixed) {
  if (!fact || fact.factor === null) return [plain(both ? "have no multiplier." : "has no multiplier.")];
  const times = factor(fact.factor);
  if (fact.kind === "step") {
    return [plain(`${both ? "get" : "gets"} ${times}`), { text: " from this step", kind: "rest" }, plain(".")];
  }
  const regime = fact.regime ?? "";
  const verb = ((fixed ? null : ONCE[regime]) ?? VERBS[regime])?.[both ? 1 : 0] ?? regime.replaceAll("-", " ");
  const danger = (fixed && regime === "diverges") || regime === "runs-away";
  /** @type {Piece[]} */
  const pieces = [{ text: verb, kind: danger ? "danger" : "verb" }, plain(`: ${times}`)];
  if (!fixed) return [...pieces, plain(fact.kind === "envelope" ? " a step at this rate" : " in this step", true), plain(".")];
  if (fact.kind === "envelope") pieces.push(plain(" a step in the long run", true));
  else if (fact.regime !== "lands" && fact.regime !== "frozen") pieces.push(plain(" a step", true));
  if (fact.halfLife !== null && fact.halfLife > 0) {
    pieces.push({ text: `, ${both ? "halve" : "halves"} in ${steps(fact.halfLife)}`, kind: "rest" });
  }
  return [...pieces, plain(".")];
}

/**
 * What has become of the run, or what it suffers from while it goes on.
 * @param {Analysis} analysis
 * @param {Frame} frame
 * @param {number} track
 * @returns {Piece[] | null}
 */
function status(analysis, frame, track) {
  const reason = why(frame.why);
  if (frame.status === "converged") {
    const since = analysis.tracks[track]?.stepsToTolerance;
    const when = typeof since === "number" ? `Converged: within tolerance from step ${since}` : "Converged";
    return [plain(when), ...(reason ? [plain("; "), ...reason] : []), plain(".")];
  }
  if (frame.status !== "running") {
    const word = frame.status === "diverged" ? "Diverged" : "Stopped";
    return [{ text: word, kind: "danger" }, ...(reason ? [plain(": "), ...reason] : []), plain(".")];
  }
  if (reason) return [...reason, plain(".")];
  const { note } = analysis.landscape;
  if (note) return [plain(`${NOTES[note] ?? note.replaceAll("-", " ")}.`)];
  const alone = analysis.startOnEigenvector;
  if (!alone || analysis.curvatures[0] === analysis.curvatures[1]) return null;
  return [plain("Starts on the "), side(alone.direction), plain(" axis: only that clock runs.")];
}

/** A reason as plain words. @param {Why} reason */
export function becauseOf(reason) {
  return (why(reason) ?? []).map(({ text }) => text).join("");
}

/**
 * @param {Why | null} reason
 * @returns {Piece[] | null}
 */
function why(reason) {
  if (!reason) return null;
  const who = reason.direction === null
    ? [plain("one direction ")]
    : [plain("the ", true), side(reason.direction), plain(" direction", true), plain(" ")];
  const value = reason.value === null ? null : number(reason.value);
  switch (reason.id) {
    case "crossed-limit":
      return [...who, plain(`crossed its limit${value === null ? "" : ` ${value}`}`)];
    case "negative-curvature":
      return [...who, plain(`curves downwards${value === null || reason.direction === null ? "" : `, λ = ${value}`}`)];
    default:
      return [plain(STOPS[reason.id] ?? reason.id.replaceAll("-", " "))];
  }
}

/**
 * @param {number} direction
 * @returns {Piece}
 */
function side(direction) {
  const kind = direction === 1 ? "steep" : "shallow";
  return { text: kind, kind };
}

/**
 * @param {string} text
 * @param {boolean} [detail]
 * @returns {Piece}
 */
function plain(text, detail = false) {
  return detail ? { text, detail } : { text };
}
