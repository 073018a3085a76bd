// The package as a project gets it: packed, installed, imported under Node, type-checked, bundled by two bundlers, opened.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch } from "../browser/drivers/index.mjs";
import { serve } from "../browser/serve.mjs";
import { dist } from "./engine.mjs";

const exec = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "many-clocks-pack-"));
const project = join(folder, "project");
const within = (...path) => join(project, ...path);
const run = (command, args) => exec(command, args, { cwd: project, maxBuffer: 1 << 24 });
/** Bundlers come with the build and with the pages of other hosts. */
const tool = (place, name) => createRequire(new URL(`../../${place}/package.json`, import.meta.url)).resolve(name);

before(async () => {
  mkdirSync(within("src"), { recursive: true });
  const { stdout } = await exec("npm", ["pack", fileURLToPath(dist), "--json", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: folder });
  writeFileSync(within("package.json"), JSON.stringify({ name: "scratch", private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--silent", join(folder, JSON.parse(stdout)[0].filename)]);
  writeFileSync(within("src", "main.js"), `import { define, loadEngine } from "many-clocks";
import "many-clocks/many-clocks.de.mjs";
define();
const engine = await loadEngine();
document.querySelector("#version").textContent = engine.version;
`);
  writeFileSync(within("index.html"), `<!doctype html><html lang="de"><title>scratch</title><p id="version"></p>
<many-clocks curvatures="1 25" learning-rate="0.07"><p>A bowl.</p></many-clocks><script type="module" src="/src/main.js"></script></html>`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("it installs alone: no dependency comes along, and what is listed is there", () => {
  assert.deepEqual(readdirSync(within("node_modules")).filter((name) => !name.startsWith(".")), ["many-clocks"]);
  const manifest = JSON.parse(readFileSync(within("node_modules", "many-clocks", "package.json"), "utf8"));
  assert.equal(manifest.dependencies, undefined);
  const files = readdirSync(within("node_modules", "many-clocks"));
  for (const target of Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)))) {
    assert.ok(files.includes(target.slice(2)), target);
  }
  // What the one page for frames asks for, and nothing of the chapter.
  const page = readFileSync(within("node_modules", "many-clocks", "embed.html"), "utf8");
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g)) assert.ok(files.includes(address), `embed.html asks for ${address}`);
  assert.ok(!files.some((name) => /^(index|chapter|figures)/.test(name)), `${files}`);
  const { files: hashes, version } = JSON.parse(readFileSync(within("node_modules", "many-clocks", "integrity.json"), "utf8"));
  assert.equal(version, manifest.version);
  assert.ok(hashes["many-clocks.js"] && hashes["many-clocks.mjs"]);
});

test("Node imports it without a page: nothing is defined, nothing is left behind, a picture comes out", async () => {
  writeFileSync(within("server.mjs"), `const before = Object.keys(globalThis).join();
const { define, loadEngine, ManyClocksElement } = await import("many-clocks");
await import("many-clocks/many-clocks.de.mjs");
define();
const engine = await loadEngine();
const experiment = engine.simulate({ tracks: [{ learningRate: 0.07 }] });
const svg = experiment.svg("map", { step: 3 });
console.log(JSON.stringify({ same: before === Object.keys(globalThis).join(), dom: typeof document, class: typeof ManyClocksElement, svg: svg.slice(0, 4), version: engine.version }));
`);
  const { stdout } = await run(process.execPath, ["server.mjs"]);
  const { version, ...seen } = JSON.parse(stdout);
  assert.deepEqual(seen, { same: true, dom: "undefined", class: "function", svg: "<svg" });
  assert.match(version, /^\d+\.\d+\.\d+/);
});

test("a program in TypeScript compiles against it, as Node and as bundlers look for types", async () => {
  writeFileSync(within("src", "typed.ts"), `import { addLanguage, define, loadEngine, type Config, type LanguageTable, type ManyClocksElement } from "many-clocks";
import german from "many-clocks/many-clocks.de.mjs";
const table: LanguageTable = { ...german, step: "Schritt" };
addLanguage("de", table);
define();
const config: Config = { loss: { id: "quadratic", curvatures: [1, 25] }, tracks: [{ learningRate: 0.07 }] };
const engine = await loadEngine();
const factor: number | null = engine.simulate(config).readout(0).tracks[0]!.multipliers[1];
const widget = document.querySelector<ManyClocksElement>("many-clocks");
widget?.setState({ ...config, step: 3 });
export { factor };
`);
  const tsc = tool("tests", "typescript/bin/tsc");
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    const common = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", module, "--moduleResolution", resolution];
    await run(process.execPath, [tsc, ...common, "src/typed.ts"]).catch(({ stdout }) => assert.fail(`${resolution}: ${stdout}`));
    writeFileSync(within("src", "wrong.ts"), 'import { loadEngine } from "many-clocks";\n(await loadEngine()).simulate({ steps: "many" });\n');
    await assert.rejects(run(process.execPath, [tsc, ...common, "src/wrong.ts"]), ({ stdout }) => /wrong\.ts\(2,/.test(stdout));
  }
});

/** Opens a built folder: what a reader would see. */
async function opened(place) {
  const server = await serve(place);
  const browser = await launch("chromium", {});
  try {
    await browser.open(`${server.origin}/index.html`);
    return await browser.evaluate(async () => {
      const widget = document.querySelector("many-clocks");
      await customElements.whenDefined("many-clocks");
      await widget.whenReady();
      await new Promise((done) => { requestAnimationFrame(done); });
      const [canvas] = widget.shadowRoot.querySelectorAll("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const sentence = widget.shadowRoot.querySelector('[part~="sentence"]').textContent;
      return { drawn: data.some(Boolean), sentence: sentence.slice(0, 10), version: document.querySelector("#version").textContent };
    });
  } finally {
    await browser.close();
    await server.close();
  }
}
const { version } = JSON.parse(readFileSync(new URL("package.json", dist), "utf8"));
const SEEN = { drawn: true, sentence: "Die steile", version };

test("esbuild bundles it, and the bundle draws", async () => {
  const { build } = await import(pathToFileURL(tool("www", "esbuild")));
  const out = within("built-esbuild");
  await build({ absWorkingDir: project, entryPoints: ["src/main.js"], bundle: true, minify: true, format: "esm", outfile: join(out, "src", "main.js"), logLevel: "silent" });
  writeFileSync(join(out, "index.html"), readFileSync(within("index.html")));
  assert.deepEqual(await opened(out), SEEN);
});

test("Vite bundles it, and the bundle draws", async () => {
  const { build } = await import(pathToFileURL(tool("tests/hosts", "vite")));
  const out = within("built-vite");
  await build({ root: project, logLevel: "silent", base: "./", build: { outDir: out, chunkSizeWarningLimit: 5000 } });
  assert.deepEqual(await opened(out), SEEN);
});
