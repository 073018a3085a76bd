// Configurations from careless and from hostile hands: each is refused by name, and the engine lives on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine, refused, withExperiment } from "./engine.mjs";

const nested = (depth) => {
  let value = 1;
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
};
const throwing = (what) =>
  new Proxy(
    {},
    {
      get() {
        throw what;
      },
      ownKeys() {
        throw what;
      },
      has() {
        throw what;
      },
    },
  );
const cycle = {};
cycle.loss = cycle;
const list = [];
list.push(list);

/** [what, configuration, field or pattern of the field] */
const CASES = [
  ["null", null, "config"],
  ["a number", 5, "config"],
  ["text", "quadratic", "config"],
  ["JSON text", '{"steps":5}', "config"],
  ["a list", [], "config"],
  ["a function", () => {}, "config"],
  ["a date", new Date(0), /./],
  ["a big integer", 5n, "config"],
  ["a symbol", Symbol("config"), "config"],
  ["an unknown key", { colour: "red" }, "colour"],
  ["a key of the prototype", JSON.parse('{"__proto__": {"steps": 5}}'), "__proto__"],
  ["constructor as a key", { constructor: 5 }, "constructor"],
  ["an unknown loss", { loss: { id: "volcano" } }, "loss.id"],
  ["a loss that is text", { loss: "quadratic" }, "loss"],
  ["an unknown key of the loss", { loss: { id: "quadratic", depth: 4 } }, "loss.depth"],
  ["a key of another loss", { loss: { id: "quadratic", a: 1 } }, "loss.a"],
  ["an id that is a number", { loss: { id: 7 } }, "loss.id"],
  ["three curvatures", { loss: { curvatures: [1, 2, 3] } }, /^loss\.curvatures/],
  ["one curvature", { loss: { curvatures: [1] } }, /^loss\.curvatures/],
  ["a curvature that is text", { loss: { curvatures: ["1", 2] } }, /^loss\.curvatures/],
  ["a curvature that is NaN", { loss: { curvatures: [1, NaN] } }, /^loss\.curvatures/],
  ["a curvature without end", { loss: { curvatures: [1, Infinity] } }, /^loss\.curvatures/],
  ["a curvature of 1e300", { loss: { curvatures: [1, 1e300] } }, /^loss\.curvatures/],
  ["curvatures as an object", { loss: { curvatures: { 0: 1, 1: 2, length: 2 } } }, /^loss\.curvatures/],
  ["an angle that is NaN", { loss: { angle: NaN } }, "loss.angle"],
  ["an angle that is true", { loss: { angle: true } }, "loss.angle"],
  ["an angle of 1e9", { loss: { angle: 1e9 } }, "loss.angle"],
  ["a start of three", { start: [1, 2, 3] }, /^start/],
  ["a start that is text", { start: "1 2" }, /^start/],
  ["a start without end", { start: [1, -Infinity] }, /^start/],
  ["a start of 1e300", { start: [1e300, 0] }, /^start/],
  ["a start with a hole", { start: [1, ,] }, /^start/],
  ["a start with a big integer", { start: [1n, 2n] }, /^start/],
  ["steps of zero", { steps: 0 }, "steps"],
  ["negative steps", { steps: -5 }, "steps"],
  ["half a step", { steps: 2.5 }, "steps"],
  ["too many steps", { steps: 10001 }, "steps"],
  ["steps of 1e308", { steps: 1e308 }, "steps"],
  ["steps that are NaN", { steps: NaN }, "steps"],
  ["steps as text", { steps: "60" }, "steps"],
  ["steps as a big integer", { steps: 2n ** 80n }, "steps"],
  ["steps as a boxed number", { steps: new Number(5) }, "steps"],
  ["a negative tolerance", { tolerance: -1 }, "tolerance"],
  ["a tolerance that is NaN", { tolerance: NaN }, "tolerance"],
  ["a tolerance of text", { tolerance: "small" }, "tolerance"],
  ["no tracks", { tracks: [] }, "tracks"],
  ["nine tracks", { tracks: Array.from({ length: 9 }, () => ({})) }, "tracks"],
  ["a million tracks", { tracks: Array.from({ length: 1e6 }, () => ({})) }, "tracks"],
  ["tracks as an object", { tracks: {} }, "tracks"],
  ["a track that is text", { tracks: ["adam"] }, "tracks[0]"],
  ["an unknown method", { tracks: [{ optimizer: "teleport" }] }, "tracks[0].optimizer"],
  ["a method that is a number", { tracks: [{ optimizer: 5 }] }, "tracks[0].optimizer"],
  ["a negative rate in the second track", { tracks: [{}, { learningRate: -1 }] }, "tracks[1].learningRate"],
  ["a rate that is NaN", { tracks: [{ learningRate: NaN }] }, "tracks[0].learningRate"],
  ["a rate without end", { tracks: [{ learningRate: Infinity }] }, "tracks[0].learningRate"],
  ["a rate of text", { tracks: [{ learningRate: "0.1" }] }, "tracks[0].learningRate"],
  ["a rate that is a date", { tracks: [{ learningRate: new Date() }] }, "tracks[0].learningRate"],
  ["a rate that is a function", { tracks: [{ learningRate: () => 0.1 }] }, "tracks[0].learningRate"],
  ["a rate that is a symbol", { tracks: [{ learningRate: Symbol("rate") }] }, "tracks[0].learningRate"],
  ["a misspelt rate", { tracks: [{ learning_rate: 0.1 }] }, "tracks[0].learning_rate"],
  ["a momentum of 2", { tracks: [{ optimizer: "momentum", momentum: 2 }] }, "tracks[0].momentum"],
  ["a β₁ of 1", { tracks: [{ optimizer: "adam", beta1: 1 }] }, "tracks[0].beta1"],
  ['an amsgrad of "yes"', { tracks: [{ optimizer: "adam", amsgrad: "yes" }] }, "tracks[0].amsgrad"],
  ["an unknown schedule", { tracks: [{ schedule: { id: "lunar" } }] }, "tracks[0].schedule.id"],
  ["a schedule that is text", { tracks: [{ schedule: "constant" }] }, "tracks[0].schedule"],
  ["an unknown key of a schedule", { tracks: [{ schedule: { id: "constant", moon: 1 } }] }, "tracks[0].schedule.moon"],
  [
    "a schedule for a method without a rate",
    { tracks: [{ optimizer: "gradient-descent", schedule: null, momentum: 0.5 }] },
    "tracks[0].momentum",
  ],
  ["a cycle", cycle, /./],
  ["a cycle in a list", { tracks: list }, /./],
  ["deep nesting", { tracks: nested(5_000) }, /./],
  ["deep nesting, 100 000", { loss: nested(100_000) }, /./],
  [
    "a getter that throws",
    {
      get steps() {
        throw new Error("mine");
      },
    },
    /./,
  ],
  ["a proxy that throws an error", throwing(new Error("mine")), /./],
  ["a proxy that throws null", { loss: throwing(null) }, /./],
  ["a proxy inside", { tracks: [throwing("text")] }, /./],
  [
    "a revoked proxy",
    (() => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    })(),
    /./,
  ],
  ["a megabyte as a key", { ["k".repeat(1 << 20)]: 1 }, /./],
  ["a megabyte as an id", { loss: { id: "q".repeat(1 << 20) } }, "loss.id"],
  ["a megabyte as a number", { steps: "1".repeat(1 << 20) }, "steps"],
  ["half a surrogate", { loss: { id: "\ud800" } }, "loss.id"],
  ["a null byte", { loss: { id: "quadratic\u0000" } }, "loss.id"],
  ["a map", { loss: new Map([["id", "quadratic"]]) }, /./],
  ["typed arrays in place of a track", { tracks: [new Float64Array(4)] }, /^tracks/],
];

