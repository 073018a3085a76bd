// The mathematics of the article, restated through the public interface. Every tolerance says where it comes from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, frames, length, near, withExperiment } from "./engine.mjs";

const STEPS = 60;
/** Rounding: each of k steps adds a few units in the last place of the largest coordinate so far. */
const rounding = (k, scale) => 8 * (k + 1) * Number.EPSILON * scale;

test("each direction of a bowl contracts by 1 − ηλ, at any angle", () => {
  for (const curvatures of [
    [1, 10],
    [0.4, 10],
    [4, 4],
    [1, 25],
    [0.01, 1],
  ]) {
    for (const angle of [0, 30, 45, 77, 135]) {
      for (const share of [0.1, 0.5, 0.9, 1, 1.5, 1.9, 2, 2.1]) {
        const rate = share / Math.max(...curvatures);
        const run = frames(bowl(curvatures, angle, [1.5, 0.5], descent(rate)));
        const first = run[0].coordinates;
        run.forEach(({ coordinates, curvatures: found }, k) => {
          coordinates.forEach((value, i) => {
            const expected = (1 - rate * found[i]) ** k * first[i];
            // Rounding in one direction leaks into the other and is then multiplied along with it.
            const grown = Math.max(1, ...found.map((curvature) => Math.abs(1 - rate * curvature))) ** k;
            near(
              value,
              expected,
              rounding(k, length(first) * grown),
              `[${curvatures}] at ${angle}°, share ${share}, step ${k}, direction ${i}`,
            );
          });
        });
      }
    }
  }
});

test("the round bowl lands in one step at 1/λ", () => {
  for (const curvature of [1, 4, 10, 49]) {
    const run = frames(bowl([curvature, curvature], 0, [1.5, 1], descent(1 / curvature)));
    near(length(run[1].theta), 0, 4 * Number.EPSILON * length([1.5, 1]), `λ = ${curvature}`);
  }
});

test("the steep direction grows exactly beyond 2/λmax", () => {
  for (const [share, grows] of [
    [0.999, false],
    [1.001, true],
  ]) {
    const run = frames(bowl([1, 25], 30, [1.5, 0.5], descent((share * 2) / 25)));
    const steep = run.map(({ coordinates }) => Math.abs(coordinates[1]));
    for (let k = 1; k <= STEPS; k += 1) assert.equal(steep[k] > steep[k - 1], grows, `share ${share}, step ${k}`);
  }
});

test("between 1/λ and 2/λ the steep direction crosses over and the loss still falls every step", () => {
  const run = frames(bowl([1, 10], 30, [1.5, 0.5], descent(0.19)));
  for (let k = 1; k <= STEPS; k += 1) {
    assert.ok(run[k].loss < run[k - 1].loss, `step ${k}`);
    assert.ok(run[k].coordinates[1] * run[k - 1].coordinates[1] < 0, `step ${k} crosses`);
  }
});

test("Newton lands in one step on any bowl, even on a saddle", () => {
  for (const curvatures of [
    [1, 10],
    [1, 1000],
    [0.01, 1],
    [4, 4],
    [-1, 3],
  ]) {
    for (const angle of [0, 30, 45, 120]) {
      const run = frames(bowl(curvatures, angle, [1.5, 0.5], { optimizer: "newton", learningRate: 1 }));
      const condition = Math.max(...curvatures.map(Math.abs)) / Math.min(...curvatures.map(Math.abs));
      near(length(run[1].theta), 0, 16 * Number.EPSILON * condition, `[${curvatures}] at ${angle}°`);
      run[0].effectiveRates.forEach((rate, i) =>
        near(rate * run[0].curvatures[i], 1, 32 * Number.EPSILON * condition, "its rate is 1/λ"),
      );
    }
  }
});

test("with a stable rate the shallow direction keeps more than 1 − 2/κ", () => {
  for (const ratio of [2, 10, 100, 1000]) {
    withExperiment(bowl([1, ratio], 0, [1, 1], descent((0.999 * 2) / ratio)), (experiment) => {
      const [shallow] = experiment.analysis({}).clocks;
      assert.ok(shallow.multiplier > 1 - 2 / ratio);
    });
  }
});

test("regimes and half-lives follow the multiplier", () => {
  for (const [share, regime] of [
    [0.5, "creeps"],
    [1, "lands"],
    [1.5, "overshoots"],
    [2, "bounces"],
    [2.5, "diverges"],
  ]) {
    withExperiment(bowl([1, 10], 0, [1, 1], descent(share / 10)), (experiment) => {
      const [, steep] = experiment.analysis({}).clocks;
      assert.equal(steep.regime, regime, `ηλ = ${share}`);
      if (share >= 2) assert.equal(steep.halfLife, null);
      else
        near(
          steep.halfLife,
          share === 1 ? 0 : Math.log(2) / -Math.log(Math.abs(1 - share)),
          1e-14,
          `half-life at ηλ = ${share}`,
        );
    });
  }
});

test("the heavy ball's own limit is (2 + 2β)/λmax", () => {
  for (const momentum of [0.5, 0.9]) {
    const end = (share) =>
      length(
        frames(
          bowl(
            [1, 10],
            0,
            [1, 1],
            { optimizer: "momentum", learningRate: (share * (2 + 2 * momentum)) / 10, momentum },
            { steps: 3000 },
          ),
        ).at(-1).theta,
      );
    assert.ok(end(0.99) < 1e-3, "below it settles");
    assert.ok(end(1.01) > 1e3, "above it does not");
  }
});

test("converged is a remark, not a stop: the track goes on", () => {
  const run = frames(bowl([1, 2], 0, [1, 1], descent(0.6), { tolerance: 1e-2 }));
  const first = run.findIndex(({ status }) => status === "converged");
  const limit = 1e-2 * Math.max(1, length(run[0].gradient));
  assert.equal(
    first,
    run.findIndex(({ gradient }) => length(gradient) <= limit),
  );
  assert.ok(length(run[first + 1].theta) < length(run[first].theta));
});

test("a zero gradient gives a zero displacement, never NaN", () => {
  for (const optimizer of ["gradient-descent", "momentum", "diagonal-newton", "newton", "adam"]) {
    for (const { theta, displacement, multipliers } of frames({
      loss: { id: "quadratic" },
      start: [0, 0],
      steps: 3,
      tracks: [{ optimizer }],
    })) {
      assert.deepEqual(theta.map(Math.abs), [0, 0], optimizer);
      if (displacement) assert.deepEqual(displacement.map(Math.abs), [0, 0], optimizer);
      assert.ok(multipliers.every((value) => value === null || Number.isFinite(value)));
    }
  }
});
