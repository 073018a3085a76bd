// Pictures without a browser: well formed, small, the same every time, and showing what they say.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SaxesParser } from "saxes";
import { bowl, descent, dist, engine, withExperiment } from "./engine.mjs";

const VIEWS = engine.catalogue().views.map(({ id }) => id);
const size = { width: 600, height: 450 };
const run = promisify(execFile);
const command = (...words) => run(process.execPath, [fileURLToPath(new URL("many-clocks.mjs", dist)), ...words]);

/** Parses strictly; returns every element's name and attributes, and all text. */
function parse(svg) {
  const elements = [];
  let text = "";
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) =>
    elements.push({
      local,
      uri,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value])),
    }),
  );
  parser.on("text", (part) => {
    text += part;
  });
  parser.write(svg).close();
  return { elements, text };
}

/** A spread of configurations: bowls, a valley, every method, a run that has diverged, one that stands still. */
const CONFIGS = {
  bowl: bowl([1, 25], 30, [1.5, 0.5], descent(0.07)),
  round: bowl([10, 10], 0, [1.5, 0.5], descent(0.1)),
  diverged: bowl([1, 25], 30, [1.5, 0.5], descent(1)),
  saddle: bowl([-1, 3], 20, [1, 1], descent(0.1)),
  still: bowl([1, 10], 0, [0, 0], descent(0.1)),
  flat: bowl([0, 1], 0, [1, 1], descent(0.1)),
  wide: bowl([1e-3, 1e3], 10, [1e5, -1e5], descent(1e-4)),
  banana: { loss: { id: "rosenbrock" }, tracks: [{ optimizer: "adam", learningRate: 0.05 }] },
  ...Object.fromEntries(
    engine.catalogue().optimizers.map(({ id }) => [id, { loss: { id: "quadratic" }, tracks: [{ optimizer: id }] }]),
  ),
  everybody: {
    loss: { id: "quadratic" },
    tracks: engine
      .catalogue()
      .optimizers.slice(0, 8)
      .map(({ id }) => ({ optimizer: id })),
  },
};

for (const view of VIEWS) {
  test(`svg of ${view}: well formed, at most 60 KB, the same every time, nothing that is not a number`, () => {
    for (const [name, config] of Object.entries(CONFIGS)) {
      withExperiment(config, (experiment) => {
        for (const theme of ["light", "dark"]) {
          for (const step of [0, 6, experiment.length - 1]) {
            const svg = experiment.svg(view, { ...size, step, theme });
            assert.equal(
              experiment.svg(view, { ...size, step, theme }),
              svg,
              `${name}: another picture the second time`,
            );
            assert.ok(Buffer.byteLength(svg) <= 60 * 1024, `${name}, step ${step}: ${Buffer.byteLength(svg)} bytes`);
            assert.doesNotMatch(svg, /NaN|Infinity|\binf\b|undefined|null/, name);
            assert.doesNotMatch(
              svg,
              /<script|javascript:|href=|<style|style="/i,
              "nothing that runs or that a policy forbids",
            );
            const { elements } = parse(svg);
            assert.equal(elements[0].local, "svg");
            assert.equal(elements[0].uri, "http://www.w3.org/2000/svg");
            assert.ok(elements.length > 10, `${name}: ${elements.length} elements`);
          }
        }
      });
    }
  });
}

test("svg: dark and light differ, and the step can be seen", () => {
  withExperiment(CONFIGS.bowl, (experiment) => {
    for (const view of VIEWS) {
      const light = experiment.svg(view, { ...size, step: 2, theme: "light" });
      assert.notEqual(experiment.svg(view, { ...size, step: 2, theme: "dark" }), light);
      // What a rate does is the same at every step of a bowl.
      if (view !== "rate") assert.notEqual(experiment.svg(view, { ...size, step: 5, theme: "light" }), light);
    }
  });
});

test("svg of clocks: the directions have their colours and their curvatures are written", () => {
  const { colours } = engine.styles("light");
  withExperiment(CONFIGS.bowl, (experiment) => {
    const svg = experiment.svg("clocks", { ...size, step: 0, theme: "light" }).toLowerCase();
    for (const name of ["steep", "shallow"]) assert.ok(svg.includes(colours[name]), `${name} ${colours[name]}`);
  });
});

test("svg: colours and font of the page's own theme are used, markup in them is not", () => {
  withExperiment(CONFIGS.bowl, (experiment) => {
    const svg = experiment.svg("clocks", {
      ...size,
      step: 0,
      theme: { base: "light", colours: { steep: "#123456" }, font: 'Evil"/><script>alert(1)</script>' },
    });
    assert.ok(svg.toLowerCase().includes("#123456"));
    assert.doesNotMatch(svg, /<script/);
    parse(svg);
  });
});

test("the command writes the same picture, and names the field of a bad configuration", async () => {
  const folder = mkdtempSync(join(tmpdir(), "many-clocks-command-"));
  try {
    const good = join(folder, "config.json");
    writeFileSync(good, JSON.stringify(CONFIGS.bowl));
    for (const view of VIEWS) {
      const { stdout, stderr } = await command("svg", good, "--view", view, "--step", "6");
      assert.equal(stderr, "");
      const { elements } = parse(stdout);
      assert.equal(elements[0].local, "svg");
    }
    const { stdout: sized } = await command(
      "svg",
      good,
      "--view",
      "map",
      "--step",
      "6",
      "--width",
      "300",
      "--height",
      "200",
    );
    const { attributes } = parse(sized).elements[0];
    assert.deepEqual([parseFloat(attributes.width), parseFloat(attributes.height)], [300, 200]);

    const bad = join(folder, "bad.json");
    writeFileSync(bad, JSON.stringify({ tracks: [{ learningRate: -1 }] }));
    await assert.rejects(command("svg", bad, "--view", "map"), ({ code, stderr, stdout }) => {
      assert.notEqual(code, 0);
      assert.match(stderr, /tracks\[0\]\.learningRate/);
      assert.equal(stdout, "");
      return true;
    });
    for (const words of [
      ["svg"],
      ["svg", join(folder, "none.json")],
      ["svg", good, "--view", "globe"],
      ["svg", good, "--view", "map", "--step", "999"],
      ["dance"],
    ]) {
      await assert.rejects(command(...words), ({ code, stderr }) => {
        assert.notEqual(code, 0, `${words}`);
        assert.ok(
          stderr.length > 0 && !/at .*\.mjs:\d+/.test(stderr),
          `${words}: a stack trace for a reader: ${stderr}`,
        );
        return true;
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