const alive = () =>
  withExperiment({ steps: 3 }, (experiment) => {
    assert.equal(experiment.length, 4);
    assert.equal(experiment.readout(3).tracks[0].step, 3);
  });

for (const [what, config, field] of CASES) {
  test(`refused: ${what}`, () => {
    const error = refused(() => engine.simulate(config));
    if (field instanceof RegExp) assert.match(error.field, field);
    else assert.equal(error.field, field);
    assert.ok(typeof error.code === "string" && error.code.length > 0, "a code");
    assert.ok(
      typeof error.message === "string" && error.message.length > 3 && error.message.length < 2_000,
      `a message of ${error.message?.length} characters`,
    );
    assert.doesNotThrow(() => JSON.stringify(error), "an error can be sent somewhere");
    alive();
  });
}

test("an error says what is allowed", () => {
  const rate = refused(() => engine.simulate({ tracks: [{ learningRate: -1 }] }));
  assert.equal(rate.minimum, 0);
  assert.ok(rate.maximum > 0);
  assert.equal(rate.value, -1);
  const method = refused(() => engine.simulate({ tracks: [{ optimizer: "teleport" }] }));
  assert.ok(method.choices.includes("adam"));
  assert.match(method.message, /teleport/);
});

test("simulating changes nothing in what it was given", () => {
  const config = { loss: { id: "quadratic", curvatures: [1, 10] }, start: [1, 1], tracks: [{ optimizer: "adam" }] };
  const before = JSON.stringify(config);
  Object.freeze(config);
  Object.freeze(config.loss);
  Object.freeze(config.tracks);
  withExperiment(config, () => {});
  assert.equal(JSON.stringify(config), before);
});

test("marks of the map are named, and a name that does not exist is refused", () => {
  withExperiment({}, (experiment) => {
    const plain = experiment.svg("map", {});
    for (const mark of ["ellipse", "field"]) assert.notEqual(experiment.svg("map", { marks: [mark] }), plain, mark);
    assert.equal(experiment.svg("map", { marks: [] }), plain);
    const { field, code, choices } = refused(() => experiment.svg("map", { marks: ["ellipse", "halo"] }));
    assert.deepEqual([field, code, choices], ["marks", "unknown-id", ["ellipse", "memory", "field"]]);
    assert.equal(refused(() => experiment.svg("map", { marks: "ellipse" })).code, "wrong-type");
  });
});

test("odd options of views are refused or ignored, never a trap", () => {
  withExperiment({ steps: 5 }, (experiment) => {
    const odd = [
      undefined,
      null,
      5,
      "x",
      [],
      throwing(new Error("mine")),
      { width: NaN, height: 100 },
      { width: -5, height: 5 },
      { width: 1e9, height: 1e9 },
      { width: 300, height: 200, step: 99 },
      { width: 300, height: 200, theme: "sepia" },
      { width: 300, height: 200, theme: { base: "light", colours: { ink: "javascript:" } } },
      { width: 300, height: 200, camera: { x: [0, Infinity], y: [0, 1] } },
      { width: 300, height: 200, camera: { x: [1, 1], y: [0, 0] } },
      { width: 300, height: 200, camera: "all" },
    ];
    for (const view of ["map", "clocks", "globe", "", null, 5]) {
      for (const options of odd) {
        for (const method of ["svg", "pick", "place", "camera", "colourAt"]) {
          try {
            experiment[method](view, options);
          } catch (error) {
            assert.equal(error?.name, "ConfigError", `${method}(${String(view)}, …): ${error?.stack ?? error}`);
          }
        }
      }
    }
    assert.equal(experiment.readout(5).tracks[0].step, 5);
  });
  alive();
});
