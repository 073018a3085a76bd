// `node sizes.mjs <file>…`: what a reader downloads, as it is and compressed. A file may be followed by a limit
// on its gzip in bytes (`many-clocks.js=130000`); above it the command fails.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`.padStart(10);

let tooLarge = false;
console.log(`${"".padEnd(16)}${["raw", "gzip", "brotli"].map((word) => word.padStart(10)).join("")}`);
for (const word of process.argv.slice(2)) {
  const [file = "", limit] = word.split("=");
  const bytes = readFileSync(file);
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;
  console.log(basename(file).padEnd(16) + [bytes.length, gzip, brotli].map(kilobytes).join(""));
  if (limit && gzip > Number(limit)) {
    console.error(`${basename(file)} is ${gzip} bytes gzipped; ${limit} are allowed`);
    tooLarge = true;
  }
}
process.exitCode = tooLarge ? 1 : 0;
