// node map.mjs OUT: writes every mapped reference case as one JSON array, for the native oracle test.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { mappedCases } from "./cases.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node map.mjs OUT.json");
  process.exit(2);
}
const cases = mappedCases();
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `[\n${cases.map((c) => JSON.stringify(c)).join(",\n")}\n]\n`);
console.log(`${cases.length} reference cases written`);
