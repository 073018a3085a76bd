// The shapes of the contract: what each method of the engine returns, field by field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, engine, length, module, near, refused, withExperiment } from "./engine.mjs";

const number = (value) => typeof value === "number" && Number.isFinite(value);
const pair = (value) => Array.isArray(value) && value.length === 2 && value.every(number);
const BOWL = bowl([1, 25], 30, [1.5, 0.5], descent(0.07), { steps: 40 });

test("loadEngine gives the same promise every time", () => {
  assert.equal(module.loadEngine(), module.loadEngine());
  assert.match(engine.version, /^\d+\.\d+\.\d+/);
});

test("the catalogue describes everything that can be chosen", () => {
  const catalogue = engine.catalogue();
  const ids = (list) => list.map(({ id }) => id);
  assert.deepEqual(Object.keys(catalogue).sort(), ["losses", "optimizers", "schedules", "views"]);
  for (const id of ["quadratic", "rosenbrock"]) assert.ok(ids(catalogue.losses).includes(id), id);
  for (const id of ["gradient-descent", "momentum", "diagonal-newton", "newton", "adam"])
    assert.ok(ids(catalogue.optimizers).includes(id), id);
  assert.ok(ids(catalogue.schedules).includes("constant"));
  for (const id of ["map", "clocks"]) assert.ok(ids(catalogue.views).includes(id), id);
  for (const [kind, list] of Object.entries(catalogue)) {
    assert.equal(new Set(ids(list)).size, list.length, `an id twice in ${kind}`);
    for (const { id, label, formula, parameters } of list) {
      assert.match(id, /^[a-z0-9-]+$/);
      assert.ok(typeof label === "string" && label.length > 0, `${id}: label`);
      if (kind !== "views") assert.ok(typeof formula === "string" && formula.length > 2, `${id}: formula`);
      assert.ok(Array.isArray(parameters ?? []), `${id}: parameters`);
      for (const parameter of parameters ?? []) {
        assert.ok(
          ["number", "boolean", "choice", "numbers", "text"].includes(parameter.kind),
          `${id}.${parameter.id}: ${parameter.kind}`,
        );
        assert.ok(["linear", "log"].includes(parameter.scale));
        assert.ok(parameter.label && parameter.symbol);
        if (parameter.kind === "number")
          assert.ok(
            parameter.minimum <= parameter.default && parameter.default <= parameter.maximum,
            `${id}.${parameter.id}: its default is out of range`,
          );
        if (parameter.kind === "choice") assert.ok(parameter.choices.includes(parameter.default));
      }
    }
  }
});

test("everything may be missing: the defaults of the contract", () => {
  withExperiment({}, (experiment) => {
    assert.equal(experiment.length, 61);
    const { loss, start, steps, tolerance, tracks } = experiment.config;
    assert.equal(loss.id, "quadratic");
    assert.ok(pair(start));
    assert.deepEqual([steps, tolerance, tracks.length, tracks[0].optimizer], [60, 1e-6, 1, "gradient-descent"]);
    assert.ok(number(tracks[0].learningRate));
  });
  withExperiment(undefined, (experiment) => assert.equal(experiment.length, 61));
});

test("the normalised configuration gives the same experiment again", () => {
  for (const loss of engine.catalogue().losses) {
    for (const optimizer of engine.catalogue().optimizers) {
      withExperiment({ loss: { id: loss.id }, tracks: [{ optimizer: optimizer.id }] }, (first) => {
        withExperiment(first.config, (second) => {
          assert.deepEqual(second.config, first.config);
          assert.equal(second.csv(), first.csv());
        });
        withExperiment(JSON.parse(JSON.stringify(first.config)), (third) => assert.equal(third.csv(), first.csv()));
      });
    }
  }
});

test("a frame has every field of the contract", () => {
  for (const { id } of engine.catalogue().optimizers) {
    withExperiment({ ...BOWL, tracks: [{ optimizer: id }] }, (experiment) => {
      for (const k of [0, 1, 20, 39, 40]) {
        const { tracks } = experiment.readout(k);
        assert.equal(tracks.length, 1);
        const [frame] = tracks;
        const last = k === 40;
        assert.equal(frame.optimizer, id);
        assert.equal(frame.step, k);
        for (const field of ["theta", "gradient", "curvatures"]) assert.ok(pair(frame[field]), `${id} ${k} ${field}`);
        assert.ok(number(frame.loss));
        assert.ok(frame.hessian.length === 2 && frame.hessian.every(pair));
        assert.ok(frame.directions.length === 2 && frame.directions.every(pair));
        assert.ok(frame.curvatures[0] <= frame.curvatures[1], "ascending");
        assert.ok(frame.learningRate === null || number(frame.learningRate));
        for (const field of ["effectiveRates", "multipliers"])
          assert.ok(
            frame[field].length === 2 && frame[field].every((value) => value === null || number(value)),
            `${id} ${k} ${field}`,
          );
        assert.equal(frame.displacement === null, last, `${id} ${k}: displacement`);
        if (last) assert.deepEqual(frame.effectiveRates, [null, null]);
        for (const field of ["loss", "gradient", "hessian"])
          assert.ok(Number.isInteger(frame.costs[field]) && frame.costs[field] >= 0);
        assert.equal(typeof frame.memory, "object");
        assert.ok(["running", "converged", "stopped", "diverged"].includes(frame.status));
        assert.ok(frame.why === null || typeof frame.why.id === "string");
        assert.ok(pair(frame.coordinates));
        for (const row of frame.ledger)
          for (const field of ["label", "formula", "substituted", "value"])
            assert.equal(typeof row[field], "string", `${id} ledger ${field}`);
        if (!last) assert.ok(frame.ledger.length >= 2, `${id}: a ledger of ${frame.ledger.length} rows`);
      }
    });
  }
});

