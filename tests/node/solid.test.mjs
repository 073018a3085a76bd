// What must hold at the edges: memory, divergence, malformed texts, licences.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { configuration } from "../../www/attributes.mjs";
import { presentation } from "../../www/presentation.mjs";

// Before the engine is there: to its memory leads only what it is made of.
const memories = [];
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, given) {
    const instance = new Instance(...given);
    memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory));
    return instance;
  },
});
const { engine } = await import("./engine.mjs");
const megabytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / 2 ** 20;

test("eight runs of ten thousand steps take at most 20 MB", () => {
  const before = megabytes();
  const optimizers = ["gradient-descent", "momentum", "adam", "rmsprop", "newton", "bfgs", "adagrad", "nesterov"];
  const experiment = engine.simulate({ loss: { id: "rosenbrock" }, steps: 10_000, tracks: optimizers.map((optimizer) => ({ optimizer, ...(optimizer === "newton" || optimizer === "bfgs" ? {} : { learningRate: 1e-4 }) })) });
  assert.equal(experiment.readout(10_000).tracks.length, 8);
  const grown = megabytes() - before;
  experiment.free();
  assert.ok(grown <= 20, `${grown.toFixed(1)} MB`);
});

test("a run that diverges at once, ten thousand steps long: within a second, said so, the table whole, every axis finite", () => {
  const began = performance.now();
  const experiment = engine.simulate({ steps: 10_000, tracks: [{ learningRate: 10 }] });
  const last = experiment.readout(10_000).tracks[0];
  const took = performance.now() - began;
  assert.ok(took < 1000, `${took.toFixed(0)} ms`);
  assert.equal(last.status, "diverged");
  assert.equal(last.why.id, "crossed-limit");
  const lines = experiment.csv().trim().split("\n");
  assert.equal(lines.length, 10_002);
  assert.doesNotMatch(lines.slice(1).join("\n"), /NaN|inf/i);
  for (const { id } of engine.catalogue().views) {
    for (const step of [0, 5, 10_000]) {
      const svg = experiment.svg(id, { step });
      assert.doesNotMatch(svg, /NaN|[^a-z]inf|undefined/i, `${id} at ${step}`);
    }
  }
  experiment.free();
});

test("five thousand malformed attributes and links: a refusal that names its field, or what they say; nothing else is thrown", () => {
  let state = 77;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const SIGNS = [..."0123456789.,;:_-~+*/()[]{}\"'<>&=%# \\\u0000\u202eéλ", "1e999", "NaN", "__proto__", "constructor", "loss", "track", "start", "step", "v1", "quadratic", "adam", "<script>", "javascript:"];
  const mess = () => Array.from({ length: random(24) }, () => SIGNS[random(SIGNS.length)]).join("");
  const broken = (text) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + mess() + text.slice(at + random(3));
  };
  const names = ["config", "loss", "curvatures", "angle", "expression", "data", "spectrum", "start", "steps", "optimizers", "learning-rate", "views", "controls", "marks", "theme", "group", "share", "permalink"];
  const links = ["loss:rosenbrock,b:20;start:1_2;step:7;v1", "loss:quadratic,curvatures:1_25;track:adam,learningRate:0.1,schedule:cosine,period:20;v1", "spectrum:1_2_3;v1"];
  const configs = ['{"loss":{"id":"quadratic","curvatures":[1,25]},"steps":20}', "1 25", "quadratic", "30", "x^2 + y^2", "1 2, 3 4", "gradient-descent adam"];
  const catalogue = engine.catalogue();
  const seen = { refused: 0, taken: 0 };
  const tried = (act) => {
    try {
      act();
      seen.taken += 1;
    } catch (error) {
      seen.refused += 1;
      assert.ok(["ConfigError", "AttributeError"].includes(error?.name) && error.field, String(error?.stack ?? error));
    }
  };
  for (let index = 0; index < 2500; index += 1) {
    const name = names[random(names.length)];
    const text = random(2) ? broken(configs[random(configs.length)]) : mess();
    const read = (asked) => (asked === name ? text : null);
    const { faults } = presentation(read);
    assert.ok(faults.every((fault) => fault.name === "AttributeError" && fault.field === name));
    tried(() => {
      const { spectrum, ...config } = configuration(read, catalogue);
      if (spectrum) engine.spectrum({ curvatures: spectrum }).free();
      engine.simulate({ steps: 5, ...config }).free();
    });
    tried(() => {
      const { step, spectrum, ...config } = engine.unlink(random(2) ? broken(links[random(links.length)]) : mess());
      engine.simulate(config).readout(Math.min(step, config.steps));
    });
  }
  assert.ok(seen.refused > 2000 && seen.taken > 300, JSON.stringify(seen));
  assert.equal({}.loss, undefined, "nothing got into the prototypes");
});

/** What may stand in what readers load: licences that ask for no more than to be named. */
const ALLOWED = new Set(["MIT", "Apache-2.0", "Zlib", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unlicense", "CC0-1.0", "BSL-1.0", "Unicode-3.0", "0BSD", "Apache-2.0 WITH LLVM-exception"]);

test("every crate in the module has a licence that may stand there, and the package asks for no other", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { stdout } = await promisify(execFile)("cargo", ["metadata", "--locked", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"], { cwd: root, maxBuffer: 1 << 27 });
  const { packages, resolve } = JSON.parse(stdout);
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const [own] = packages.filter(({ name }) => name === "many-clocks");
  const inside = new Set();
  const visit = (id) => {
    if (inside.has(id)) return;
    inside.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(own.id);
  const listed = packages.filter(({ id }) => inside.has(id));
  assert.ok(listed.length > 20, `${listed.length} crates`);
  // One of those that are offered, and all of those that are demanded together.
  const may = (licence) => (licence ?? "").replaceAll("/", " OR ").split(" OR ").some((choice) => choice.replace(/[()]/g, "").split(" AND ").every((part) => ALLOWED.has(part.trim())));
  assert.deepEqual(listed.filter(({ license }) => !may(license)).map(({ name, license }) => `${name}: ${license}`), []);
});
