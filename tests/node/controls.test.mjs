// What sliders and fields are told, and what comes of turning them: scales and snapping are the engine's business.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, near, refused, withExperiment } from "./engine.mjs";

const BOWL = bowl([1, 25], 30, [1.5, 0.5], descent(0.07), { steps: 40 });
const size = { width: 600, height: 450 };

test("controls and adjust: positions, marks, expressions, nudges", () => {
  withExperiment(BOWL, (experiment) => {
    const controls = Object.fromEntries(experiment.controls().map((control) => [control.id, control]));
    assert.deepEqual(Object.keys(controls).sort(), ["angle", "conditioning", "learningRate", "steps"]);
    for (const control of Object.values(controls)) {
      assert.ok(
        Number.isInteger(control.position) && control.position >= 0 && control.position <= control.positions,
        control.id,
      );
      assert.ok(control.text.length > 0 && Number.isFinite(control.value) && control.disabled === null);
    }
    const marks = Object.fromEntries(controls.learningRate.marks.map((mark) => [mark.id, mark]));
    near(marks["ideal-steep"].value, 1 / 25, 1e-17, "1/λmax");
    near(marks.best.value, 2 / 26, 1e-17, "best");
    near(marks.limit.value, 2 / 25, 1e-17, "limit");
    near(marks["ideal-shallow"].value, 1, 1e-15, "1/λmin");
    const rate = (change) => experiment.adjust("learningRate", change).tracks[0].learningRate;
    for (const mark of Object.values(marks))
      assert.equal(rate({ position: mark.position }), mark.value, `the slider snaps to ${mark.id}`);
    assert.equal(rate({ text: "2/26" }), 2 / 26);
    assert.equal(rate({ value: 0.05 }), 0.05);
    let last = -Infinity;
    for (
      let position = 0;
      position <= controls.learningRate.positions;
      position += Math.ceil(controls.learningRate.positions / 50)
    ) {
      const value = rate({ position });
      assert.ok(value > last, "the scale rises");
      last = value;
    }
    for (const text of ["", "two", "1/0", "2**3000", "alert(1)", "1e999", "((((".repeat(1000)])
      refused(() => experiment.adjust("learningRate", { text }));
    refused(() => experiment.adjust("warp", { value: 1 }));
    const camera = experiment.camera("map", { ...size, step: 0 });
    const { start } = experiment.adjust("start", { nudge: [1, 0] });
    assert.ok(
      start[0] > 1.5 && start[0] - 1.5 < (camera.x[1] - camera.x[0]) / 20 && start[1] === 0.5,
      `nudged to ${start}`,
    );
    assert.deepEqual(experiment.adjust("start", { value: [1, 1] }).start, [1, 1]);
    assert.equal(experiment.adjust("optimizer", { value: "adam", track: 0 }).tracks[0].optimizer, "adam");
    assert.equal(experiment.adjust("loss", { value: "rosenbrock" }).loss.id, "rosenbrock");
    const { curvatures } = experiment.adjust("conditioning", { value: 4 }).loss;
    near(Math.max(...curvatures) / Math.min(...curvatures), 4, 1e-12, "conditioning");
    assert.equal(experiment.config.tracks[0].learningRate, 0.07, "adjust changes nothing itself");
  });
});
