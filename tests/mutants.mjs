// node tests/mutants.mjs [--only=TEXT] [--again]: every mutant that `cargo mutants` lists, at the price of one build.
//
// `cargo mutants` builds the tests anew for each mutant, which takes hours for all of them. Here each mutated function
// keeps its own body and gets the mutated ones beside it, all in one build; MUTANT in the environment says which runs.
// A mutant that does not compile is taken out and the rest is built again. What has no body to choose at run time (a
// constant, a closure in one) is left to `cargo mutants`: the last lines say how many.
//
// Outcomes are kept in target/mutants/outcomes.json, so that a run may be stopped; --again asks again for those that
// were missed, after a test was added, and --only for those whose name contains TEXT. They belong to the sources that
// they were made with: delete the file when a line has moved. tests/mutants.md says what came out.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const place = join(root, "target/mutants");
const tree = join(place, "tree");
const record = join(place, "outcomes.json");
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice(7);
const again = process.argv.includes("--again");

// Tests of pictures judge nothing here, and a corpus that is timed by the clock may fail for other reasons than a mutant.
const LEFT_OUT = /^(plot_golden|plot_robust|fuzz)$/;
const env = {
  ...process.env,
  CARGO_TARGET_DIR: join(place, "build"),
  CARGO_PROFILE_DEV_DEBUG: "0",
  CARGO_PROFILE_DEV_OPT_LEVEL: "1",
  RUST_BACKTRACE: "0",
  // That a property fails is enough; the smallest case that does is not asked for.
  PROPTEST_MAX_SHRINK_ITERS: "0",
};

const say = (...words) => console.log(new Date().toTimeString().slice(0, 8), ...words);
const read = (file) => readFileSync(join(root, file), "utf8");
/** Writes what has changed only: cargo looks at times. */
function write(file, text) {
  const path = join(tree, file);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || !readFileSync(path).equals(Buffer.from(text))) writeFileSync(path, text);
}

// ------------------------------------------------------------------------------------------------- the woven sources

const listed = execFileSync("cargo", ["mutants", "--list", "--json"], { cwd: root, maxBuffer: 1 << 28 });
const mutants = JSON.parse(listed.toString()).map((mutant, index) => ({ ...mutant, index: index + 1 }));
const mutated = new Set(mutants.map(({ file }) => file));
const outcomes = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
const keep = () => writeFileSync(record, JSON.stringify(outcomes, null, 1));

/** A source as characters, which is what columns count, and where its lines begin. */
function source(file) {
  const text = [...read(file)];
  const lines = [0];
  text.forEach((character, at) => character === "\n" && lines.push(at + 1));
  return { text, at: ({ line, column }) => lines[line - 1] + column - 1 };
}
const sources = new Map([...mutated].map((file) => [file, source(file)]));

