// `node inspect.mjs <dist>`: what the shipped scripts must not contain, because a strict policy, a sandbox or a
// page opened from a disk refuses it. Prints one line for each finding and fails if there is one.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What each script must not say, and the name under which a finding is reported. @type {[string, RegExp][]} */
const EVERYWHERE = [
  ["eval", /(?<![-\w])eval\b/],
  ["new Function", /\bnew\s+Function\b|\bFunction\s*\(\s*["'`]/],
  ["fetch", /\bfetch\s*\(/],
  ["XMLHttpRequest", /\bXMLHttpRequest\b/],
  ["innerHTML", /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b/],
  ["document.write", /\bdocument\s*\.\s*write/],
  ["import()", /\bimport\s*\(/],
  ["Worker", /\bnew\s+(Shared)?Worker\b/],
  ["createObjectURL", /\bcreateObjectURL\b/],
  ["style attribute", /\bsetAttribute\(\s*["'`]style["'`]/],
  ["a machine's path", /["'`(\s]\/(home|root|tmp|work|Users)\//],
];
const CLASSIC_ONLY = /** @type {[string, RegExp][]} */ ([
  ["import or export", /(^|[;}\s])(import|export)\s*[{"'*]/],
  ["import.meta", /\bimport\.meta\b/],
]);

const [dist = ""] = process.argv.slice(2);
const findings = [];
for (const name of ["many-clocks.js", "many-clocks.mjs"]) {
  const text = readFileSync(join(dist, name), "utf8");
  // The engine's bytes are one long string; its letters may spell anything and mean nothing.
  const inside = /["'`]([A-Za-z0-9+/=]{10000,})["'`]/.exec(text)?.[1];
  if (!inside) {
    findings.push(`${name}: the engine's bytes are not inside`);
    continue;
  }
  const code = text.replace(inside, "");
  for (const [what, pattern] of name.endsWith(".js") ? [...EVERYWHERE, ...CLASSIC_ONLY] : EVERYWHERE) {
    const hit = pattern.exec(code);
    if (hit) findings.push(`${name}: ${what}: …${code.slice(Math.max(0, hit.index - 40), hit.index + 40)}…`);
  }
}
for (const finding of findings) console.error(finding);
console.log(`${findings.length === 0 ? "nothing" : findings.length} of what a strict policy refuses is in the scripts`);
process.exitCode = findings.length === 0 ? 0 : 1;
