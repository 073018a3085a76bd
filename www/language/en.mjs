// English. Facts (identifiers and numbers) come in, words go out; a translation is another file like this one.
import { number, point, share } from "./numbers.mjs";

import { becauseOf } from "./en-sentence.mjs";

export { announce, sentence } from "./en-sentence.mjs";
export { fault, hint } from "./en-faults.mjs";
export { BLIND, explainedAloud, explanation, MODES } from "./en-modes.mjs";
export { SHARE, UNOPENED } from "./en-share.mjs";
export { hushed } from "./en-question.mjs";

/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Frame} Frame */
/** @typedef {import("../types.d.ts").Mark} Mark */

/** @type {Record<string, string>} */
const LABELS = {
  learningRate: "learning rate", momentum: "momentum", conditioning: "conditioning", angle: "angle",
  optimizer: "method", loss: "landscape", steps: "steps", schedule: "schedule",
};

/** @type {Record<string, string>} */
const REASONS = {
  "absolute-schedule": "set by the schedule",
  "no-condition-number": "not a bowl",
};

/** @type {Record<string, string>} */
const MARKS = { "ideal-steep": "1/λ steep", "ideal-shallow": "1/λ shallow", best: "best", limit: "limit" };

/** @type {Record<string, string>} */
const ROWS = {
  gradient: "gradient", step: "step", split: "split", velocity: "velocity", "first-moment": "first moment",
  "second-moment": "second moment", "first-corrected": "first, corrected", "second-corrected": "second, corrected",
  point: "next point",
};

/** Names of the whole and its parts. */
export const NAMES = {
  widget: "Gradient descent on a loss landscape",
  ledger: "This step's numbers",
  ledgerColumns: ["quantity", "formula", "with this step's numbers", "value"],
  race: {
    caption: "How each method came in",
    columns: ["method", "rate", "first reaches", "stays below", "evaluations", "outcome", "best rate"],
    add: "add a method", remove: "Take out",
    best: "best by sweep", looking: "looking …", none: "none arrives",
  },
  horizon: { label: "what is left after", none: "–", steps: "steps" },
  turns: ["turning", "the bowl alone", "bowl and start"],
  zoom: "What the map shows", nearer: "Zoom in", farther: "Zoom out", fit: "Fit the path",
  turn: "Turn the surface with the arrow keys",
  lastStep: "The run ends here: no step leaves this point.",
};

/** @param {string} id @param {string} fallback */
export function label(id, fallback) {
  return LABELS[id] ?? fallback;
}

/**
 * Words that carry a track's colour and its mark on the map.
 * @param {number} index
 * @param {string} text
 * @returns {import("../types.d.ts").Piece}
 */
export function track(index, text) {
  return { text, kind: `run run-${index + 1}` };
}

/** The methods by what their ruler knows, in the order of menus. @type {[name: string, ids: string][]} */
const GROUPS = [
  ["one scalar", "gradient-descent polyak armijo exact-line-search barzilai-borwein momentum nesterov conjugate-gradient"],
  ["one scale per coordinate", "sign-descent diagonal-newton adagrad adadelta rmsprop adam adamw adamax nadam radam "
    + "rprop lion yogi adabelief adan"],
  ["a full matrix", "full-matrix-adagrad newton damped-newton saddle-free-newton trust-region bfgs"],
  ["no gradient", "nelder-mead"],
];

/**
 * What each track came to, as a row of words.
 * @param {Analysis} analysis
 * @param {import("../types.d.ts").Track[]} tracks
 */
export function runners(analysis, tracks) {
  return analysis.tracks.map(({ name, stepsToTolerance, staysBelowFrom, costs, outcome, why }, index) => {
    const rate = tracks[index]?.learningRate;
    const counts = [[costs.gradient, "gradients"], [costs.hessian, "Hessians"], [costs.loss, "losses"]];
    const reason = why && outcome !== "running" && outcome !== "converged" ? `: ${becauseOf(why)}` : "";
    const step = (/** @type {number | null} */ at) => (at === null ? "–" : `step ${at}`);
    return {
      method: track(index, name),
      rated: rate !== undefined,
      cells: [
        rate === undefined ? "–" : number(rate), step(stepsToTolerance), step(staysBelowFrom),
        counts.filter(([count]) => count).map(([count, what]) => `${count} ${what}`).join(", "), `${outcome}${reason}`,
      ],
    };
  });
}

/** What kind of ruler a method uses; one that is not known here stands in its menu without a group. @param {string} id */
export function group(id) {
  return GROUPS.find(([, ids]) => ids.split(" ").includes(id))?.[0];
}

