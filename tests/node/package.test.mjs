// dist/ as other programs see it: importable without a DOM, typed, small, and free of what a policy forbids.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { dist } from "./engine.mjs";

const run = promisify(execFile);
const file = (name) => fileURLToPath(new URL(name, dist));

test("importing touches no DOM and leaves no trace", async () => {
  const script = `
    // HTMLElement may be looked for, as the class to extend; nothing else may.
    for (const name of ["document", "window", "customElements", "location", "localStorage", "matchMedia", "requestAnimationFrame"]) {
      Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error("touched " + name); } });
    }
    const before = Object.getOwnPropertyNames(globalThis).join();
    const { loadEngine, define, ManyClocksElement } = await import(${JSON.stringify(new URL("many-clocks.mjs", dist).href)});
    if (Object.getOwnPropertyNames(globalThis).join() !== before) throw new Error("left a trace");
    const engine = await loadEngine();
    const experiment = engine.simulate({});
    console.log(JSON.stringify([typeof define, typeof ManyClocksElement, experiment.length, experiment.svg("map", { width: 300, height: 200, step: 1 }).length > 1000]));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
  assert.deepEqual(JSON.parse(stdout), ["function", "function", 61, true]);
});

test("the manifest names every attribute that is observed, every part, and what the types say", async () => {
  const { modules } = JSON.parse(readFileSync(file("custom-elements.json"), "utf8"));
  const elements = modules.flatMap(({ declarations }) => declarations);
  assert.deepEqual(elements.map(({ tagName }) => tagName), ["many-clocks", "many-clocks-question"]);
  const api = await import(new URL("many-clocks.mjs", dist).href);
  const types = readFileSync(file("many-clocks.d.ts"), "utf8");
  for (const { name, attributes, members, events, cssParts } of elements) {
    // `loading` is read once, when the element comes into the page.
    const named = attributes.map((each) => each.name).filter((each) => each !== "loading");
    assert.deepEqual([...named].sort(), [...api[name].observedAttributes].sort(), name);
    const typed = types.slice(types.indexOf(`class ${name}`));
    for (const member of members) assert.ok(new RegExp(`\\b${member.name}\\b`).test(typed), `${name}.${member.name}`);
    for (const each of [...attributes, ...members, ...events, ...cssParts]) assert.ok(each.description, `${name}: ${each.name}`);
  }
  const parts = new Set(elements.flatMap(({ cssParts }) => cssParts.map((each) => each.name)));
  // Parts as they stand in the bundle; those that are put together at run time are named by their first word.
  const used = [...readFileSync(file("many-clocks.mjs"), "utf8").matchAll(/\bpart(?:",|:)"([a-z]+[a-z- ]*)"/g)];
  assert.ok(used.length > 20, `${used.length} parts found`);
  for (const [, part] of used) assert.ok(parts.has(part.split(" ")[0]), `the part ${part} is documented`);
});

test("the files of a publishable package are there", () => {
  const { name, exports } = JSON.parse(readFileSync(file("package.json"), "utf8"));
  assert.equal(name, "many-clocks");
  assert.ok(exports, "exports");
  for (const each of [
    "many-clocks.js",
    "many-clocks.mjs",
    "many-clocks.d.ts",
    "anywidget.mjs",
    "custom-elements.json",
    "index.html",
    "chapter.html",
    "LICENSE",
    "README.md",
    "catalogue.md",
    "elements.md",
    "teachers.html",
    "embedding.html",
  ]) {
    assert.ok(readFileSync(file(each)).length > 100, each);
  }
});

test("every script, style and page keeps to its budget, and no budget has more room than it needs", () => {
  const budgets = JSON.parse(readFileSync(new URL("../../www/budgets.json", import.meta.url), "utf8"));
  const files = readdirSync(new URL("../../dist/", import.meta.url)).filter((name) => /\.(m?js|css|html)$/.test(name));
  assert.deepEqual(Object.keys(budgets).sort(), files.sort());
  for (const name of files) {
    const { length } = gzipSync(readFileSync(file(name)), { level: 9 });
    assert.ok(length <= budgets[name], `${name}: ${length} bytes, ${budgets[name]} are allowed`);
    assert.ok(budgets[name] <= 1.1 * length + 100, `${name}: ${length} bytes, so ${budgets[name]} allow anything`);
  }
});

test("the script holds no path of a machine, and neither evaluates nor fetches", () => {
  for (const each of ["many-clocks.js", "many-clocks.mjs"]) {
    const source = readFileSync(file(each), "utf8");
    assert.doesNotMatch(source, /\/(work|root|home|tmp|usr)\//, `${each}: a machine's path`);
    assert.doesNotMatch(
      source,
      /\beval\s*\(|new Function\b|innerHTML|insertAdjacentHTML|document\.write|\bfetch\s*\(|XMLHttpRequest|new Worker\b|setAttribute\("style"/,
      each,
    );
    assert.doesNotMatch(source, /https?:\/\/(?!www\.w3\.org)[a-z]/i, `${each}: an address`);
  }
});

test("a program in TypeScript compiles against the types, a wrong one does not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "many-clocks-types-"));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const compile = (files, settings) => {
    const compilerOptions = { noEmit: true, strict: true, target: "es2022", lib: ["es2022", "dom"], types: [] };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...settings }, files }),
    );
    return run(process.execPath, [tsc, "-p", join(folder, "tsconfig.json")], { cwd: folder });
  };
  const bundler = { module: "esnext", moduleResolution: "bundler" };
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(fileURLToPath(dist), join(folder, "node_modules", "many-clocks"), "dir");
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "right.ts"), readFileSync(new URL("./sample.ts", import.meta.url)));
    for (const settings of [bundler, { module: "nodenext", moduleResolution: "nodenext" }]) {
      await compile(["right.ts"], settings).catch(({ stdout }) => assert.fail(stdout));
    }
    const wrong = [
      "engine.simulate({ stepz: 5 });",
      'engine.simulate({ steps: "5" });',
      "const text: string = engine.simulate({}).length; void text;",
      "engine.simulate({}).readout();",
      'engine.simulate({}).pick("map", { x: 5 });',
    ];
    wrong.forEach((line, i) => {
      const source = `import { loadEngine } from "many-clocks";\nconst engine = await loadEngine();\n${line}\nexport {};\n`;
      writeFileSync(join(folder, `wrong${i}.ts`), source);
    });
    const { stdout } = await compile(wrong.map((_, i) => `wrong${i}.ts`), bundler).then(
      () => assert.fail("wrong programs compile"),
      (error) => error,
    );
    assert.doesNotMatch(stdout, /TS7016|TS2307/, "the types were not found at all");
    wrong.forEach((line, i) => assert.match(stdout, new RegExp(`^wrong${i}\\.ts\\(3,`, "m"), `compiles: ${line}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("dist/ is a package as publint and are-the-types-wrong want one", async () => {
  const tool = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
  const folder = fileURLToPath(dist);
  await run(tool("publint"), ["run", folder, "--strict"]);
  // The classic script and the style sheet are no modules; the module is one for importers only.
  const plain = ["./many-clocks.js", "./many-clocks.de.js", "./many-clocks.css", "many-clocks.js", "many-clocks.de.js", "many-clocks.css"];
  await run(tool("attw"), ["--pack", folder, "--profile", "esm-only", "--format", "ascii", "--exclude-entrypoints", ...plain], { cwd: tmpdir() });
});
