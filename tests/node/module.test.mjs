// What is compiled into the page: what it asks of the browser, what it needs of it, and that nothing of a machine travels along.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { unpack } from "../../www/lzma.mjs";
import { join as together } from "../../www/streams.mjs";
import { dist } from "./engine.mjs";

const root = new URL("../../", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
const text = (name) => readFileSync(new URL(name, root), "utf8");

const compiled = new Uint8Array(readFileSync(new URL("target/many_clocks.wasm", root)));
/** The module inside a script that ships, as the page takes it out. */
const inside = (name) => {
  const packed = /["'`]([A-Za-z0-9+/=]{10000,})["'`]/.exec(readFileSync(new URL(name, dist), "utf8"))[1];
  return together(unpack(new Uint8Array(Buffer.from(packed, "base64"))));
};
const SCRIPTS = ["many-clocks.js", "many-clocks.mjs", "anywidget.mjs"];
const shipped = new Map(SCRIPTS.map((name) => [name, inside(name)]));
const imports = (bytes) => WebAssembly.Module.imports(new WebAssembly.Module(bytes));
const exported = (bytes) => WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name, kind }) => `${kind} ${name}`);

/** All that the engine may ask of its surroundings, by the names that the generator gives it, without their hashes. */
const ALLOWED = [
  // A canvas and what is drawn on it.
  "instanceof_CanvasRenderingContext2d", "getContext", "width", "height", "beginPath", "moveTo", "lineTo", "arc", "closePath", "fill", "stroke", "clearRect",
  "fillText", "measureText", "width", "setTransform", "putImageData", "new_with_u8_clamped_array_and_sh", "set_fillStyle", "set_fillStyle", "set_font",
  "set_lineCap", "set_lineJoin", "set_lineWidth", "set_strokeStyle", "set_strokeStyle", "set_textAlign", "set_textBaseline",
  // Plain data in and out: arrays, objects and maps, a value as text for a message.
  "new", "new", "new", "get", "set", "set", "set", "set", "length", "entries", "isArray", "stringify", "Error",
  // What a value is.
  "__wbindgen_is_null", "__wbindgen_is_undefined", "__wbindgen_is_falsy", "__wbindgen_is_object", "__wbindgen_is_string", "__wbindgen_boolean_get",
  "__wbindgen_number_get", "__wbindgen_string_get",
  // The generator's own: an exception, its table, numbers and texts as values.
  "__wbindgen_throw", "__wbindgen_init_externref_table", "__wbindgen_generic", "__wbindgen_generic",
];

test("the module asks for what is allowed and for nothing else", () => {
  const asked = imports(compiled);
  const stems = asked.map(({ name }) => name.replace(/^__wbg_/, "").replace(/_[0-9a-f]{16}$/, "")).sort();
  assert.deepEqual(stems, [...ALLOWED].sort());
  for (const { module, kind } of asked) assert.deepEqual([module, kind], ["./many_clocks_bg.js", "function"]);
  // What ships has short names for the same: as many, in their order, with the same engine behind them.
  for (const [name, bytes] of shipped) {
    const short = imports(bytes);
    assert.equal(new Set(short.map((each) => each.name)).size, asked.length, name);
    for (const each of short) assert.ok(/^_[0-9a-z]{1,2}$/.test(each.name) && each.kind === "function", `${name} imports ${each.name}`);
    assert.deepEqual(exported(bytes), exported(compiled), name);
    assert.deepEqual(Buffer.compare(bytes, shipped.get(SCRIPTS[0])), 0, `${name} has another module`);
  }
});