/** From where to where a function's body goes, without its braces; null where it runs while compiling. */
function body({ file, function: own }) {
  if (!own) return null;
  const { text, at } = sources.get(file);
  let [from, to] = [at(own.span.start), at(own.span.end)];
  // Its documentation and attributes come first.
  for (let rest; (rest = text.slice(from, from + 2).join("")); ) {
    if (/^\s/.test(rest)) from++;
    else if (rest === "//" || rest[0] === "#") while (text[from] !== "\n") from++;
    else break;
  }
  if (/^[^(]*\bconst fn\b/.test(text.slice(from, from + 60).join(""))) return null;
  for (let depth = 0; !(depth === 0 && text[from] === "{"); from++) {
    if ("([".includes(text[from])) depth++;
    else if (")]".includes(text[from])) depth--;
  }
  while (text[to - 1] !== "}") to--;
  return [from + 1, to - 1];
}
for (const mutant of mutants) mutant.body = body(mutant);
const woven = mutants.filter((mutant) => mutant.body);
const builds = (mutant) => outcomes[mutant.name]?.outcome !== "unviable";

/** Writes the sources with all bodies in them; returns, for each file, which lines are whose. */
function weave() {
  const owners = {};
  for (const [file, { text, at }] of sources) {
    const bodies = new Map();
    for (const mutant of woven.filter((mutant) => mutant.file === file && builds(mutant))) {
      const key = mutant.body.join();
      bodies.set(key, [...(bodies.get(key) ?? []), mutant]);
    }
    let [out, done, line] = ["", 0, 1];
    const put = (part) => { out += part; line += part.split("\n").length - 1; };
    const slice = (from, to) => text.slice(from, to).join("");
    owners[file] = [];
    for (const group of [...bodies.values()].sort((a, b) => a[0].body[0] - b[0].body[0])) {
      const [from, to] = group[0].body;
      put(`${slice(done, from)} match crate::mutant() {\n`);
      for (const mutant of group) {
        const first = line;
        put(`${mutant.index}u32 => {${slice(from, at(mutant.span.start))}${mutant.replacement}${slice(at(mutant.span.end), to)}\n}\n`);
        owners[file].push({ first, last: line - 1, mutant });
      }
      put(`_ => {${slice(from, to)}}\n}`);
      done = to;
    }
    put(slice(done));
    write(file, out);
  }
  write("src/lib.rs", `${read("src/lib.rs")}
#[doc(hidden)]
pub fn mutant() -> u32 {
    static CHOSEN: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *CHOSEN.get_or_init(|| std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
}
`);
  return owners;
}

// ------------------------------------------------------------------------------------------------- the one build

/** Builds until what is left compiles; returns the programs of the tests. */
function build() {
  for (;;) {
    const owners = weave();
    say("building", woven.filter(builds).length, "mutants");
    const made = spawnSync("cargo", ["test", "--locked", "-p", "many-clocks", "--no-run", "--message-format=json"], {
      cwd: tree, env, maxBuffer: 1 << 30, encoding: "utf8",
    });
    const messages = made.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    if (made.status === 0) {
      const programs = messages.filter((message) => message.executable && message.profile.test);
      return programs.map(({ target, executable: path }) => ({ name: target.kind[0] === "test" ? target.name : "lib", path }));
    }
    let found = false;
    for (const { message } of messages.filter((one) => one.message?.level === "error")) {
      for (const { file_name: file, line_start: line } of message.spans.filter((span) => span.is_primary)) {
        const owner = owners[file]?.find(({ first, last }) => first <= line && line <= last);
        if (!owner) throw new Error(message.rendered);
        outcomes[owner.mutant.name] = { outcome: "unviable", why: message.message };
        found = true;
      }
    }
    if (!found) throw new Error(made.stderr);
    keep();
  }
}

// ------------------------------------------------------------------------------------------------- the runs

/** Runs one program of tests; a limit of processor time holds however busy the machine is, one of the clock what sleeps. */
function run(test, index, seconds) {
  return new Promise((resolve) => {
    const started = Date.now();
    const limits = `ulimit -t ${seconds}; ulimit -v 8000000; exec "$0" -q --test-threads=2`;
    const child = spawn("bash", ["-c", limits, test.path], {
      cwd: tree, env: { ...env, MUTANT: String(index) }, stdio: ["ignore", "pipe", "ignore"], detached: true,
    });
    let [out, late] = ["", false];
    child.stdout.on("data", (data) => { if (out.length < 1e5) out += data; });
    const clock = setTimeout(() => { late = true; process.kill(-child.pid, "SIGKILL"); }, 1000 * (60 + 12 * seconds));
    child.on("close", (code, signal) => {
      clearTimeout(clock);
      const failed = [...out.matchAll(/^---- (\S+) stdout ----/gm)].map((match) => match[1]);
      resolve({ passed: code === 0, timeout: late || ["SIGKILL", "SIGXCPU"].includes(signal), failed, out, ms: Date.now() - started });
    });
  });
}

/** What writes files at one place has it to itself: two at once would fail for another reason than a mutant. */
const ALONE = "scripts";
let before = Promise.resolve();
function alone(test, index, seconds) {
  if (test.name !== ALONE) return run(test, index, seconds);
  return (before = before.then(() => run(test, index, seconds)));
}

/** Asks the tests in turn, those first that have caught a neighbour; what only one may ask at a time is never first. */
async function judge(mutant, tests, killers) {
  const known = killers.get(mutant.function.function_name) ?? killers.get(mutant.file) ?? [];
  for (const test of new Set([...known, ...tests])) {
    const { passed, timeout, failed } = await alone(test, mutant.index, Math.ceil(5 + (6 * test.ms) / 1000));
    if (passed) continue;
    if (test.name !== ALONE) for (const key of [mutant.function.function_name, mutant.file]) {
      killers.set(key, [...new Set([test, ...(killers.get(key) ?? [])])].slice(0, 4));
    }
    return { outcome: timeout ? "timeout" : "caught", by: test.name, tests: failed.slice(0, 3) };
  }
  return { outcome: "missed" };
}

mkdirSync(tree, { recursive: true });
const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
for (const file of files.toString().split("\0").filter(Boolean)) {
  if (!mutated.has(file) && file !== "src/lib.rs" && existsSync(join(root, file))) write(file, readFileSync(join(root, file)));
}
for (const file of ["oracle.json", "replay.json"]) cpSync(join(root, "target", file), join(tree, "target", file));

const tests = build().filter(({ name }) => !LEFT_OUT.test(name));
for (const test of tests) {
  const { passed, out, ms } = await run(test, 0, 600);
  if (!passed) throw new Error(`${test.name} fails without any mutant:\n${out}`);
  test.ms = ms;
}
tests.sort((a, b) => a.ms - b.ms);

const open = ({ name }) => !outcomes[name] || (again && outcomes[name].outcome === "missed");
const queue = woven.filter((mutant) => (!only || mutant.name.includes(only)) && open(mutant));
const killers = new Map();
say(queue.length, "mutants to judge with", tests.map(({ name }) => name).join(", "));
async function work() {
  for (let mutant; (mutant = queue.shift()); keep()) {
    outcomes[mutant.name] = await judge(mutant, tests, killers);
    if (outcomes[mutant.name].outcome !== "caught") say(outcomes[mutant.name].outcome, mutant.name);
  }
}
await Promise.all([work(), work()]);

const table = {};
for (const mutant of mutants) {
  const module = mutant.file.split(/[/.]/)[1];
  const outcome = mutant.body ? (outcomes[mutant.name]?.outcome ?? "open") : "not woven";
  (table[module] ??= {})[outcome] = (table[module][outcome] ?? 0) + 1;
}
console.table(table);
