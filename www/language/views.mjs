// Title, name and text equivalent of each view.
import { track } from "./tracks.mjs";

/** @typedef {import("./language.mjs").Language} Language */
/** @typedef {import("./language.mjs").Name} Name */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Frame} Frame */
/** @typedef {import("../types.d.ts").Piece} Piece */
/** @typedef {{ title: Piece[], label: string, description: string }} Words */
/**
 * @typedef {object} Facts
 * @property {Frame} frame
 * @property {Analysis} analysis
 * @property {number} track
 * @property {number} last
 * @property {readonly number[]} start
 * @property {string} loss
 * @property {string[]} methods
 * @property {number | undefined} [dials]
 */

/** @type {Record<string, (language: Language, facts: Facts, values: import("./language.mjs").Values) => Words>} */
const VIEWS = {
  map(language, { methods, loss }, values) {
    const named = methods.flatMap((method, index) => [...(index ? [{ text: " " }] : []), track(index, method)]);
    return {
      title: methods.length > 1 ? language.pieces("map-title-methods", { ...values, methods: named }) : language.pieces("map-title", values),
      label: language.say("map-label", { loss, methods: methods.join(", ") }),
      description: language.say("map-text", values),
    };
  },
  clocks(language, { frame, methods, track: explained, dials }, values) {
    const [shallow, steep] = [0, 1].map((direction) => {
      const factor = frame.multipliers[direction];
      const name = direction ? "hand-steep" : "hand-shallow";
      return typeof factor === "number" ? language.say(name, { factor }) : language.say(`${name}-none`);
    });
    return {
      title: methods.length > 1
        ? language.pieces("clocks-title-of", { method: track(explained, methods[explained] ?? "") })
        : language.pieces("clocks-title"),
      label: dials === undefined ? language.say("clocks-label") : language.say("clocks-label-many", { count: dials }),
      description: language.say("clocks-text", { ...values, steep: steep ?? "", shallow: shallow ?? "" }),
    };
  },
  rate(language, { frame, analysis }) {
    const { bestRate: best, stableBelow: limit } = analysis;
    const landmarks = {
      best: best === null ? "" : language.say("rate-best", { best }),
      limit: limit === null ? "" : language.say("rate-limit", { limit }),
    };
    const { learningRate: rate } = frame;
    return {
      ...headed(language, "rate"),
      description: rate === null
        ? language.say("rate-text-none", landmarks)
        : language.say("rate-text", { ...landmarks, rate, factors: factors(language, analysis) }),
    };
  },
  loss(language, { methods }, values) {
    return {
      ...headed(language, "loss"), label: language.say(methods.length > 1 ? "loss-label-several" : "loss-label"),
      description: language.say("loss-text", values),
    };
  },
  components(language, { analysis }) {
    const name = analysis.exact ? "distance" : "slope";
    return { ...headed(language, name), description: language.say(`${name}-text`, { factors: factors(language, analysis) }) };
  },
};

/**
 * @param {Language} language
 * @param {string} view
 * @param {Facts} facts
 * @returns {Words}
 */
export function figure(language, view, facts) {
  const { frame, analysis, last, start } = facts;
  const values = {
    step: String(frame.step), last: String(last), loss: frame.loss, start: language.point(start), theta: language.point(frame.theta),
    gradient: language.point(frame.gradient), high: analysis.curvatures[1], low: analysis.curvatures[0],
  };
  return VIEWS[view]?.(language, facts, values)
    ?? { ...headed(language, view), description: language.say(/** @type {Name} */ (`${view}-text`), values) };
}

/** @param {Language} language @param {string} name */
function headed(language, name) {
  return {
    title: language.pieces(/** @type {Name} */ (`${name}-title`)),
    label: language.say(/** @type {Name} */ (`${name}-label`)),
  };
}

/** The factors of both directions in words. @param {Language} language @param {Analysis} analysis */
function factors(language, { clocks }) {
  const [shallow, steep] = clocks.map(({ multiplier, spectralRadius }, index) => {
    const factor = spectralRadius ?? multiplier;
    const name = index ? "factor-steep" : "factor-shallow";
    return typeof factor === "number" ? language.say(name, { factor }) : language.say(`${name}-none`);
  });
  return language.say("factors", { steep: steep ?? "", shallow: shallow ?? "" });
}

/**
 * A view of a run while a question about it is open: its title and start, and nothing that answers.
 * @param {Language} language
 * @param {Words} words
 * @param {Pick<Facts, "loss" | "start" | "analysis">} facts
 */
export function hushed(language, { title }, { loss, start, analysis }) {
  const [low, high] = analysis.curvatures;
  return {
    title,
    label: language.say("hushed-label", { title: title.map(({ text }) => text).join(""), loss }),
    description: language.say("hushed-text", { start: language.point(start), high, low }),
  };
}

/**
 * What a step does to the distance in either direction, in words.
 * @param {Language} language
 * @param {Frame} frame
 */
export function split(language, frame) {
  if (!frame.displacement || !frame.split) return language.pieces("last-step");
  const [first = "", second = ""] = [...frame.split].sort((a, b) => b.direction - a.direction).map(({ part, ofDistance }) => (
    part.every((side) => side === 0) ? language.say("split-still")
      : ofDistance === null ? language.say("split-moves", { part: language.point(part) })
        : language.say("split-share", { share: language.share(ofDistance) })
  ));
  return language.pieces(frame.curvatures[0] === frame.curvatures[1] ? "split-round" : "split", { first, second });
}
