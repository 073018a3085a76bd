// Permalinks through the shipped module: what was released opens, what is written comes back, what is wrong is a ConfigError.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { engine, module } from "./engine.mjs";

const lines = readFileSync(new URL("../links/v1.txt", import.meta.url), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));

test("every released link opens as what it was, and is written the same way again", () => {
  assert.ok(lines.length >= 24 && lines.length % 2 === 0);
  for (let i = 0; i < lines.length; i += 2) {
    const [text, expected] = [lines[i], JSON.parse(lines[i + 1])];
    const state = engine.unlink(text);
    assert.deepEqual(state, expected, text);
    assert.deepEqual(engine.unlink(engine.link(state).text), expected, text);
    // The same as data, short, is as complete.
    assert.deepEqual(engine.link(engine.link(state).state).text, engine.link(state).text, text);
  }
});

test("nothing that differs is nothing to say", () => {
  assert.deepEqual(engine.link(), { text: "v1", state: {} });
  assert.deepEqual(engine.link({ steps: 60, step: 0 }), { text: "v1", state: {} });
  const { text, state } = engine.link({ loss: { id: "saddle" }, tracks: [{ optimizer: "adam", learningRate: 0.3 }], step: 2 });
  assert.equal(text, "loss:saddle;track:adam,learningRate:0.3;step:2;v1");
  assert.deepEqual(state, { loss: { id: "saddle" }, tracks: [{ optimizer: "adam", learningRate: 0.3 }], step: 2 });
});

test("what cannot be opened is refused by name", () => {
  const refused = (code, field) => (error) => {
    assert.ok(error instanceof module.ConfigError, String(error));
    assert.deepEqual([error.code, error.field], [code, field]);
    return true;
  };
  assert.throws(() => engine.unlink("loss:saddle"), refused("syntax", "permalink"));
  assert.throws(() => engine.unlink("loss:saddle;v7"), refused("syntax", "permalink"));
  assert.throws(() => engine.unlink("__proto__:1;v1"), refused("unknown-key", "__proto__"));
  assert.throws(() => engine.unlink(undefined), refused("wrong-type", "permalink"));
  assert.throws(() => engine.unlink({ toString: () => "v1" }), refused("wrong-type", "permalink"));
  assert.throws(() => engine.link({ steps: 3, step: 4 }), refused("out-of-range", "step"));
  assert.throws(() => engine.link({ nonsense: 1 }), refused("unknown-key", "nonsense"));
});
