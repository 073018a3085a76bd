// `node stylesheet.mjs <many-clocks.mjs> <out.css>`: the colours of the figures as custom properties, from the engine.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module = "", out = ""] = process.argv.slice(2);
const { loadEngine } = await import(pathToFileURL(module).href);
writeFileSync(out, (await loadEngine()).stylesheet());
