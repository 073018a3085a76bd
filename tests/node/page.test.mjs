// Parts of the page that need no browser: attributes become a configuration, facts become words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configuration, reconfigured } from "../../www/attributes.mjs";
import { LARGEST } from "../../www/figure/size.mjs";
import { row } from "../../www/language/controls.mjs";
import { EN } from "../../www/language/en.mjs";
import { hint } from "../../www/language/faults.mjs";
import { Language } from "../../www/language/language.mjs";
import { announce, sentence } from "../../www/language/sentence.mjs";
import { methods } from "../../www/language/tracks.mjs";
import { VIEWS } from "../../www/presentation.mjs";
import { MOST } from "../../www/race.mjs";
import { bowl, descent, engine, withExperiment } from "./engine.mjs";

const english = new Language("en", EN);
const EMPTY = { losses: [], optimizers: [], schedules: [], views: [] };
const reader = (attributes) => (name) => attributes[name] ?? null;
const read = (attributes) => configuration(reader(attributes), EMPTY);

test("attributes: an expression is a formula, data are a regression unless the loss says otherwise", () => {
  assert.deepEqual(read({ expression: "x^2 + y^2" }).loss, { id: "formula", expression: "x^2 + y^2" });
  const data = [
    [1, 2],
    [3, -0.4e1],
  ];
  assert.deepEqual(read({ data: " 1 2, 3  -0.4e1 " }).loss, { id: "least-squares", data });
  assert.deepEqual(read({ data: "[[1, 2], [3, -4]]" }).loss, { id: "least-squares", data });
  assert.deepEqual(read({ data: "1 2; 3 -4", loss: "logistic" }).loss, { id: "logistic", data });
  assert.equal(read({}).loss, undefined);
});

test("attributes: data that cannot be read name their attribute", () => {
  for (const [data, code] of [
    ["1 2 3", "not-pairs"],
    ["1, 2", "not-pairs"],
    ["one two", "not-pairs"],
    ["[1, 2]", "not-pairs"],
    ["[[1, 2]", "not-json"],
  ]) {
    assert.throws(() => read({ data }), { name: "AttributeError", field: "data", code }, data);
  }
});

test("attributes: a changed expression replaces its own part alone, and takes its landscape along when it goes", () => {
  const current = { loss: { id: "formula", expression: "x y", box: [] }, start: [1, 2], steps: 9 };
  const changed = (attributes, ...names) => reconfigured(current, new Set(names), reader(attributes), EMPTY);
  assert.deepEqual(changed({ expression: "x^2" }, "expression"), { ...current, loss: { ...current.loss, expression: "x^2" } });
  assert.deepEqual(changed({ expression: "x^2", steps: "5" }, "steps"), { ...current, steps: 5 });
  assert.equal(changed({}, "expression").loss, undefined);
  assert.deepEqual(changed({ curvatures: "1 4" }, "curvatures").loss, { id: "quadratic", curvatures: [1, 4] });
});

test("attributes: a spectrum is its curvatures, and a fault names it", () => {
  assert.deepEqual(read({ spectrum: "1 2,5", "learning-rate": "0.1" }).spectrum, [1, 2, 5]);
  assert.throws(() => read({ spectrum: "1 two" }), { name: "AttributeError", field: "spectrum", code: "not-numbers" });
  const current = { spectrum: [1, 2], tracks: [{ optimizer: "adam" }] };
  const changed = reconfigured(current, new Set(["spectrum"]), reader({ spectrum: "3 4 5" }), EMPTY);
  assert.deepEqual(changed, { spectrum: [3, 4, 5], tracks: current.tracks });
});

test("words: a rate that holds for one step only promises nothing", () => {
  withExperiment(bowl([1, 10], 30, [1.5, 0.5], descent(0.25)), (experiment) => {
    const [analysis, frame] = [experiment.analysis({ step: 1 }), experiment.readout(1).tracks[0]];
    const said = (fixed) => announce(sentence(english, analysis, frame, 0, fixed));
    assert.match(said(true), /is diverging: ×−1\.5.* a step.*halves in/);
    assert.match(said(false), /leaps outwards: ×−1\.5.* in this step/);
    assert.doesNotMatch(said(false), /diverging|halves/);
    const noted = { ...analysis, landscape: { ...analysis.landscape, note: "no-minimum" } };
    const calm = { ...frame, why: null };
    assert.match(announce(sentence(english, noted, calm)), /no minimum exists without ridge/);
  });
});

test("words: faults at a field, ids that nobody has worded yet, groups of methods", () => {
  const expected = "a number at character 3";
  assert.equal(hint(english, { code: "syntax", expected }), "This cannot be read. Expected: a number at character 3.");
  assert.equal(hint(english, { code: "out-of-range", minimum: 0, maximum: 1 }), "This is out of range. Allowed: 0 to 1.");
  assert.equal(row(english, "trust-radius"), "trust radius");
  // A newcomer stands where its line stands in the registry.
  const optimizers = engine.catalogue().optimizers.flatMap((each) => (each.id === "adam" ? [each, { id: "newcomer", label: "newcomer", parameters: [] }] : each));
  const groups = new Map(methods(english, { ...EMPTY, optimizers }).map(({ id, group }) => [id, group]));
  assert.deepEqual(["gradient-descent", "momentum", "diagonal-newton", "adam", "newcomer", "newton", "nelder-mead"].map((id) => groups.get(id)), [
    "one scalar", "one scalar", "one scale per coordinate", "one scale per coordinate", "one scale per coordinate", "a full matrix", "no gradient",
  ]);
  assert.ok([...groups.values()].every(Boolean));
});

test("settings: what has no slider, each with its path, text and place", () => {
  withExperiment({ loss: { id: "formula" }, tracks: [{ optimizer: "adam" }, descent(0.1)].flat() }, (experiment) => {
    const settings = Object.fromEntries(experiment.settings().map((setting) => [setting.id, setting]));
    assert.equal(settings["loss.expression"].track, null);
    assert.equal(settings["tracks[0].beta1"].text, "0.9");
    assert.equal(settings["tracks[0].schedule"].scheduled, true);
    assert.equal(settings["tracks[0].learningRate"], undefined, "it has a slider");
    const { loss, start } = experiment.adjust("loss.expression", { text: "x^2 + 4y^2" });
    assert.equal(loss.expression, "x^2 + 4y^2");
    assert.deepEqual(start, experiment.config.start);
    assert.throws(() => experiment.adjust("loss.expression", { text: "x^" }), { code: "syntax", field: "loss.expression" });
    assert.throws(() => experiment.adjust("tracks[0].beta1", { value: 3 }), { code: "out-of-range" });
  });
});

test("what the page has to know before it asks is the engine's: its views and two limits", () => {
  assert.deepEqual(VIEWS, engine.catalogue().views.map(({ id }) => id));
  const tracks = (count) => ({ tracks: Array.from({ length: count }, () => descent(0.1)) });
  withExperiment(tracks(MOST), (experiment) => {
    assert.equal(experiment.config.tracks.length, MOST);
    assert.match(experiment.svg("clocks", { width: LARGEST, height: 100 }), /^<svg/);
    assert.throws(() => experiment.svg("clocks", { width: LARGEST + 1, height: 100 }), { field: "width", maximum: LARGEST });
  });
  assert.throws(() => engine.simulate(tracks(MOST + 1)), { field: "tracks", code: "wrong-length" });
});
