// A bowl of many directions, through the module that readers download.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, digits, engine, frames, near, refused } from "./engine.mjs";

function withSpectrum(options, use) {
  const spectrum = engine.spectrum(options);
  try {
    return use(spectrum);
  } finally {
    spectrum.free();
  }
}

const logSpaced = (count, to) => Array.from({ length: count }, (_, i) => to ** (i / (count - 1)));

test("trap 14: more clocks between the two change nothing", () => {
  for (const count of [2, 12, 100]) {
    withSpectrum({ curvatures: logSpaced(count, 100), track: descent(2 / 101), steps: 200 }, (spectrum) => {
      assert.equal(spectrum.length, 201);
      const { bestFactor, bestRate, conditionNumber, stableBelow, directions } = spectrum.readout(200);
      digits(bestFactor, 0.9802, 4, "best factor");
      assert.deepEqual([bestRate, conditionNumber, stableBelow], [2 / 101, 100, 0.02]);
      assert.equal(directions.length, count);
      const furthest = Math.max(...directions.map(({ distance }) => Math.abs(distance)));
      near(furthest ** (1 / 200), 99 / 101, 1e-12, `${count} directions`);
    });
  }
});

test("two directions are the run in the plane", () => {
  for (const track of [descent(0.15), { optimizer: "momentum" }, { optimizer: "adam" }]) {
    const plane = frames(bowl([1, 10], 0, [1, 1], track));
    withSpectrum({ curvatures: [10, 1], track }, (spectrum) => {
      for (const { step, theta, loss, learningRate } of plane) {
        const frame = spectrum.readout(step);
        assert.deepEqual(frame.directions.map(({ distance }) => distance), theta, `${track.optimizer} at ${step}`);
        assert.equal(frame.learningRate, learningRate);
        near(frame.loss, loss, 4e-16 * loss, "loss");
        near(frame.directions[0].share + frame.directions[1].share, 1, 4e-16, "shares");
      }
    });
  }
});

test("refusals name the field; a freed spectrum is refused", () => {
  for (const [options, field] of [
    [{ curvatures: [1, 2, 3, -4] }, "curvatures[3]"],
    [{ curvatures: [1, NaN] }, "curvatures[1]"],
    [{ curvatures: [] }, "curvatures"],
    [{ curvatures: Array(1001).fill(1) }, "curvatures"],
    [{ track: { optimizer: "nothing" } }, "track.optimizer"],
    [{ track: { learningRate: -1 } }, "track.learningRate"],
    [{ steps: 0 }, "steps"],
    [{ curvatures: Array(1000).fill(1), steps: 5000 }, "steps"],
    [{ stepz: 1 }, "stepz"],
  ])
    assert.equal(refused(() => engine.spectrum(options)).field, field);
  if (engine.catalogue().optimizers.some(({ id }) => id === "armijo"))
    assert.equal(refused(() => engine.spectrum({ track: { optimizer: "armijo" } })).code, "not-here");
  const spectrum = engine.spectrum();
  for (const step of [-1, 61, 0.5, undefined, "1"]) assert.equal(refused(() => spectrum.readout(step)).field, "step");
  spectrum.free();
  spectrum.free();
  assert.equal(refused(() => spectrum.readout(0)).field, "spectrum");
});

test("a thousand directions for a thousand steps", () => {
  const before = process.cpuUsage();
  withSpectrum({ curvatures: logSpaced(1000, 100), track: descent(0.019), steps: 1000 }, (spectrum) => {
    const { user, system } = process.cpuUsage(before);
    console.log(`1000 × 1000: ${((user + system) / 1000).toFixed(0)} ms of the processor`);
    assert.equal(spectrum.readout(1000).directions.length, 1000);
  });
});
