// `node sizes.mjs <dist> [<file>…]`: what a reader downloads, as it is and compressed. Fails where a file of dist/ is larger,
// compressed, than budgets.json beside the pages allows, or has no budget there.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`.padStart(10);

const [dist = "", ...others] = process.argv.slice(2);
/** @type {Record<string, number>} bytes of gzip */
const budgets = JSON.parse(readFileSync(new URL("../budgets.json", import.meta.url), "utf8"));
const files = readdirSync(dist).filter((name) => /\.(m?js|css|html)$/.test(name)).sort();
let faults = 0;
console.log(`${"".padEnd(18)}${["raw", "gzip", "brotli"].map((word) => word.padStart(10)).join("")}`);
for (const file of [...files.map((name) => join(dist, name)), ...others]) {
  const [bytes, name] = [readFileSync(file), basename(file)];
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;
  console.log(name.padEnd(18) + [bytes.length, gzip, brotli].map(kilobytes).join(""));
  const budget = budgets[name];
  if (others.includes(file) || (budget && gzip <= budget)) continue;
  console.error(budget ? `${name} is ${gzip} bytes gzipped; ${budget} are allowed` : `${name} has no budget in www/budgets.json`);
  faults += 1;
}
process.exitCode = faults ? 1 : 0;