test("no script and no binding makes code of text", () => {
  const code = (source) => source.replace(/["'`][A-Za-z0-9+/=]{10000,}["'`]/g, '""');
  const scripts = [["the bindings", text("target/bindgen/many_clocks.js")], ...readdirSync(dist).filter((name) => /\.m?js$/.test(name)).map((name) => [name, code(readFileSync(new URL(name, dist), "utf8"))])];
  assert.ok(scripts.length >= 8, `${scripts.length} scripts`);
  for (const [name, source] of scripts) {
    assert.doesNotMatch(source, /(?<![-\w$.])eval\s*\(/, `${name}: eval`);
    assert.doesNotMatch(source, /\bFunction\s*\(/, `${name}: Function()`);
    assert.doesNotMatch(source, /\bset(?:Timeout|Interval)\s*\(\s*["'`]/, `${name}: a timer of text`);
  }
});

/** rustc's features of the target, in the optimiser's words. */
const FEATURES = execFileSync("rustc", ["--print", "cfg", "--target", "wasm32-unknown-unknown"], { cwd: path("."), encoding: "utf8" })
  .split("\n").flatMap((line) => /^target_feature="(.*)"$/.exec(line)?.[1] ?? []);

/** A module without its custom sections: in one of them it may itself allow what it needs. */
function plain(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    const start = at;
    let [size, shift] = [0, 0];
    do size |= (bytes[at += 1] & 127) << shift;
    while (bytes[at] > 127 && (shift += 7));
    at += 1 + size;
    if (bytes[start] !== 0) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat(kept);
}

test("the module needs of an engine what the compiler says and nothing newer", () => {
  const folder = mkdtempSync(join(tmpdir(), "many-clocks-module-"));
  const file = join(folder, "plain.wasm");
  writeFileSync(file, plain(compiled));
  const validated = (features) => {
    const flags = features.map((name) => `--enable-${name === "nontrapping-fptoint" ? "nontrapping-float-to-int" : name}`);
    return spawnSync("node", [path("www/node_modules/binaryen/bin/wasm-opt"), "--mvp-features", ...flags, file, "-o", join(folder, "out.wasm")], { encoding: "utf8" });
  };
  const whole = validated(FEATURES);
  assert.equal(whole.status, 0, whole.stderr);
  // Without one of those that it uses it is refused: this test can fail.
  assert.notEqual(validated(FEATURES.filter((name) => name !== "nontrapping-fptoint")).status, 0);
  rmSync(folder, { recursive: true });
  for (const bytes of [compiled, ...shipped.values()]) {
    assert.ok(WebAssembly.validate(bytes));
    const module = new WebAssembly.Module(bytes);
    // Names, sources and tools of the build stay there.
    for (const section of ["name", "producers", "linking", "sourceMappingURL", ".debug_info", ".debug_line", ".debug_str"]) assert.equal(WebAssembly.Module.customSections(module, section).length, 0, section);
    for (const section of WebAssembly.Module.customSections(module, "target_features")) {
      const named = new TextDecoder().decode(section).match(/[a-z][a-z0-9-]+/g);
      assert.deepEqual(named.filter((name) => !FEATURES.includes(name) && !IMPLIED.includes(name)), []);
    }
  }
});
/** What LLVM names beside the features that contain them. */
const IMPLIED = ["bulk-memory-opt", "call-indirect-overlong"];

test("generator and library are of one version, pinned", () => {
  const locked = new Map([...text("Cargo.lock").matchAll(/name = "([^"]+)"\nversion = "([^"]+)"/g)].map(([, name, version]) => [name, version]));
  const version = locked.get("wasm-bindgen");
  for (const part of ["wasm-bindgen-cli-support", "wasm-bindgen-macro", "wasm-bindgen-macro-support", "wasm-bindgen-shared"]) assert.equal(locked.get(part), version, part);
  assert.equal(/^wasm-bindgen = "=(.+)"$/m.exec(text("Cargo.toml"))?.[1], version);
  assert.equal(/^wasm-bindgen-cli-support = "=(.+)"$/m.exec(text("www/bindgen/Cargo.toml"))?.[1], version);
  assert.equal(locked.get("js-sys"), locked.get("web-sys"), "both come with one generator");
});

test("no path of a machine is in the module or in a file that ships", () => {
  const here = [path("."), `${homedir().replace(/\/$/, "")}/`, ".cargo/registry", "/registry/src/", ".rustup/"].filter((place) => place.length > 1);
  const files = [["target/many_clocks.wasm", compiled], ...[...shipped].map(([name, bytes]) => [`the module in ${name}`, bytes]),
    ...readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [entry.name, readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`)])];
  for (const [name, bytes] of files) for (const place of here) assert.ok(!Buffer.from(bytes).includes(place), `${place} in ${name}`);
  for (const [name, bytes] of files.slice(0, 1 + SCRIPTS.length)) {
    const found = /\/(?:home|root|tmp|work|Users|usr|opt|var)\/[\w./-]*/.exec(Buffer.from(bytes).toString("latin1"));
    assert.equal(found, null, `${found} in ${name}`);
  }
});
