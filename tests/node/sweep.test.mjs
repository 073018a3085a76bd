// Steps to tolerance against rate, through the module that readers download.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, engine, refused, withExperiment } from "./engine.mjs";

const reached = (config, learningRate) => {
  const tracks = [{ ...config.tracks[0], learningRate }];
  return withExperiment({ ...config, tracks }, (experiment) => experiment.analysis().tracks[0].stepsToTolerance);
};

test("a sweep is two hundred runs, and its best is at least as good as any of them", () => {
  for (const track of [descent(0.1), { optimizer: "momentum" }, { optimizer: "adam" }, { optimizer: "newton" }]) {
    const config = bowl([1, 10], 30, [1.5, 0.5], track, { steps: 120, tolerance: 1e-3 });
    const { rates, steps, within, best } = engine.sweep(config, 0);
    assert.equal(rates.length, 200);
    assert.equal(steps.length, 200);
    assert.equal(within, 120);
    for (let i = 0; i < 200; i += 7) assert.equal(steps[i], reached(config, rates[i]), `${track.optimizer} ${rates[i]}`);
    assert.equal(best.steps, reached(config, best.learningRate));
    assert.ok(steps.every((each) => each === null || best.steps <= each));
    assert.deepEqual(engine.sweep(config, 0), { rates, steps, within, best }, "the same again");
  }
});

test("a landing is found, and nothing where nothing arrives", () => {
  assert.deepEqual(engine.sweep(bowl([7, 7], 0, [1, 1], descent(0.1))).best, { learningRate: 1 / 7, steps: 1 });
  assert.equal(engine.sweep(bowl([-1, 10], 0, [1, 1], descent(0.1))).best, null);
});

test("what has no rate to sweep is refused by name", () => {
  const two = { tracks: [descent(0.1), { optimizer: "adam" }] };
  assert.equal(engine.sweep(two, 1).rates.length, 200);
  for (const track of [2, -1, 0.5, "adam", NaN]) assert.equal(refused(() => engine.sweep(two, track)).field, "track");
  assert.equal(refused(() => engine.sweep({ steps: 0 })).field, "steps");
  if (!engine.catalogue().schedules.some(({ id }) => id === "silver")) return;
  const silver = { tracks: [{ ...descent(0.1), schedule: { id: "silver" } }] };
  const { field, code } = refused(() => engine.sweep(silver, 0));
  assert.deepEqual([field, code], ["track", "not-here"]);
});

test("no sweep takes longer than 300 ms of the processor", () => {
  const { losses, optimizers } = engine.catalogue();
  const rated = optimizers.filter(({ parameters }) => parameters.some(({ id }) => id === "learningRate"));
  let worst = { time: 0, what: "" };
  for (const loss of losses) {
    for (const { id } of rated) {
      // Nothing arrives at 0, so that all rates are followed as far as the work may go.
      const config = { loss: { id: loss.id }, steps: 10000, tolerance: 0, tracks: [{ optimizer: id }] };
      engine.sweep({ ...config, steps: 10 });
      // The processor's time, the least of two: other programs are not the sweep's fault.
      const times = [0, 1].map(() => {
        const before = process.cpuUsage();
        engine.sweep(config);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      const time = Math.min(...times);
      if (time > worst.time) worst = { time, what: `${id} on ${loss.id}` };
    }
  }
  console.log(`longest sweep: ${worst.time.toFixed(0)} ms, ${worst.what}`);
  assert.ok(worst.time <= 300, `${worst.time.toFixed(0)} ms: ${worst.what}`);
});
