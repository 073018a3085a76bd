// Questions at the boundary: attributes arrive as texts, answers as texts, numbers or points, refusals as ConfigErrors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, engine, near, refused, withExperiment } from "./engine.mjs";

const tilted = bowl([1, 10], 30, [1.5, 0.5], descent(0.15));

test("a question is asked in texts and answered by the run", () => {
  withExperiment(tilted, (experiment) => {
    const asked = experiment.ask({ ask: "limit-rate", tolerance: "0.05", direction: null, misconceptions: [{ near: "best" }] });
    assert.deepEqual(
      { ...asked, facts: undefined },
      {
        kind: "number", ask: "limit-rate", unit: "rate", never: false, choices: [], expected: 0.2, from: 0, seen: null,
        facts: undefined,
      },
    );
    assert.equal(asked.facts.lambda, "10");
    const judged = experiment.judge({ ask: "limit-rate", misconceptions: [{}, { near: "best" }] }, "1/5");
    assert.deepEqual([judged.correct, judged.given, judged.expected, judged.near, judged.text], [true, 0.2, 0.2, null, "0.2"]);
    const wrong = experiment.judge({ ask: "limit-rate", misconceptions: [{ near: "best", tolerance: "1/50" }, {}] }, 2 / 11);
    assert.deepEqual([wrong.correct, wrong.near, wrong.text], [false, 0, "0.182"]);
    const gaveUp = experiment.judge({ ask: "limit-rate" }, null);
    assert.deepEqual([gaveUp.correct, gaveUp.given, gaveUp.text, gaveUp.expected], [false, null, null, 0.2]);
  });
});

test("points and choices go both ways", () => {
  withExperiment({ ...tilted, loss: { id: "quadratic", curvatures: [1, 10], angle: 0 } }, (experiment) => {
    const asked = experiment.ask({ ask: "next-point" });
    assert.deepEqual([asked.kind, asked.from, asked.seen], ["point", 0, 1]);
    near(asked.expected[0], 1.275, 1e-15, "x");
    const judged = experiment.judge({ ask: "next-point", misconceptions: [{ near: "min(y, 0)" }] }, ["1.3", 0.4]);
    assert.deepEqual([judged.correct, judged.near, judged.given, judged.text], [false, 0, [1.3, 0.4], "(1.3, 0.4)"]);
    const regime = experiment.ask({ ask: "regime", direction: "shallow", choices: "creeps diverges" });
    assert.deepEqual([regime.kind, regime.expected, regime.choices.map(({ id }) => id)], ["choice", "creeps", ["creeps", "diverges"]]);
  });
});

test("what cannot be asked or read is a ConfigError that names it", () => {
  withExperiment(tilted, (experiment) => {
    for (const [options, field] of [
      [undefined, "ask"], [{}, "ask"], [{ ask: "why" }, "ask"], [{ ask: 5 }, "ask"], [{ ask: () => "x" }, "ask"],
      [{ ask: "winner" }, "ask"], [{ ask: "limit-rate", step: NaN }, "step"], [{ ask: "limit-rate", more: 1 }, "more"],
      [{ ask: "count", of: "apples" }, "of"], [{ ask: "limit-rate", misconceptions: [{ near: "2 +" }] }, "near"],
      ["limit-rate", "options"],
    ]) {
      assert.equal(refused(() => experiment.ask(options)).field, field, JSON.stringify(options));
      assert.equal(refused(() => experiment.judge(options, "1")).field, field, JSON.stringify(options));
    }
    for (const given of ["", "two", {}, [1], true, Infinity, () => 1, "1/0"]) {
      assert.equal(refused(() => experiment.judge({ ask: "limit-rate" }, given)).field, "given", String(given));
    }
  });
  const gone = engine.simulate(tilted);
  gone.free();
  assert.equal(refused(() => gone.ask({ ask: "limit-rate" })).field, "experiment");
});

test("a quiet picture is the same whatever the run does", () => {
  const picture = (rate, view) =>
    withExperiment({ ...tilted, tracks: [descent(rate)] }, (experiment) => experiment.svg(view, { step: 9, quiet: 0 }));
  for (const view of ["map", "clocks", "loss", "components"]) assert.equal(picture(0.05, view), picture(0.4, view), view);
  withExperiment(tilted, (experiment) => {
    assert.notEqual(experiment.svg("map", { step: 9 }), experiment.svg("map", { step: 9, quiet: 0 }));
    assert.equal(refused(() => experiment.svg("map", { quiet: -1 })).field, "quiet");
    // What is hidden cannot be picked either.
    const [x, y] = experiment.place("map", { step: 3, width: 400, height: 300 });
    const pick = (more) => experiment.pick("map", { x, y, width: 400, height: 300, ...more }).kind;
    assert.deepEqual([pick({}), pick({ quiet: 0 })], ["step", "point"]);
  });
});
