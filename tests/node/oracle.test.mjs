// The reference trajectories: what other libraries compute, to the tolerance that their own reproducibility allows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mappedCases, quadraticTruth, surfaces } from "../oracle/cases.mjs";
import { bowl, descent, engine, near, withExperiment } from "./engine.mjs";

const cases = mappedCases();

/**
 * Optax computed this schedule in single precision, and no run can come nearer to its trajectories than that: the rates
 * are held to that precision, the run is made at the recorded ones.
 */
function atRecordedRates(config, rates) {
  const largest = Math.max(...rates);
  withExperiment(config, (experiment) => {
    rates.slice(0, config.steps).forEach((recorded, k) => {
      const own = experiment.readout(k).tracks[0].learningRate;
      // A few operations, each rounded relative to the largest rate.
      assert.ok(Math.abs(own - recorded) <= 4 * 2 ** -23 * largest, `rate ${k}: ${own}, recorded ${recorded}`);
    });
  });
  const [track] = config.tracks;
  return { ...config, tracks: [{ ...track, schedule: { id: "list", rates } }] };
}

/** The worst error of a case in the reference's measure, divided by what is allowed. */
function error({ config, lastStep, rates, tolerance, theta }) {
  const single = config.tracks[0].schedule?.id === "warmup-cosine";
  return withExperiment(single ? atRecordedRates(config, rates) : config, (experiment) => {
    let worst = 0;
    for (let k = 0; k <= lastStep; k += 1) {
      const ours = experiment.readout(k).tracks[0].theta;
      const off =
        Math.max(...ours.map((value, i) => Math.abs(value - theta[k][i]))) / Math.max(1, ...theta[k].map(Math.abs));
      // NaN must count as wrong, so no Math.max here.
      if (!(off <= worst)) worst = off;
    }
    return worst / tolerance;
  });
}

test("the reference files are all there", () => {
  assert.equal(cases.length, 286, "mapped cases");
});

const methods = [...new Set(cases.map(({ optimizer }) => optimizer))].sort();
const table = [];
for (const method of methods) {
  test(`oracle: ${method}`, () => {
    const results = cases
      .filter(({ optimizer }) => optimizer === method)
      .map((each) => ({ id: each.id, ratio: error(each) }));
    const worst = results.reduce((a, b) => (b.ratio <= a.ratio ? a : b));
    table.push({ method, cases: results.length, ratio: worst.ratio, at: worst.id });
    const bad = results.filter(({ ratio }) => !(ratio <= 1));
    assert.equal(
      bad.length,
      0,
      bad.map(({ id, ratio }) => `${id}: ${ratio.toPrecision(3)} × the tolerance`).join("\n"),
    );
  });
}

test("oracle: methods that must have cases have them, and none was passed over", (context) => {
  for (const method of ["gradient-descent", "momentum", "newton", "adam"]) {
    assert.ok(
      cases.some(({ optimizer }) => optimizer === method),
      `no case of ${method}`,
    );
  }
  const run = table.reduce((sum, row) => sum + row.cases, 0);
  assert.equal(run, cases.length);
  context.diagnostic("method | cases | worst error/tolerance | where");
  for (const { method, cases: count, ratio, at } of table)
    context.diagnostic(`${method} | ${count} | ${ratio.toPrecision(3)} | ${at}`);
  context.diagnostic(
    `${run} cases run, ${cases.length - run} passed over`,
  );
});

test("oracle: a run that stops or diverges in the reference does so here, at the same step", (context) => {
  let seen = 0;
  for (const { id, config, lastStep, stopped } of cases) {
    // "converged" and limits of iterations are the references' own rules, not this engine's.
    if (stopped !== "diverged" && stopped !== "singular Hessian") continue;
    seen += 1;
    withExperiment({ ...config, steps: lastStep + 3 }, (experiment) => {
      const status = Array.from({ length: experiment.length }, (_, k) => experiment.readout(k).tracks[0].status);
      const wanted = stopped === "diverged" ? "diverged" : "stopped";
      assert.equal(status.at(-1), wanted, `${id} ends as ${status.at(-1)}`);
      const last = experiment.readout(lastStep).tracks[0];
      const after = experiment.readout(lastStep + 1).tracks[0];
      assert.deepEqual(after.theta, last.theta, `${id}: the last finite point is repeated`);
      assert.ok(lastStep === 0 || status[lastStep - 1] !== wanted, `${id}: ended too early: ${status}`);
    });
  }
  const expected = cases.filter(({ stopped }) => stopped === "diverged" || stopped === "singular Hessian").length;
  context.diagnostic(`${seen} such cases`);
  assert.equal(seen, expected);
});

