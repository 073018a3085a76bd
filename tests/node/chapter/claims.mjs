// What a claim of the chapter asks of the engine, and how near its printed number has to be.
//
// A result stands in `<data class="claim" value="…" data-figure="id" data-ask='{ "what": … }'>`, an input of a figure in
// `<data class="given" value="…" data-figure="id">`; a number that is neither fails, but for the few patterns in FREE.
// The experiment is the figure's, or `config` where the claim stands on its own; `set` changes parts of it by their
// path (the rate "best" is 2/(λmin + λmax)), `turn` turns bowl and start together by so many degrees. `direction` is
// steep or shallow, `track` and `step` count from 0, `scale` multiplies the answer, `relative` divides it by its value
// at the start. A text promises half a unit of its last digit; `digits` says how many of them count.
import assert from "node:assert/strict";
import { configuration } from "../../../www/attributes.mjs";
import { engine, length, turned } from "../engine.mjs";
import { byId, text } from "./tree.mjs";

const clone = (value) => JSON.parse(JSON.stringify(value));
export const configOf = (figure) => configuration((name) => figure.attributes[name] ?? null, engine.catalogue());

function put(target, path, value) {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop();
  let place = target;
  for (const key of keys) place = place[key] ??= {};
  place[last] = value;
}

/** The experiment that a claim is about. */
function subject(node) {
  const ask = JSON.parse(node.attributes["data-ask"]);
  const id = node.attributes["data-figure"];
  const figure = id ? byId.get(id) : null;
  assert.ok(ask.config || figure?.name === "many-clocks", `the claim ${text(node)} names no figure: ${id}`);
  const config = clone(ask.config ?? configOf(figure));
  config.tracks ??= [{ optimizer: "gradient-descent" }];
  for (const [path, value] of Object.entries(ask.set ?? {})) put(config, path, value === "best" ? best(config) : value);
  if (ask.turn) {
    config.start = turned(config.start, ask.turn);
    config.loss = { ...config.loss, angle: (config.loss.angle ?? 0) + ask.turn };
  }
  return { ask, config };
}

const best = ({ loss: { curvatures } }) => 2 / (curvatures[0] + curvatures[1]);
const side = (direction) => {
  assert.ok(["steep", "shallow"].includes(direction), `direction ${direction}`);
  return direction === "steep" ? 1 : 0;
};

/** How often a question is put to the same experiment: runs are kept for the length of this file. */
const runs = new Map();
function experimentOf(config) {
  const key = JSON.stringify(config);
  if (!runs.has(key)) {
    const experiment = engine.simulate(config);
    const frames = [];
    runs.set(key, {
      length: experiment.length,
      analysis: (where) => experiment.analysis(where),
      frame: (step, track) => ((frames[step] ??= experiment.readout(step).tracks))[track],
    });
  }
  return runs.get(key);
}

const WORDS = {
  conditionNumber: ({ analysis }) => analysis().conditionNumber,
  bestRate: ({ analysis }) => analysis().bestRate,
  bestFactor: ({ analysis }) => analysis().bestFactor,
  bestHalfLife: ({ analysis }) => Math.LN2 / -Math.log(analysis().bestFactor),
  stableBelow: ({ analysis }) => analysis().stableBelow,
  sharpness: ({ analysis }) => analysis().sharpness.value,
  sharpnessLimit: ({ analysis }) => analysis().sharpness.limit,
  idealRate: ({ analysis, i }) => analysis().idealRates[i()],
  curvature: ({ analysis, i }) => analysis().curvatures[i()],
  multiplier: ({ frame, step, i }) => frame(step).multipliers[i()],
  covers: ({ frame, step, i }) => 1 - frame(step).multipliers[i()],
  halfLife: ({ analysis, i }) => analysis().clocks[i()].halfLife,
  spectralRadius: ({ analysis, i }) => analysis().clocks[i()].spectralRadius,
  stage: ({ analysis, ask }) => analysis().landscape.stages.find(({ standardize }) => standardize === ask.standardize).conditionNumber,
  reaches: ({ analysis, track }) => analysis().tracks[track].stepsToTolerance,
  stays: ({ analysis, track }) => analysis().tracks[track].staysBelowFrom,
  loss: ({ frame, step }) => frame(step).loss,
  lossRatio: ({ frame, step }) => frame(step).loss / frame(step - 1).loss,
  rate: ({ frame, step }) => frame(step).learningRate,
  x: ({ frame, step }) => frame(step).theta[0],
  y: ({ frame, step }) => frame(step).theta[1],
  hessian: ({ frame, step, ask }) => frame(step).hessian[ask.row][ask.column],
  /** The length of the step that leaves this frame. */
  length: ({ frame, step }) => length(frame(step).displacement),
  distance: ({ frame, step }) => length(frame(step).theta),
  /** The distance along one direction. */
  part: ({ frame, step, i }) => Math.abs(frame(step).coordinates[i()]),
  slope: ({ frame, step, i }) => {
    const { gradient, directions } = frame(step);
    return Math.abs(gradient[0] * directions[i()][0] + gradient[1] * directions[i()][1]);
  },
  peak: ({ each, i }) => Math.max(...each(({ coordinates }) => Math.abs(coordinates[i()]))),
  largestRate: ({ each }) => Math.max(...each(({ learningRate }) => learningRate ?? 0)),
  /** What two steps did to the distance, each taken alike. */
  contraction: ({ frame, last }) => Math.sqrt(length(frame(last).theta) / length(frame(last - 2).theta)),
  stepsWithin: ({ each, ask }) => each(({ theta }) => length(theta) <= ask.within).indexOf(true),
  staysWithin: ({ each, ask }) => each(({ theta }) => length(theta) <= ask.within).lastIndexOf(false) + 1,
  halved: ({ each, i }) => {
    const parts = each(({ coordinates }) => Math.abs(coordinates[i()]));
    return parts.findIndex((part) => part <= parts[0] / 2);
  },
  farther: ({ each }) => {
    const distances = each(({ theta }) => length(theta));
    return distances.findIndex((distance) => distance > distances[0]);
  },
  rises: ({ each }) => each(({ loss }) => loss).filter((loss, k, list) => k > 0 && loss > list[k - 1]).length,
  /** The mean square along a direction over ten thousand noisy steps, the first five hundred left out. */
  variance: ({ each, i, config }) => {
    assert.equal(config.steps, 10_000);
    const squares = each(({ coordinates }) => coordinates[i()] ** 2).slice(500);
    return squares.reduce((sum, square) => sum + square, 0) / squares.length;
  },
  floor: ({ analysis, config, track, i }) => {
    const { learningRate, noise } = config.tracks[track];
    const curvature = analysis().curvatures[i()];
    return (learningRate * noise ** 2) / (curvature * (2 - learningRate * curvature));
  },
};

