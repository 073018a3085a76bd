// `node bundle.mjs <glue dir> <module.wasm> <out dir> <version>`: writes many-clocks.js, many-clocks.mjs, anywidget.mjs and
// the languages beside them.
//
// All carry the compiled engine as text: a page opened from a disk may not fetch, and a strict policy allows no blob:
// or data: script. The text is base64 of the LZMA of the module's streams (streams.mjs), measured a quarter smaller than
// of the module's gzip; lzma.mjs undoes it on the page. Both of these weigh a twentieth of what they save.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import lzma from "lzma";
import { unpack } from "./lzma.mjs";
import { join as together, split } from "./streams.mjs";
import { shorten } from "./tools/shorten.mjs";

const [glue, wasm, out, version] = process.argv.slice(2);
if (!glue || !wasm || !out || !version) {
  console.error("usage: node bundle.mjs <glue dir> <module.wasm> <out dir> <version>");
  process.exit(2);
}
const here = fileURLToPath(new URL(".", import.meta.url));
const bindings = shorten(await readFile(join(glue, "many_clocks.js"), "utf8"), await readFile(wasm));
/** @param {string} what @param {string} by */
function patched(what, by) {
  if (!bindings.glue.includes(what)) throw new Error(`the bindings do not have: ${what}`);
  bindings.glue = bindings.glue.replaceAll(what, by);
}
// An instance that has trapped is replaced, and what is collected late belongs to the one that it came from: instance.mjs
// does both, where the bindings know of one instance only.
patched("if (wasm !== undefined) return wasm;", "");
patched("typeof FinalizationRegistry === 'undefined'", "true");
const parts = split(bindings.module);
const packed = Uint8Array.from(lzma.compress(parts, 9));
// A header that leaves the length open would never end on the page. Equal streams are equal code; that what does not
// travel came out right as well is for the engine to say.
const unpacked = together(unpack(packed));
if (Buffer.compare(split(unpacked), parts) !== 0 || !WebAssembly.validate(unpacked)) {
  throw new Error("what was packed does not come out again");
}
const inside = Buffer.from(packed).toString("base64");

/**
 * `virtual:glue` is the generated binding code, `virtual:wasm` the engine's bytes as a string.
 * @type {import("esbuild").Plugin}
 */
const engine = {
  name: "engine",
  setup(on) {
    on.onResolve({ filter: /^virtual:glue$/ }, () => ({ path: "glue", namespace: "virtual", sideEffects: false }));
    on.onResolve({ filter: /^virtual:wasm$/ }, () => ({ path: "wasm", namespace: "virtual", sideEffects: false }));
    on.onLoad({ filter: /^glue$/, namespace: "virtual" }, () => ({ contents: bindings.glue }));
    on.onLoad({ filter: /^wasm$/, namespace: "virtual" }, () => ({ contents: `export default "${inside}";` }));
    // A style sheet travels as text; minified like everything else.
    on.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: common.target });
      return { contents: code, loader: "text" };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  // The browser floor of the contract. ASCII output, so that the page's encoding cannot break the script.
  target: ["chrome111", "firefox115", "safari16.4"],
  charset: "ascii",
  loader: { ".svg": "text" },
  legalComments: "none",
  banner: { js: `/*! Many Clocks ${version} | MIT License */` },
  plugins: [engine],
  logLevel: "warning",
  // A name that the engine's bindings lack would be a call of undefined on the page.
  logOverride: { "import-is-undefined": "error" },
};

try {
  await Promise.all([
    build({
      ...common,
      entryPoints: ["entry-classic.mjs"],
      outfile: join(out, "many-clocks.js"),
      format: "iife",
      globalName: "ManyClocks",
      // The glue's own loader asks for it; nothing here calls that loader and the bundler drops it.
      define: { "import.meta.url": "undefined" },
    }),
    build({
      ...common,
      entryPoints: ["entry-module.mjs"],
      outfile: join(out, "many-clocks.mjs"),
      format: "esm",
    }),
    build({ ...common, entryPoints: ["entry-de.mjs"], outfile: join(out, "many-clocks.de.js"), format: "iife" }),
    build({ ...common, entryPoints: ["entry-de.mjs"], outfile: join(out, "many-clocks.de.mjs"), format: "esm" }),
    build({
      ...common,
      entryPoints: ["entry-anywidget.mjs"],
      outfile: join(out, "anywidget.mjs"),
      format: "esm",
    }),
  ]);
} catch {
  process.exitCode = 1; // esbuild has said what and where
}
