// `node picture.mjs <many-clocks.mjs> <config.json> <out folder>`: the picture of the README, a map beside its dials, as the
// engine draws them, once for each theme.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [module = "", config = "", out = ""] = process.argv.slice(2);
const { loadEngine } = await import(pathToFileURL(resolve(module)).href);
const engine = await loadEngine();
const experiment = engine.simulate(JSON.parse(readFileSync(config, "utf8")));
const STEP = 6;
const SIZES = { map: [560, 400], clocks: [400, 260] };
const EDGE = 20;

for (const theme of /** @type {const} */ (["light", "dark"])) {
  const { panel, rule } = engine.styles(theme).colours;
  let right = EDGE;
  const parts = Object.entries(SIZES).map(([view, [width = 0, height = 0]]) => {
    const svg = experiment.svg(view, { step: STEP, width, height, theme });
    const placed = svg.replace("<svg ", `<svg x="${right}" y="${EDGE + (SIZES.map[1] ?? 0) / 2 - height / 2}" `);
    right += width + EDGE;
    return placed;
  });
  const height = (SIZES.map[1] ?? 0) + 2 * EDGE;
  const frame = `<rect x="0.5" y="0.5" width="${right - 1}" height="${height - 1}" rx="14" fill="${panel}" stroke="${rule}"/>`;
  const name = theme === "light" ? "picture.svg" : "picture-dark.svg";
  writeFileSync(join(out, name), `<svg xmlns="http://www.w3.org/2000/svg" width="${right}" height="${height}" viewBox="0 0 ${right} ${height}">
${frame}
${parts.join("\n")}
</svg>
`);
}