/** Of a bowl of many directions. */
function ofMany({ ask, config }) {
  const spectrum = engine.spectrum({ curvatures: config.spectrum, track: config.tracks[0], steps: config.steps ?? 60 });
  try {
    const value = spectrum.readout(ask.step ?? 0)[ask.what];
    assert.equal(typeof value, "number", `${ask.what} of many directions`);
    return value;
  } finally {
    spectrum.free();
  }
}

export function answer(node) {
  const { ask, config } = subject(node);
  if (config.spectrum) return ofMany({ ask, config });
  if (ask.what === "variance") config.steps = 10_000;
  const experiment = experimentOf(config);
  const [step, track] = [ask.step ?? 0, ask.track ?? 0];
  const word = WORDS[ask.what];
  assert.ok(word, `nobody can answer ${ask.what}`);
  const at = (k) =>
    word({
      ask, config, track, step: k,
      last: experiment.length - 1,
      i: () => side(ask.direction),
      analysis: () => experiment.analysis({ track, step: k }),
      frame: (n) => experiment.frame(n, track),
      each: (of) => Array.from({ length: experiment.length }, (_, n) => of(experiment.frame(n, track))),
    });
  const relative = ask.what === "peak" ? WORDS.part({ i: () => side(ask.direction), step: 0, frame: (n) => experiment.frame(n, track) }) : ask.relative && at(0);
  const value = at(step);
  assert.equal(typeof value, "number", `there is no ${ask.what}`);
  return ((ask.scale ?? 1) * value) / (ask.relative ? relative : 1);
}

const SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A number as it is printed, in the digits of a program. */
export function plain(printed) {
  const word = SMALL.indexOf(printed.trim().toLowerCase());
  if (word >= 0) return String(word);
  return printed.trim()
    .replace(/^×/, "").replace(/[%°]$/, "").replace(/[\s,]/g, "").replace(/−/g, "-")
    .replace(/^10\^/, "1·10^").replace("·10^", "e");
}

/** Half a unit of the last digit that counts. */
function allowance(number, digits) {
  const [mantissa, power = "0"] = number.replace("-", "").split("e");
  const decimals = (mantissa.split(".")[1] ?? "").length;
  const whole = mantissa.split(".")[0].length;
  return 0.5000001 * 10 ** (Number(power) + (digits ? whole - digits : -decimals));
}

export function check(node) {
  const printed = plain(text(node));
  assert.equal(Number(printed), Number(node.attributes.value), `value and text of ${text(node)} differ`);
  const ask = JSON.parse(node.attributes["data-ask"]);
  const found = answer(node);
  const where = `${text(node)} (${node.attributes["data-figure"] ?? "its own experiment"}: ${node.attributes["data-ask"]})`;
  assert.ok(Number.isFinite(found), `${where}: the engine says ${found}`);
  if (ask.order) assert.equal(Math.round(Math.log10(found)), Math.log10(Number(printed)), `${where}: the engine says ${found}`);
  else assert.ok(Math.abs(found - Number(printed)) <= allowance(printed, ask.digits), `${where}: the engine says ${found}`);
}
