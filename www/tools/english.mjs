// `node english.mjs <many-clocks.mjs> <out>`: many-clocks.en.mjs, every text that a translation exchanges: the page's and, by
// their English, the engine's.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { DE } from "../language/de.mjs";
import { EN } from "../language/en.mjs";

const [script = "", out = ""] = process.argv.slice(2);
const { loadEngine } = await import(pathToFileURL(script).href);
const engine = await loadEngine();
const { numerals: _, ...pictures } = engine.wordings();
const catalogue = engine.catalogue();
const labels = new Set();
for (const entry of [...catalogue.losses, ...catalogue.optimizers, ...catalogue.schedules]) {
  labels.add(entry.label);
  for (const parameter of entry.parameters) labels.add(parameter.label);
}
/** @param {Iterable<string>} texts */
const themselves = (texts) => Object.fromEntries([...texts].map((text) => [text, text]));
// Lines of the ledger and what the engine expects are in no catalogue: those that another language has worded.
const english = {
  ...EN,
  labels: themselves([...labels, ...Object.keys(DE.labels)]),
  expectations: themselves(Object.keys(DE.expectations)),
  pictures,
};
writeFileSync(out, `// The texts of Many Clocks in English. A translation is a copy of this with other words on the right.\nexport default ${JSON.stringify(english, null, 2)};\n`);
