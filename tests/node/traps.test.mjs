// Traps that other teaching pages fell into, with the numbers that show whether this one does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, digits, frames, length, near, turned, withExperiment } from "./engine.mjs";

test("turning the bowl but not the start looks like an effect of the angle, and is none", () => {
  const steps = (angle, start) => {
    const run = frames(bowl([100, 1], angle, start, descent(0.01), { steps: 1500 }));
    return run.findIndex(({ theta }) => length(theta) < 1e-6);
  };
  assert.equal(steps(0, [2, 2]), 1444);
  assert.equal(steps(45, [2, 2]), 1);
  assert.equal(steps(-45, [2, 2]), 1479);
  const upright = frames(bowl([100, 1], 0, [2, 2], descent(0.01)));
  for (const angle of [22.5, 45, -45, 90]) {
    const tilted = frames(bowl([100, 1], angle, turned([2, 2], angle), descent(0.01)));
    // The steep coordinate lands at step 1; what is left of it is rounding, so an absolute floor at that size.
    tilted.forEach(({ loss }, k) =>
      near(loss, upright[k].loss, 1e-12 * upright[k].loss + 1e-26, `angle ${angle}, step ${k}`),
    );
  }
});

test("the analysis says when the start lies on an eigenvector", () => {
  const on = (start) =>
    withExperiment(
      bowl([100, 1], 45, start, descent(0.01)),
      (experiment) => experiment.analysis({}).startOnEigenvector,
    );
  assert.ok(on([2, 2]), "on the steep axis");
  assert.ok(!on([2, 1]), "off both axes");
});

test("the diagonal preconditioner at 45° is gradient descent at the best scalar rate", () => {
  const diagonal = frames(bowl([1, 100], 45, [2, 1], { optimizer: "diagonal-newton" }));
  const scalar = frames(bowl([1, 100], 45, [2, 1], descent(2 / 101)));
  // A rounding of the gradient, of size λ‖θ‖ε, times the rate, each step.
  diagonal.forEach(({ theta }, k) =>
    theta.forEach((value, i) => near(value, scalar[k].theta[i], 16 * (k + 1) * Number.EPSILON, `step ${k}`)),
  );
  for (const [angle, factor] of [
    [0, 0],
    [15, 0.927],
    [30, 0.974],
    [45, 0.98],
  ]) {
    const run = frames(bowl([1, 100], angle, [2, 1], { optimizer: "diagonal-newton" }));
    // Two steps contract by the square exactly: the iteration matrix has no diagonal.
    const found = angle === 0 ? length(run[1].theta) : Math.sqrt(length(run[22].theta) / length(run[20].theta));
    near(found, factor, 0.0005, `${angle}°`);
  }
});

test("what Adam loses under tilt is invariance, not every race", () => {
  const at = (angle, track) => frames(bowl([100, 1], angle, turned([2, 2], angle), track, { steps: 200 }))[200].loss;
  const adam = (learningRate) => ({ optimizer: "adam", learningRate });
  for (const [angle, printed, count] of [
    [0, 1.635e-7, 4],
    [22.5, 0.1256, 4],
    [45, 0.636, 3],
    [67.5, 0.692, 3],
  ]) {
    digits(at(angle, adam(0.1)), printed, count, `Adam at ${angle}°`);
    digits(at(angle, descent(2 / 101)), 0.0677, 3, `gradient descent at ${angle}°`);
  }
  digits(at(45, adam(0.5)), 7.2e-5, 2, "Adam, larger rate");
  digits(at(45, descent(0.0196)), 7.4e-4, 2, "gradient descent below its best rate");
  const [first, second] = frames(bowl([100, 1], 0, [2, 2], adam(0.1)));
  second.theta.forEach((value, i) => near(first.theta[i] - value, 0.1, 1e-8, "the first step is η, whatever λ is"));
  for (const curvature of [1, 100]) {
    const round = frames(bowl([curvature, curvature], 0, [2, 2], adam(0.1), { steps: 600 })).map(({ theta }) =>
      length(theta),
    );
    const staysWithin = (limit) => round.reduce((last, distance, k) => (distance > limit ? k : last), -1) + 1;
    assert.deepEqual([staysWithin(1e-2), staysWithin(1e-6)], [101, 281], `round bowl, λ = ${curvature}`);
  }
});

