/**
 * `node many-clocks.mjs svg config.json --view map --step 6 > figure.svg`: a figure for print, slides, a README.
 *
 * This module travels inside many-clocks.mjs, which browsers load and bundlers read: it names no Node module in
 * an import. `process.getBuiltinModule` gives them instead, and only when the file is run as a command.
 */

const USAGE = `usage: node many-clocks.mjs svg <config.json> [options] > figure.svg
  <config.json>     the configuration; - reads standard input
  --view <id>       map, clocks, … (default: map)
  --step <k>        the step to show (default: 0)
  --width <px>      the picture's width
  --height <px>     its height
  --theme <name>    light or dark`;

/** Options with a number as value; the others take a word. An absent one is left to the engine. */
const NUMBERS = ["step", "width", "height"];
const WORDS = ["view", "theme"];

/** Something wrong with the command line itself. */
class UsageError extends Error {}

/**
 * What the command line uses of the engine.
 * @typedef {{ free(): void, svg(view: string, options: Record<string, unknown>): string }} Experiment
 * @typedef {{ simulate(config: any): Experiment }} Engine
 */

/**
 * Runs the command line when the process was started with this very file; does nothing in a browser, or when
 * another module imports it. The name is compared too, so that a bundle that swallowed this module is not taken
 * for the command.
 * @param {string} url the running module's `import.meta.url`
 * @param {() => Promise<Engine>} loadEngine
 */
export function runWhenMain(url, loadEngine) {
  const { process } = /** @type {any} */ (globalThis);
  if (!process?.versions?.node || !process.argv?.[1] || !url.endsWith("/many-clocks.mjs")) return;
  // With `node -e code word`, the word stands where the start file would.
  if (process.execArgv.some((/** @type {string} */ word) => /^(-[ep]|-pe|--eval|--print)/.test(word))) return;
  if (!process.getBuiltinModule) {
    // Too old to look further, yet the person at the prompt should not face silence.
    if (/[\\/]many-clocks\.mjs$/.test(process.argv[1])) fail(process, new Error("the command line needs Node 20.16 or newer"));
    return;
  }
  const fs = process.getBuiltinModule("node:fs");
  const { pathToFileURL } = process.getBuiltinModule("node:url");
  try {
    if (pathToFileURL(fs.realpathSync(process.argv[1])).href !== url) return;
  } catch {
    return; // the start file no longer exists: whatever it was, it was not this one
  }
  run(process, fs, loadEngine).catch((error) => fail(process, error));
}

/**
 * @param {any} process
 * @param {any} fs
 * @param {() => Promise<Engine>} loadEngine
 */
async function run(process, fs, loadEngine) {
  const { path, view, options } = parse(process.argv.slice(2));
  const config = read(fs, path);
  const engine = await loadEngine();
  const experiment = engine.simulate(config);
  try {
    process.stdout.write(experiment.svg(view, options));
  } finally {
    experiment.free();
  }
}

/** @param {string[]} words */
function parse(words) {
  const [verb, ...rest] = words;
  if (verb !== "svg") throw new UsageError(verb === undefined ? "nothing to do" : `unknown command: ${verb}`);
  /** @type {string | undefined} */
  let path;
  /** @type {Record<string, string | number>} */
  const options = {};
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith("--")) {
      if (path !== undefined) throw new UsageError(`one configuration at a time: ${word}`);
      path = word;
      continue;
    }
    const [name, inline] = split(word.slice(2));
    if (!NUMBERS.includes(name) && !WORDS.includes(name)) throw new UsageError(`unknown option: --${name}`);
    const value = inline ?? rest.shift();
    if (value === undefined || value === "") throw new UsageError(`--${name} needs a value`);
    options[name] = NUMBERS.includes(name) ? number(name, value) : value;
  }
  if (path === undefined) throw new UsageError("no configuration file");
  const { view = "map", ...others } = options;
  return { path, view: String(view), options: others };
}

/** `name=value` or `name`. @param {string} word @returns {[string, string | undefined]} */
function split(word) {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** @param {string} name @param {string} text */
function number(name, text) {
  const value = Number(text);
  if (Number.isNaN(value)) throw new UsageError(`--${name} needs a number, not ${text}`);
  return value;
}

/** @param {any} fs @param {string} path */
function read(fs, path) {
  // Descriptor 0 is standard input, on every system.
  const text = fs.readFileSync(path === "-" ? 0 : path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {any} process @param {any} error */
function fail(process, error) {
  const where = error?.field ? `${error.field}: ` : "";
  process.stderr.write(`many-clocks: ${where}${error?.message ?? error}\n`);
  if (error instanceof UsageError) process.stderr.write(`${USAGE}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
