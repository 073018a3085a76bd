// The hosts' own programs. Each comes by the ordinary client of its registry, pinned, into target/hosts/ or node_modules; one that
// cannot be installed is an error that says which.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
export const target = fileURLToPath(new URL("../../target/hosts/", import.meta.url));

/** What a program writes; what it complains of is the reason of its failure. */
export function run(program, words, folder, env = {}) {
  return new Promise((done, fail) => {
    execFile(program, words, { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 24, timeout: 300_000 }, (error, stdout, stderr) => {
      if (!error) return done(stdout);
      const said = `${stdout}${stderr}`.trim().split("\n").slice(-12).join("\n");
      fail(new Error(error.code === "ENOENT" ? `${program} is missing` : `${program} ${words.join(" ")}: ${said || error.message}`));
    });
  });
}

/** Once a run, however many hosts ask. @type {Map<string, Promise<unknown>>} */
const asked = new Map();
function once(name, install) {
  if (!asked.has(name)) asked.set(name, install());
  return asked.get(name);
}

const same = (list, mark) => existsSync(mark) && readFileSync(mark, "utf8") === readFileSync(list, "utf8");

/** An environment with what a list pins; returns the folder of its programs. @returns {Promise<string>} */
export function python(list) {
  return once(list, async () => {
    const place = join(target, list.replace(/\.txt$/, ""));
    const [bin, mark, wanted] = [join(place, "bin"), join(place, "installed.txt"), join(here, list)];
    if (same(wanted, mark)) return bin;
    console.log(`# installing ${list} with pip`);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    await run("python3", ["-m", "venv", place], here).catch((error) => {
      throw new Error(`no environment for Python. Debian, Ubuntu: apt-get install python3-venv (${error.message.split("\n").pop()})`);
    });
    await run(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", wanted], here);
    copyFileSync(wanted, mark);
    return bin;
  });
}

/** The packages of package-lock.json, as `npm_packages` of build.sh installs them. */
export function node() {
  return once("node", async () => {
    const [lock, mark] = [join(here, "package-lock.json"), join(here, "node_modules", ".installed-lock")];
    if (same(lock, mark)) return;
    console.log("# installing package-lock.json with npm");
    await run("npm", ["ci", "--loglevel=error"], here);
    copyFileSync(lock, mark);
  });
}

/** A package of the system. */
export function debian(name) {
  return once(name, async () => {
    try {
      await run(name, ["--version"], here);
      return;
    } catch {
      console.log(`# installing ${name} with apt`);
    }
    const sudo = process.getuid?.() === 0 ? [] : ["sudo"];
    const apt = (...words) => {
      const [program, ...rest] = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...words];
      return run(program, rest, here);
    };
    await apt("update", "-qq")
      .then(() => apt("install", "-y", "-qq", "--no-install-recommends", name))
      .catch((error) => {
        throw new Error(`${name} is missing. Debian, Ubuntu: apt-get install ${name} (${error.message.split("\n").pop()})`);
      });
  });
}
