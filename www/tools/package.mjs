// `node package.mjs <version> <description> <out>`: the package.json that makes dist/ a publishable package.
import { writeFileSync } from "node:fs";

const [version, description, out = ""] = process.argv.slice(2);

const manifest = {
  name: "many-clocks",
  version,
  description,
  license: "MIT",
  keywords: ["gradient-descent", "learning-rate", "condition-number", "optimization", "teaching", "web-component", "custom-elements"],
  types: "./many-clocks.d.ts",
  // No "type": many-clocks.js is a classic script, and the module says so by its own ending.
  exports: {
    ".": { types: "./many-clocks.d.ts", default: "./many-clocks.mjs" },
    "./many-clocks.mjs": { types: "./many-clocks.d.ts", default: "./many-clocks.mjs" },
    "./many-clocks.js": "./many-clocks.js",
    "./many-clocks.css": "./many-clocks.css",
    "./anywidget.mjs": "./anywidget.mjs",
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json",
  },
  customElements: "./custom-elements.json",
  unpkg: "./many-clocks.js",
  jsdelivr: "./many-clocks.js",
  sideEffects: ["./many-clocks.js", "./many-clocks.css"],
  engines: { node: ">=20" },
};

writeFileSync(out, `${JSON.stringify(manifest, null, 2)}\n`);