test("oracle: surface probes: value, gradient and Hessian to 1e-12", (context) => {
  let probes = 0;
  let worst = 0;
  for (const { surface, loss, probes: points } of surfaces()) {
    for (const { x, f, grad, hess } of points) {
      withExperiment({ loss, start: x, steps: 1 }, (experiment) => {
        const frame = experiment.readout(0).tracks[0];
        const [[a, b], [c, d]] = frame.hessian;
        assert.equal(b, c, "a symmetric Hessian");
        const pairs = [
          [frame.loss, f],
          ...frame.gradient.map((value, i) => [value, grad[i]]),
          ...[a, b, d].map((value, i) => [value, hess[i]]),
        ];
        for (const [ours, reference] of pairs) {
          const off = Math.abs(ours - reference) / Math.max(1, Math.abs(reference));
          assert.ok(off <= 1e-12, `${surface} at ${x}: ${ours}, expected ${reference}`);
          worst = Math.max(worst, off);
        }
        probes += 1;
      });
    }
  }
  context.diagnostic(`${probes} probes, worst relative error ${worst.toPrecision(2)}`);
  assert.ok(probes >= 6, `${probes} probes`);
});

test("oracle: the theory of bowls, gradient descent", () => {
  for (const { l1, l2, eta, kappa, gd } of quadraticTruth()) {
    withExperiment(bowl([l1, l2], 0, [1, 1], descent(eta)), (experiment) => {
      const found = experiment.analysis({ track: 0, step: 0 });
      const what = `curvatures ${l1}, ${l2}, rate ${eta}`;
      near(found.conditionNumber, kappa, 1e-12 * kappa, `${what}: condition number`);
      near(found.stableBelow, gd.eta_max, 4e-16 * gd.eta_max, `${what}: limit`);
      near(found.bestRate, gd.eta_opt, 4e-16 * gd.eta_opt, `${what}: best rate`);
      near(found.bestFactor, gd.rho_opt, 1e-15, `${what}: best factor`);
      found.clocks.forEach((clock, i) => {
        near(Math.abs(clock.multiplier), gd.factor[i], 1e-15, `${what}: factor ${i}`);
        if (gd.half_life[i] === null) assert.equal(clock.halfLife, null);
        // Near a factor of 1 the logarithm has lost as many digits as the factor has nines.
        else
          near(clock.halfLife, gd.half_life[i], 1e-14 * Math.max(1, gd.half_life[i]) ** 2, `${what}: half-life ${i}`);
      });
      assert.equal(
        found.clocks.every(({ multiplier }) => Math.abs(multiplier) < 1),
        gd.stable,
        `${what}: stable`,
      );
    });
  }
});

test("oracle: the theory of bowls, heavy ball", () => {
  for (const { l1, l2, eta, beta, heavy_ball: truth } of quadraticTruth()) {
    const track = { optimizer: "momentum", learningRate: eta, momentum: beta };
    withExperiment(bowl([l1, l2], 0, [1, 1], track), (experiment) => {
      const found = experiment.analysis({ track: 0, step: 0 });
      const what = `curvatures ${l1}, ${l2}, rate ${eta}, momentum ${beta}`;
      // Near a double root of z² − (1 + β − ηλ) z + β the square root halves the digits.
      near(
        Math.max(...found.clocks.map(({ spectralRadius }) => spectralRadius)),
        truth.rho,
        1e-8,
        `${what}: spectral radius`,
      );
      near(found.stableBelow, truth.eta_max, 1e-15 * truth.eta_max, `${what}: limit`);
      assert.deepEqual(
        found.clocks.map(({ regime }) => regime === "spirals"),
        truth.complex_modes,
        `${what}: spirals`,
      );
      assert.equal(eta < found.stableBelow, truth.stable, `${what}: stable`);
    });
  }
});