test("the optimum is not the limit", () => {
  withExperiment(bowl([0.01, 1], 0, [1, 1], descent(2)), (experiment) => {
    const found = experiment.analysis({});
    digits(found.bestRate, 1.9802, 5, "best");
    assert.equal(found.stableBelow, 2);
    assert.deepEqual(
      [found.clocks[1].regime, found.clocks[1].multiplier, found.clocks[1].halfLife],
      ["bounces", -1, null],
    );
    const steep = [0, 1, 30, 59].map((k) => experiment.readout(k).tracks[0].coordinates[1]);
    assert.deepEqual(steep.map(Math.abs), [1, 1, 1, 1], "it bounces for ever");
  });
});

test("divergence is a result: 10 % over the limit grows 5.6e4-fold in 60 steps", () => {
  const run = frames(bowl([1, 25], 0, [1, 1], descent(0.088)));
  digits(Math.abs(run[60].coordinates[1] / run[0].coordinates[1]), 5.6e4, 2, "growth");
  assert.equal(run[60].status, "running", "is diverging, has not diverged");
  assert.deepEqual([run[0].why?.id, run[0].why?.direction], ["crossed-limit", 1]);
  const far = frames(bowl([1, 25], 0, [1, 1], descent(1)));
  const end = far.findIndex(({ status }) => status === "diverged");
  assert.ok(end > 0);
  for (const frame of far.slice(end)) {
    assert.deepEqual(frame.theta, far[end].theta, "the last finite frame is repeated");
    assert.ok(frame.theta.every((value) => Number.isFinite(value) && Math.abs(value) < 1e12));
  }
});

test("at a saddle every rate runs away along the downhill curvature", () => {
  for (const rate of [0.01, 0.1, 0.5]) {
    withExperiment(bowl([-1, 3], 20, [1, 1], descent(rate)), (experiment) => {
      const { clocks, stableBelow, conditionNumber, idealRates } = experiment.analysis({ track: 0, step: 0 });
      assert.equal(clocks[0].regime, "runs-away");
      assert.ok(clocks[0].multiplier > 1);
      assert.equal(conditionNumber, null);
      assert.equal(idealRates[0], null);
      near(stableBelow, 2 / 3, 1e-15, "the other direction still has a limit");
    });
  }
});

test("the steep clock was asleep, not gone", () => {
  const distances = frames(bowl([1, 25], 30, [1.732, 1], descent(0.5))).map(({ theta }) => length(theta));
  [2, 1, 0.5, 0.253, 0.462, 5.11].forEach((printed, k) =>
    near(distances[k], printed, k < 5 ? 0.0005 : 0.005, `step ${k}`),
  );
  // From an exactly computed eigenvector rounding alone wakes it: how soon is the rounding's business, that it does is not.
  const exact = frames(bowl([1, 25], 30, turned([2, 0], 30), descent(0.5))).map(({ theta }) => length(theta));
  assert.ok(
    Math.min(...exact) < 0.01 && Math.max(...exact) > 1,
    `closest ${Math.min(...exact)}, farthest ${Math.max(...exact)}`,
  );
});

test("zig-zag needs ηλ > 1", () => {
  const crossings = (share) => {
    const run = frames(bowl([1, 25], 0, [1.5, 1], descent(share / 25), { steps: 10 }));
    return run.slice(1).filter(({ coordinates }, k) => coordinates[1] * run[k].coordinates[1] < 0).length;
  };
  assert.equal(crossings(0.5), 0);
  assert.equal(crossings(1.8), 10);
});

test("lands and bounces survive floating point: (1/49)·49 is not 1", () => {
  assert.notEqual((1 / 49) * 49, 1);
  for (const [rate, regime, multiplier] of [
    [1 / 49, "lands", 0],
    [2 / 49, "bounces", -1],
    [0, "frozen", 1],
  ]) {
    withExperiment(bowl([49, 49], 0, [1, 1], descent(rate)), (experiment) => {
      for (const clock of experiment.analysis({}).clocks) {
        assert.deepEqual([clock.regime, clock.multiplier], [regime, multiplier]);
      }
    });
  }
});
