// node map.mjs OUT: writes every mapped reference case as one JSON array, for the native oracle test, and beside it
// replay.json, the recorded points and gradients that the native replay test feeds to each method.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mappedCases, replayCases } from "./cases.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node map.mjs OUT.json");
  process.exit(2);
}
const write = (path, cases) => writeFileSync(path, `[\n${cases.map((c) => JSON.stringify(c)).join(",\n")}\n]\n`);
const [cases, replayed] = [mappedCases(), replayCases()];
mkdirSync(dirname(out), { recursive: true });
write(out, cases);
write(join(dirname(out), "replay.json"), replayed);
console.log(`${cases.length} reference cases written, ${replayed.length} to be replayed`);