/** A formula as the engine read it. @param {string | null} formula */
export function echo(formula) {
  return formula === null ? "" : `understood as ${formula}`;
}

/** An id in words: of a line of the ledger, of a choice. @param {string} id */
export function row(id) {
  return ROWS[id] ?? id.replaceAll("-", " ");
}

/**
 * What a slider is called and what it says.
 * @param {Control} control
 * @param {Analysis} analysis
 */
export function slider(control, analysis) {
  const name = label(control.id, control.label);
  return {
    label: name,
    symbol: control.symbol,
    field: `${name} as a number or an expression`,
    // A crank without landmarks is one whose limit is to be found: it must not say what the landscape does.
    text: control.id === "learningRate" && control.marks.length ? rateText(control, analysis) : control.text,
    note: control.disabled === null ? "" : REASONS[control.disabled] ?? control.disabled.replaceAll("-", " "),
  };
}

/**
 * "0.19, overshoots in the steep direction, limit 0.20".
 * @param {Control} control
 * @param {Analysis} analysis
 */
function rateText(control, analysis) {
  const steep = analysis.clocks[1];
  const limit = control.marks.find(({ id }) => id === "limit");
  const parts = [control.text];
  if (steep?.regime) {
    parts.push(`${VERBS[steep.regime]} in the steep direction`);
  }
  if (limit) parts.push(`limit ${limit.text}`);
  return parts.join(", ");
}

/** @type {Record<import("../types.d.ts").Regime, string>} */
const VERBS = {
  frozen: "does not move", "runs-away": "runs away", creeps: "creeps", lands: "lands", overshoots: "overshoots",
  bounces: "bounces", diverges: "diverges", spirals: "spirals",
};

/**
 * The label of marks that stand together: "best 0.0769 · limit 0.08". Equal rates are said once.
 * @param {Mark[]} marks
 * @param {boolean} brief names only: where the values would not fit, the field beside the slider has them
 */
export function marks(marks, brief) {
  /** @type {Map<string, Mark[]>} */
  const equal = new Map();
  for (const mark of marks) equal.set(mark.text, [...(equal.get(mark.text) ?? []), mark]);
  return [...equal.values()].map((group) => {
    const ids = group.map(({ id }) => id);
    // On a round bowl both directions have the same ideal rate, and that is the best one too.
    const round = ids.includes("ideal-steep") && ids.includes("ideal-shallow");
    const names = round
      ? ["1/λ", ...ids.filter((id) => !id.startsWith("ideal")).map((id) => MARKS[id] ?? id)]
      : ids.map((id) => MARKS[id] ?? id);
    const mark = /** @type {Mark} */ (group.find(({ id }) => id === "best") ?? group[0]);
    return { mark: round ? { ...mark, direction: null } : mark, text: names.join(" = ") + (brief ? "" : ` ${mark.text}`) };
  });
}

/**
 * @param {{ step: number, last: number, loss: number }} state
 */
export function transport({ step, last, loss }) {
  return {
    transport: "steps of the run",
    reset: "Back to the start", back: "One step back", play: "Play", pause: "Pause", forward: "One step forward", speed: "speed",
    step: "step", valuetext: `step ${step} of ${last}, loss ${number(loss)}`, counter: `${step} / ${last}`,
  };
}

/** @param {readonly number[]} start */
export function handle(start) {
  return `Start of the run at ${point(start)}. Drag it, or move it with the arrow keys.`;
}

/**
 * Title, name and text equivalent of a view.
 * @param {string} view
 * @param {{ frame: Frame, analysis: Analysis, track: number, last: number, start: readonly number[], loss: string,
 *   methods: string[], dials?: number }} facts
 */