test("a frame's numbers fit together", () => {
  withExperiment(BOWL, (experiment) => {
    for (let k = 0; k < 40; k += 1) {
      const [frame] = experiment.readout(k).tracks;
      const [next] = experiment.readout(k + 1).tracks;
      frame.theta.forEach((value, i) =>
        assert.equal(value + frame.displacement[i], next.theta[i], "θ + displacement is the next θ"),
      );
      frame.directions.forEach((direction, i) => {
        near(length(direction), 1, 1e-15, "a unit vector");
        const image = frame.hessian.map(([a, b]) => a * direction[0] + b * direction[1]);
        image.forEach((value, j) => near(value, frame.curvatures[i] * direction[j], 1e-13 * 25, "an eigenvector"));
        const along = direction[0] * frame.theta[0] + direction[1] * frame.theta[1];
        near(frame.coordinates[i], along, 1e-15, "coordinates are vᵢ·θ");
        if (k === 0) assert.ok(frame.coordinates[i] >= 0, "the sign rule at frame 0");
        near(frame.multipliers[i], 1 - frame.learningRate * frame.curvatures[i], 1e-15, "1 − ηλ");
        if (frame.effectiveRates[i] !== null) near(frame.effectiveRates[i], 0.07, 1e-15, "η for gradient descent");
        const part = frame.split.find((each) => each.direction === i);
        near(part.ofDistance, 1 - frame.multipliers[i], 1e-12, "the share of the distance is eλ");
      });
      [0, 1].forEach((i) =>
        near(frame.split[0].part[i] + frame.split[1].part[i], frame.displacement[i], 1e-15, "the parts make the step"),
      );
      const loss = frame.hessian.reduce(
        (sum, [a, b], i) => sum + (frame.theta[i] * (a * frame.theta[0] + b * frame.theta[1])) / 2,
        0,
      );
      near(frame.loss, loss, 1e-14 * Math.max(1, loss), "½ θᵀHθ");
    }
  });
});

test("equal curvatures: the directions are the columns of R(angle), turned to c ≥ 0", () => {
  withExperiment(bowl([4, 4], 0, [1.5, 1], descent(0.1)), (experiment) => {
    const { directions } = experiment.readout(0).tracks[0];
    // Adding 0 takes the sign from a negative zero.
    assert.deepEqual(
      directions.map((direction) => direction.map((value) => value + 0)),
      [
        [1, 0],
        [0, 1],
      ],
    );
  });
});

test("the analysis has every field of the contract", () => {
  withExperiment({ ...BOWL, tracks: [descent(0.07), { optimizer: "adam" }] }, (experiment) => {
    const found = experiment.analysis({ track: 0, step: 3 });
    assert.equal(found.exact, true);
    assert.deepEqual(found.curvatures, [1, 25]);
    assert.equal(found.conditionNumber, 25);
    assert.deepEqual(found.idealRates, [1, 0.04]);
    assert.equal(found.stableBelow, 0.08);
    near(found.bestRate, 2 / 26, 1e-17, "best");
    near(found.bestFactor, 24 / 26, 1e-16, "factor");
    assert.deepEqual(found.sharpness.value, 25);
    near(found.sharpness.limit, 2 / 0.07, 1e-14, "2/η");
    for (const clock of found.clocks) {
      assert.ok(
        number(clock.curvature) &&
          pair(clock.direction) &&
          number(clock.multiplier) &&
          typeof clock.regime === "string",
      );
      assert.ok("halfLife" in clock && "spectralRadius" in clock);
    }
    assert.equal(found.tracks.length, 2);
    for (const track of found.tracks)
      for (const field of ["stepsToTolerance", "staysBelowFrom", "costs", "outcome", "why"])
        assert.ok(field in track, field);
    assert.deepEqual(experiment.analysis({}).clocks, experiment.analysis({ track: 0, step: 0 }).clocks);
  });
  withExperiment({ loss: { id: "rosenbrock" } }, (experiment) => assert.equal(experiment.analysis({}).exact, false));
});

test('a step outside the run is refused, field "step"', () => {
  withExperiment(BOWL, (experiment) => {
    for (const step of [-1, 41, 1e9, 0.5, NaN, Infinity, "3", null, undefined, {}, [], 2n ** 70n, Symbol("step")]) {
      assert.equal(refused(() => experiment.readout(step)).field, "step", String(step));
    }
    assert.equal(experiment.readout(40).tracks[0].step, 40);
  });
});

test("csv: one line a frame, the numbers of the frames", () => {
  withExperiment({ ...BOWL, tracks: [descent(0.07), { optimizer: "newton" }] }, (experiment) => {
    const lines = experiment
      .csv()
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(","));
    assert.equal(lines.length, 1 + 2 * 41);
    const [head, ...rows] = lines;
    const column = (name) => {
      const at = head.indexOf(name);
      assert.ok(at >= 0, `no column ${name}: ${head}`);
      return at;
    };
    for (const row of rows) {
      assert.equal(row.length, head.length);
      const frame = experiment.readout(Number(row[column("step")])).tracks[Number(row[column("track")])];
      assert.equal(Number(row[column("loss")]), frame.loss);
      assert.equal(Number(row[column("x")]), frame.theta[0]);
      assert.equal(Number(row[column("y")]), frame.theta[1]);
    }
  });
});

test("a freed experiment says so, and the engine goes on", () => {
  const experiment = engine.simulate(BOWL);
  experiment.free();
  assert.throws(
    () => experiment.readout(0),
    (error) => error instanceof Error && !(error instanceof WebAssembly.RuntimeError),
  );
  assert.doesNotThrow(() => experiment.free());
  withExperiment(BOWL, (other) => assert.equal(other.length, 41));
});
