// `node package.mjs <version> <description> <out>`: the package.json that makes dist/ a publishable package.
import { writeFileSync } from "node:fs";

const [version, description, out = ""] = process.argv.slice(2);

const manifest = {
  name: "many-clocks",
  version,
  description,
  license: "MIT",
  keywords: ["gradient-descent", "learning-rate", "condition-number", "optimization", "teaching", "web-component", "custom-elements"],
  // many-clocks.js is a classic script; modules and their types say so by their own endings.
  type: "commonjs",
  types: "./many-clocks.d.ts",
  exports: {
    ".": { types: "./many-clocks.d.mts", default: "./many-clocks.mjs" },
    "./many-clocks.mjs": { types: "./many-clocks.d.mts", default: "./many-clocks.mjs" },
    "./many-clocks.js": "./many-clocks.js",
    "./many-clocks.css": "./many-clocks.css",
    "./many-clocks.de.js": "./many-clocks.de.js",
    "./many-clocks.de.mjs": { types: "./language.d.mts", default: "./many-clocks.de.mjs" },
    "./many-clocks.en.mjs": { types: "./language.d.mts", default: "./many-clocks.en.mjs" },
    "./anywidget.mjs": { types: "./anywidget.d.mts", default: "./anywidget.mjs" },
    "./custom-elements.json": "./custom-elements.json",
    "./integrity.json": "./integrity.json",
    "./package.json": "./package.json",
  },
  customElements: "./custom-elements.json",
  unpkg: "./many-clocks.js",
  jsdelivr: "./many-clocks.js",
  // The chapter and its pictures are pages, not what a project installs; the one page for frames is.
  files: [
    "many-clocks.*", "anywidget.*", "language.d.mts", "custom-elements.json", "integrity.json", "embed.*", "oembed.json", "parent-snippet.txt",
    "elements.md", "catalogue.md", "picture*.svg",
  ],
  sideEffects: ["./many-clocks.js", "./many-clocks.css", "./many-clocks.de.js", "./many-clocks.de.mjs"],
  engines: { node: ">=20" },
};

writeFileSync(out, `${JSON.stringify(manifest, null, 2)}\n`);
