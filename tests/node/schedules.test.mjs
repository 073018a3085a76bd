// Schedules through the module that readers download; what each computes is held to references in tests/oracle.rs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, engine, refused, withExperiment } from "./engine.mjs";

const { schedules } = engine.catalogue();
const crank = (experiment, step) => experiment.controls(step).find(({ id }) => id === "learningRate");

test("every schedule runs at its defaults, and the crank knows which ones it turns", () => {
  for (const { id } of schedules) {
    withExperiment(bowl([1, 10], 30, [1.5, 0.5], { ...descent(0.05), schedule: { id } }), (experiment) => {
      const absolute = crank(experiment, 0).disabled === "absolute-schedule";
      assert.equal(absolute, ["chebyshev", "silver", "list"].includes(id), id);
      for (let k = 0; k < experiment.length; k += 1) {
        const { learningRate } = experiment.readout(k).tracks[0];
        assert.ok(Number.isFinite(learningRate) && learningRate >= 0, `${id} at ${k}: ${learningRate}`);
        assert.equal(crank(experiment, k).value, absolute ? learningRate : 0.05, `the crank under ${id} at ${k}`);
      }
    });
  }
});

test("controls are those of the step that is asked for, and a step that does not exist is refused", () => {
  withExperiment(bowl([1, 10], 30, [1.5, 0.5], descent(0.05)), (experiment) => {
    assert.deepEqual(experiment.controls(), experiment.controls(0));
    assert.deepEqual(experiment.controls(60), experiment.controls(0));
    for (const step of [-1, 61, 0.5, NaN, "0"]) assert.equal(refused(() => experiment.controls(step)).field, "step");
  });
});

test("a disabled crank is not turned", () => {
  const schedule = { id: "list", rates: [0.5, 0.25, 0.125] };
  withExperiment(bowl([1, 4], 30, [1, 1], { ...descent(0.07), schedule }), (experiment) => {
    assert.deepEqual([0, 1, 2, 3].map((k) => crank(experiment, k).value), [0.5, 0.25, 0.125, 0.125]);
    const { field, code } = refused(() => experiment.adjust("learningRate", { value: 0.1 }));
    assert.deepEqual([field, code], ["learningRate", "not-here"]);
    assert.equal(experiment.config.tracks[0].learningRate, 0.07, "what is ignored is kept");
  });
});
