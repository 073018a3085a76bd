// The chapter holds what it says: every number in its text is asked of the engine again, every reference has its target.
//
// A result stands in `<data class="claim" value="…" data-figure="id" data-ask='{ "what": … }'>`, an input of a figure in
// `<data class="given" value="…" data-figure="id">`; a number that is neither fails, but for the few patterns in FREE.
// The experiment is the figure's, or `config` where the claim stands on its own; `set` changes parts of it by their
// path (the rate "best" is 2/(λmin + λmax)), `turn` turns bowl and start together by so many degrees. `direction` is
// steep or shallow, `track` and `step` count from 0, `scale` multiplies the answer, `relative` divides it by its value
// at the start. A text promises half a unit of its last digit; `digits` says how many of them count.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { configuration } from "../../www/attributes.mjs";
import { SAID } from "../data/answers.mjs";
import { engine, length, turned } from "./engine.mjs";

const { SaxesParser } = createRequire(import.meta.url)("saxes");
const FREE = [
  // Formulas in a line of text: 1/λ, 2/λ, 0.5/λ, 1 − ηλ, 2 + 2β, 1/(1 − β), ln 2, 1 + √2.
  /[\d.]+\/[λ(]/gu, /1 − [ηβ]λ?/gu, /2 \+ 2β/gu, /ln 2/gu, /1 \+ √2/gu,
  // Years, and sections by their number.
  /\b1959\b|\b1950s\b|\b1920s\b/gu, /section\s\d+/gu,
];
const NUMBER = /[−-]?(?<![\p{L}\d])\d[\d,]*(?:\.\d+)?/gu;
const ORDER = [
  "one-scalar", "curvature", "round", "many-clocks", "steep-rules", "zig-zag", "best-rate", "for-a-direction", "newton",
  "tilt", "moments", "approximations", "uneven", "data", "your-own", "left-out",
];

// ------------------------------------------------------------------------------------------------ the page as a tree

const VOID = new Set(["meta", "link", "img", "br", "hr", "input", "wbr", "source"]);

/** The pages are written so that only these four habits of HTML keep them from being XML. */
function parse(name) {
  const html = readFileSync(new URL(`../../www/${name}`, import.meta.url), "utf8");
  const xml = html
    .replace(/<!doctype html>/i, "")
    .replace(/<([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"]*"|='[^']*')?)*)\s*>/g, (_, element, attributes) => {
      const whole = attributes.replace(/\s+([a-z-]+)(="[^"]*"|='[^']*')?/g, (all, key, value) => ` ${key}${value ?? '=""'}`);
      return `<${element}${whole}${VOID.has(element) ? "/" : ""}>`;
    })
    .replace(/&nbsp;/g, "\u00a0");
  const root = { name: "#page", attributes: {}, children: [], parent: null };
  let at = root;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name: element, attributes, isSelfClosing }) => {
    const node = { name: element, attributes, children: [], parent: at };
    at.children.push(node);
    if (!isSelfClosing) at = node;
  });
  parser.on("closetag", ({ isSelfClosing }) => {
    if (!isSelfClosing) at = at.parent;
  });
  parser.on("text", (text) => at.children.push({ text, parent: at }));
  parser.on("error", (error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  parser.write(xml).close();
  return root;
}

const walk = (node, visit) => {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
};
const all = (node, fits) => {
  const found = [];
  walk(node, (each) => each.name && fits(each) && found.push(each));
  return found;
};
const within = (node, fits) => {
  for (let each = node; each; each = each.parent) if (each.name && fits(each)) return each;
  return null;
};
const has = (node, word) => (node.attributes.class ?? "").split(/\s+/).includes(word);
/** What a node says; a power keeps its place in the notation `1·10^−7`. */
const text = (node) => node.text ?? `${node.name === "sup" ? "^" : ""}${node.children.map(text).join("")}`;

const pages = { "index.html": parse("index.html"), "teachers.html": parse("teachers.html") };
const chapter = pages["index.html"];
const figures = all(chapter, ({ name }) => name === "many-clocks");
const byId = new Map(Object.values(pages).flatMap((page) => all(page, ({ attributes }) => attributes.id)).map((node) => [node.attributes.id, node]));

// ------------------------------------------------------------------------------------------------ what a claim asks

const clone = (value) => JSON.parse(JSON.stringify(value));
const configOf = (figure) => configuration((name) => figure.attributes[name] ?? null, engine.catalogue());

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

function answer(node) {
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
function plain(printed) {
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

function check(node) {
  const printed = plain(text(node));
  assert.equal(Number(printed), Number(node.attributes.value), `value and text of ${text(node)} differ`);
  const ask = JSON.parse(node.attributes["data-ask"]);
  const found = answer(node);
  const where = `${text(node)} (${node.attributes["data-figure"] ?? "its own experiment"}: ${node.attributes["data-ask"]})`;
  assert.ok(Number.isFinite(found), `${where}: the engine says ${found}`);
  if (ask.order) assert.equal(Math.round(Math.log10(found)), Math.log10(Number(printed)), `${where}: the engine says ${found}`);
  else assert.ok(Math.abs(found - Number(printed)) <= allowance(printed, ask.digits), `${where}: the engine says ${found}`);
}

// ------------------------------------------------------------------------------------------------ claims and inputs

for (const [name, page] of Object.entries(pages)) {
  test(`${name}: every claim is what the engine says`, () => {
    const claims = all(page, (node) => node.name === "data" && has(node, "claim"));
    assert.ok(claims.length >= (name === "index.html" ? 100 : 10), `${claims.length} claims`);
    const wrong = claims.flatMap((node) => {
      try {
        check(node);
        return [];
      } catch (error) {
        return [error.message];
      }
    });
    assert.deepEqual(wrong, []);
  });
}

/** Every number that a figure is given: in its attributes, and in what claims change about it. */
const numbersIn = (value) =>
  typeof value === "number" ? [value]
    : typeof value === "string" ? (value.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gi) ?? []).map(Number)
      : value && typeof value === "object" ? Object.values(value).flatMap(numbersIn) : [];
function inputsOf(id) {
  const figure = byId.get(id);
  assert.equal(figure?.name, "many-clocks", `no figure ${id}`);
  const { config, curvatures, angle, start, steps, step, data, spectrum, ...more } = figure.attributes;
  const written = [config ? JSON.parse(config) : 0, curvatures, angle, start, steps, step, data, spectrum, more["learning-rate"]];
  const changed = Object.values(pages).flatMap((page) => all(page, (node) => node.attributes["data-figure"] === id && node.attributes["data-ask"]))
    .map((node) => JSON.parse(node.attributes["data-ask"])).map(({ set, turn }) => [set, turn]);
  const numbers = numbersIn([written, changed]);
  return new Set([...numbers, ...numbers.map(Math.abs), numbersIn([spectrum]).length || 0]);
}

test("every input that the text names is one of its figure", () => {
  for (const page of Object.values(pages)) {
    for (const node of all(page, (each) => each.name === "data" && has(each, "given"))) {
      assert.equal(Number(plain(text(node))), Number(node.attributes.value), `value and text of ${text(node)} differ`);
      const inputs = inputsOf(node.attributes["data-figure"]);
      assert.ok(inputs.has(Number(node.attributes.value)), `${node.attributes["data-figure"]} is not given ${text(node)}`);
    }
  }
});

const bare = (written) => FREE.reduce((rest, pattern) => rest.replace(pattern, " "), written).match(NUMBER) ?? [];

test("no number in the text is typed by hand", () => {
  for (const [name, page] of Object.entries(pages)) {
    const loose = [];
    walk(page, (node) => {
      if (node.text === undefined || !within(node, (each) => each.name === "body")) return;
      if (within(node, (each) => each.name === "data" || each.attributes.id === "references" || each.name === "pre")) return;
      if (within(node, (each) => each.name === "mn")) {
        if (!["0", "1", "2", "3"].includes(node.text.trim())) loose.push(`in a formula: ${node.text}`);
        return;
      }
      for (const number of bare(node.text)) loose.push(`${number} in “${node.text.trim().slice(0, 80)}”`);
    });
    assert.deepEqual(loose, [], name);
  }
});

test("numbers in captions are inputs of their figure", () => {
  for (const figure of figures) {
    for (const number of bare(figure.attributes.caption ?? "")) {
      assert.ok(inputsOf(figure.attributes.id).has(Number(plain(number))), `${figure.attributes.id}: ${number}`);
    }
  }
});

// ------------------------------------------------------------------------------------------------ figures, questions

test("sixteen sections in their order, each with a figure, and sixteen figures at least", () => {
  const parts = all(chapter, (node) => node.name === "section" && has(node, "part"));
  assert.deepEqual(parts.map(({ attributes }) => attributes.id), ORDER);
  for (const part of parts) {
    assert.ok(all(part, ({ name }) => name === "many-clocks").length >= 1, part.attributes.id);
    assert.equal(all(part, ({ name }) => name === "h2").length, 1, `one title in ${part.attributes.id}`);
  }
  const links = all(all(chapter, ({ name }) => name === "nav")[0], ({ name }) => name === "a").map(({ attributes }) => attributes.href);
  assert.deepEqual(links.slice(0, 16), ORDER.map((id) => `#${id}`));
  assert.ok(figures.filter(({ attributes }) => attributes.caption).length >= 16);
});

test("every figure has a caption, a fallback without numbers, and a configuration that the engine takes", () => {
  for (const figure of figures) {
    const { attributes } = figure;
    const paired = within(figure, (node) => has(node, "pair")) || has(figure, "crank");
    assert.ok(attributes.id || paired, "a figure without an id");
    assert.ok(paired || (attributes.caption ?? "").length > 30, `${attributes.id}: no caption`);
    assert.ok(text(figure).trim().length > 5, `${attributes.id}: nothing to read without a script`);
    const config = configOf(figure);
    if (config.spectrum) {
      engine.spectrum({ curvatures: config.spectrum, track: config.tracks[0], steps: 10 }).free();
      continue;
    }
    const experiment = engine.simulate(config);
    assert.ok(Number(attributes.step ?? 0) < experiment.length, `${attributes.id}: no step ${attributes.step}`);
    experiment.free();
  }
});

test("every question has a prompt, a hint, a misconception, an explanation, and a figure of its own", () => {
  const questions = all(chapter, ({ name }) => name === "many-clocks-question");
  assert.ok(questions.length >= 12, `${questions.length} questions`);
  const owned = questions.map(({ attributes }) => attributes.for);
  assert.equal(new Set(owned).size, owned.length, "two questions own one figure");
  for (const question of questions) {
    const { id, ask } = question.attributes;
    assert.ok(id && ask && question.attributes.for, `${id}: incomplete`);
    const slots = question.children.filter(({ name }) => name).map(({ attributes }) => attributes.slot ?? "");
    for (const [slot, least] of [["prompt", 1], ["hint", 1], ["misconception", 1], ["explanation", 1]]) {
      assert.ok(slots.filter((each) => each === slot).length >= least, `${id}: ${slot}`);
    }
    assert.equal(byId.get(question.attributes.for)?.name, "many-clocks", `${id}: its figure`);
    const hint = text(question.children.find(({ attributes }) => attributes?.slot === "hint"));
    if (!["q-adam", "q-diagonal", "q-turn"].includes(id)) assert.match(hint, /\{lambda\}/, `${id}: the hint names no λ`);
    assert.match(text(question), /\{expected\}/, `${id}: {expected}`);
    const wrong = question.children.filter(({ attributes }) => attributes?.slot === "misconception");
    for (const { attributes } of wrong) assert.ok(attributes.near, `${id}: a misconception near nothing`);
  }
});

test("the engine takes every question, and tells its answer and its misconceptions apart", () => {
  const questions = all(chapter, ({ name }) => name === "many-clocks-question");
  assert.deepEqual(questions.map(({ attributes }) => attributes.id), Object.keys(SAID));
  for (const question of questions) {
    const { id, for: owned, ...asked } = question.attributes;
    const misconceptions = question.children.filter(({ attributes }) => attributes?.slot === "misconception")
      .map(({ attributes: { near, tolerance } }) => ({ near, tolerance }));
    const experiment = engine.simulate(configOf(byId.get(owned)));
    const found = SAID[id].map((given) => experiment.judge({ ...asked, misconceptions }, given));
    experiment.free();
    assert.deepEqual(found.map(({ correct, near }) => [correct, near]), [[true, null], ...misconceptions.map((_, index) => [false, index])], id);
  }
});

// ------------------------------------------------------------------------------------------------ the page itself

test("headings nest, ids are unique, and whatever is referred to is there", () => {
  for (const [name, page] of Object.entries(pages)) {
    let level = 0;
    const seen = new Set();
    walk(page, (node) => {
      if (!node.name) return;
      const { id, href, for: target } = node.attributes;
      if (/^h[1-6]$/.test(node.name)) {
        const here = Number(node.name[1]);
        assert.ok(here <= level + 1, `${name}: h${here} under h${level}: ${text(node)}`);
        level = here;
      }
      if (id) {
        assert.ok(!seen.has(id), `${name}: two elements have the id ${id}`);
        seen.add(id);
      }
      for (const key of ["aria-labelledby", "data-live"]) {
        if (node.attributes[key]) assert.ok(byId.has(node.attributes[key]), `${name}: ${key} ${node.attributes[key]}`);
      }
      if (target) assert.ok(byId.has(target), `${name}: for="${target}"`);
      if (!href || /^(https:|mailto:)/.test(href)) return;
      const [file, anchor] = href.split("#");
      // The playground is no chapter: html.test.mjs looks whether it is there.
      if (file && (!file.endsWith(".html") || file === "playground.html")) return;
      const there = file ? pages[file] : page;
      assert.ok(there, `${name}: no page ${file}`);
      if (anchor) assert.equal(all(there, ({ attributes }) => attributes.id === anchor).length, 1, `${name}: ${href}`);
    });
  }
});

test("terms lead to the glossary and none of its entries is idle", () => {
  const used = new Set(all(chapter, (node) => node.name === "a" && has(node, "term")).map(({ attributes }) => attributes.href.slice(1)));
  const entries = all(chapter, ({ name }) => name === "dt").map(({ attributes }) => attributes.id);
  assert.deepEqual([...used].sort(), [...entries].sort());
});

test("steep and shallow have their colours in formulas", () => {
  const terms = all(chapter, ({ name }) => name === "mrow").filter((node) => has(node, "steep") || has(node, "shallow"));
  assert.ok(terms.some((node) => has(node, "steep")) && terms.some((node) => has(node, "shallow")));
  for (const node of terms) {
    if (/max/.test(text(node))) assert.ok(has(node, "steep"), text(node));
    if (/min/.test(text(node))) assert.ok(has(node, "shallow"), text(node));
  }
});
