// `node integrity.mjs <dist> <version>`: integrity.json, the hash by which a page holds each script to what was released, and
// the script tag that does so, printed.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [dist = "", version] = process.argv.slice(2);
const files = Object.fromEntries(readdirSync(dist).filter((name) => /\.(m?js|css)$/.test(name)).sort().map((name) => (
  [name, `sha384-${createHash("sha384").update(readFileSync(join(dist, name))).digest("base64")}`]
)));
writeFileSync(join(dist, "integrity.json"), `${JSON.stringify({ version, files }, null, 2)}\n`);
console.log(`<script src="many-clocks.js" integrity="${files["many-clocks.js"]}" crossorigin="anonymous"></script>`);
