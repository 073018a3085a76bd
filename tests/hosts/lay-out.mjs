// A host's folder: its fixture with the guide's snippets in their places, and what it needs of dist/.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { snippets } from "./guide.mjs";
import { run, target } from "./tools.mjs";

const fixtures = fileURLToPath(new URL("./fixtures/", import.meta.url));
export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
export const sites = join(target, "sites");
const MARK = /^([ \t]*)@@([\w./-]+)@@$/gm;

/** @param {import("./hosts.mjs").Host} host @returns {Promise<string>} the folder */
export async function layOut({ name, files }) {
  const folder = join(sites, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(fixtures, name), folder, { recursive: true });
  for (const [file, place] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    cpSync(join(dist, file), join(folder, place));
  }
  const own = snippets(join(dist, "embedding.html")).filter((each) => each.host === name);
  const used = new Set();
  for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!path.isFile() || /\.m?js$/.test(path.name)) continue;
    const full = join(path.parentPath ?? path.path, path.name);
    const inside = full.slice(folder.length + 1);
    const before = readFileSync(full, "utf8");
    const after = before.replace(MARK, (_, indent, mark) => {
      // A place that names a file takes what the guide puts there: the same snippet on another page.
      const snippet = own.find((each) => (each.file === inside && each.at === mark) || each.file === mark);
      if (!snippet) throw new Error(`${name}/${inside}: the guide has no snippet for ${mark}`);
      used.add(snippet);
      return snippet.text.split("\n").map((line) => (line ? indent + line : line)).join("\n");
    });
    if (after !== before) writeFileSync(full, after);
  }
  for (const snippet of own) {
    if (used.has(snippet) || snippet.command || !snippet.file) continue;
    const full = join(folder, snippet.file);
    if (existsSync(full)) throw new Error(`${name}/${snippet.file}: no place for a snippet of the guide: ${snippet.text.split("\n")[0]}`);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `${snippet.text}\n`);
  }
  for (const { text } of own.filter(({ command }) => command)) await run("sh", ["-ec", text], folder);
  return folder;
}
