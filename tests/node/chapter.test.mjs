// The chapter holds what it says: every number in its text is asked of the engine again, every reference has its target.
//
// What a claim is, and what it may ask, is said in chapter/claims.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SAID } from "../data/answers.mjs";
import { answer, check, configOf, plain } from "./chapter/claims.mjs";
import { all, byId, chapter, figures, has, pages, text, walk, within } from "./chapter/tree.mjs";
import { engine } from "./engine.mjs";

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
      // The playground and the guide are no chapter: html.test.mjs looks whether they are there.
      if (file && (!file.endsWith(".html") || ["playground.html", "embedding.html"].includes(file))) return;
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
