// What every test here begins with: the engine as it is shipped, and a few short words for what tests do with it.
import assert from "node:assert/strict";

export const dist = new URL("../../dist/", import.meta.url);
export const module = await import(new URL("many-clocks.mjs", dist).href);
export const engine = await module.loadEngine();

/** Runs `use` with the experiment of a configuration and gives its memory back. */
export function withExperiment(config, use) {
  const experiment = engine.simulate(config);
  try {
    return use(experiment);
  } finally {
    experiment.free();
  }
}

/** A bowl in one line: curvatures, degrees, start, and one track. */
export const bowl = (curvatures, angle, start, track, more = {}) => ({
  loss: { id: "quadratic", curvatures, angle },
  start,
  steps: 60,
  tracks: [track],
  ...more,
});

/** Plain gradient descent. */
export const descent = (learningRate) => ({ optimizer: "gradient-descent", learningRate });

/** Every frame of one track. */
export const frames = (config, track = 0) =>
  withExperiment(config, (experiment) =>
    Array.from({ length: experiment.length }, (_, k) => experiment.readout(k).tracks[track]),
  );

export const length = ([x, y]) => Math.hypot(x, y);

/** R(degrees) applied to a point. */
export function turned([x, y], degrees) {
  const turn = (degrees * Math.PI) / 180;
  return [Math.cos(turn) * x - Math.sin(turn) * y, Math.sin(turn) * x + Math.cos(turn) * y];
}

/** |actual − expected| ≤ tolerance, both numbers in the message. */
export function near(actual, expected, tolerance, what) {
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, expected ${expected} ± ${tolerance}`,
  );
}

/** Agreement to so many significant digits, as a printed number promises. */
export function digits(actual, printed, count, what) {
  const last = 10 ** (Math.floor(Math.log10(Math.abs(printed))) + 1 - count);
  near(actual, printed, 0.5001 * last, what);
}

/** The ConfigError that a call throws; anything else is a failure. */
export function refused(call) {
  let result;
  try {
    result = call();
  } catch (error) {
    assert.equal(error?.name, "ConfigError", `not a ConfigError: ${error?.stack ?? error}`);
    assert.ok(error instanceof Error, "a ConfigError is an Error");
    return error;
  }
  result?.free?.();
  return assert.fail("not refused");
}
