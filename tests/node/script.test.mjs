// A run as a script: what comes over the boundary. What the scripts compute is tested natively, by tests/scripts.rs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refused, withExperiment } from "./engine.mjs";

test("a run as a script, and what is refused", () => {
  withExperiment({ tracks: [{}, { optimizer: "adam" }] }, (experiment) => {
    assert.match(experiment.code("numpy"), /^# gradient descent, bowl.*\n.*\nimport numpy as np\n/);
    assert.match(experiment.code("pytorch", 1), /torch\.optim\.Adam\(/);
    const { field, code, choices } = refused(() => experiment.code("jax", 0));
    assert.deepEqual([field, code, choices], ["dialect", "unknown-id", ["numpy", "pytorch"]]);
    assert.equal(refused(() => experiment.code()).field, "dialect");
    for (const track of [2, -1, 0.5, "adam", NaN]) {
      assert.equal(refused(() => experiment.code("numpy", track)).field, "track");
    }
  });
});