export function figure(view, { frame, analysis, track: explained, last, start, loss, methods, dials }) {
  const several = methods.length > 1;
  const [shallow, steep] = analysis.curvatures;
  if (view === "map") {
    return {
      title: [
        { text: `Map · step ${frame.step}` },
        ...(several ? methods.flatMap((method, index) => [{ text: " " }, track(index, method)]) : []),
      ],
      label: `Map of the landscape, ${loss}, with the path of ${methods.join(", ")}`,
      description: `The run starts at ${point(start)} and takes ${last} steps. At step ${frame.step} it is at `
        + `${point(frame.theta)}, where the loss is ${number(frame.loss)} and the gradient ${point(frame.gradient)}. `
        + `The curvature is ${number(steep)} in the steep direction and ${number(shallow)} in the shallow one.`,
    };
  }
  const graph = graphs({ frame, analysis, last, several })[view];
  if (graph) return graph;
  const hands = [1, 0].map((direction) => {
    const factor = frame.multipliers[direction];
    const name = direction === 1 ? "steep" : "shallow";
    return factor === null || factor === undefined
      ? `The ${name} direction has no multiplier at this step.`
      : `One step multiplies the distance in the ${name} direction by ${number(factor)}.`;
  });
  return {
    title: [{ text: "Clocks" }, ...(several ? [{ text: " of " }, track(explained, methods[explained] ?? "")] : [])],
    label: dials === undefined ? "Two dials, one for the steep and one for the shallow direction"
      : `Dials of ${dials} directions on one crank, from the flattest to the steepest`,
    description: `${hands.join(" ")} Twelve o’clock is the minimum, seven the start, five its mirror image; `
      + "further from twelve is further from the minimum.",
  };
}

/**
 * The graphs in words.
 * @param {{ frame: Frame, analysis: Analysis, last: number, several: boolean }} facts
 * @returns {Record<string, { title: import("../types.d.ts").Piece[], label: string, description: string }>}
 */
function graphs({ frame, analysis, last, several }) {
  const { clocks, stableBelow, bestRate, exact } = analysis;
  const factors = [...clocks].reverse().map(({ multiplier, spectralRadius }, index) => {
    const factor = spectralRadius ?? multiplier;
    const name = index === 0 ? "steep" : "shallow";
    return factor === null || factor === undefined ? `the ${name} direction has none` : `${number(factor)} in the ${name} direction`;
  });
  const rate = frame.learningRate === null ? "This method has no learning rate."
    : `At the learning rate ${number(frame.learningRate)} the factor of a step is ${factors.join(" and ")}.`;
  const landmarks = [
    ...(bestRate === null ? [] : [`The best single rate is ${number(bestRate)}`]),
    ...(stableBelow === null ? [] : [`above ${number(stableBelow)} the steep direction grows`]),
  ].join("; ");
  const quantity = exact ? "distance from the minimum" : "slope of the local direction";
  return {
    rate: {
      title: [{ text: "Factor against rate" }],
      label: "Factor of a step against the learning rate, one curve a direction",
      description: `${rate}${landmarks && ` ${landmarks}.`}`,
    },
    loss: {
      title: [{ text: "Loss against step" }],
      label: `Loss against the step${several ? ", one line a method" : ""}`,
      description: `At step ${frame.step} of ${last} the loss is ${number(frame.loss)}.`,
    },
    slices: {
      title: [{ text: "Slices" }],
      label: "The loss along the steep and along the shallow direction",
      description: `The steep slice bends with curvature ${number(analysis.curvatures[1])}, the shallow one with `
        + `${number(analysis.curvatures[0])}. At step ${frame.step} the loss is ${number(frame.loss)}.`,
    },
    surface: {
      title: [{ text: "Surface" }],
      label: "The landscape as a surface in space, with the path on it",
      description: `At step ${frame.step} of ${last} the run is at ${point(frame.theta)}, at a height of ${number(frame.loss)}.`,
    },
    components: {
      title: [{ text: exact ? "Distance against step" : "Slope against step" }],
      label: `The ${quantity} against the step, one line a direction`,
      description: exact
        ? `The factor of a step is ${factors.join(" and ")}; on this logarithmic axis a steady factor is a straight line.`
        : "The curvature changes along the way, so the lines need not be straight.",
    },
  };
}

/**
 * What a step does to the distance in either direction, in words.
 * @param {Frame} frame
 * @returns {import("../types.d.ts").Piece[]}
 */
export function split(frame) {
  if (!frame.displacement || !frame.split) return [{ text: NAMES.lastStep }];
  const round = frame.curvatures[0] === frame.curvatures[1];
  const parts = [...frame.split].sort((a, b) => b.direction - a.direction);
  return parts.flatMap(({ direction, part, ofDistance }, index) => {
    /** @type {"steep" | "shallow"} */
    const kind = direction === 1 ? "steep" : "shallow";
    const name = round ? (direction === 1 ? "first direction" : "second direction") : kind;
    const still = part.every((side) => side === 0);
    const words = still ? "does not move" : ofDistance === null
      ? `moves by ${point(part)}`
      : `${share(ofDistance)} of its distance`;
    return [{ text: name, ...(round ? {} : { kind }) }, { text: `: ${words}${index === 0 ? "; " : "."}` }];
  });
}
