// What the browser opens: the build itself, the peers as their packages ship them, and the pages of the contests.
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../browser/site.mjs";

const packages = join(root, "tests", "node_modules");
const PEERS = {
  "d3-array": "dist/d3-array.min.js",
  "d3-contour": "dist/d3-contour.min.js",
  "d3-geo": "dist/d3-geo.min.js",
  "plotly.js-cartesian-dist-min": "plotly-cartesian.min.js",
  jsxgraph: "distrib/jsxgraphcore.js",
};

/** Where a peer's one file is. */
export const fileOf = (name) => join(packages, name, PEERS[name]);
export const peers = Object.keys(PEERS);

/** @returns {string} the folder that is served */
export function layOut() {
  const site = join(root, "target", "bench-site");
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, "peers"), { recursive: true });
  const pages = fileURLToPath(new URL("./site/", import.meta.url));
  cpSync(join(root, "dist"), join(site, "dist"), { recursive: true });
  cpSync(pages, site, { recursive: true, filter: (path) => !path.endsWith(".js") });
  cpSync(pages, join(site, "bench"), { recursive: true, filter: (path) => !path.endsWith(".html") });
  for (const name of peers) cpSync(fileOf(name), join(site, "peers", PEERS[name].split("/").at(-1)));
  return site;
}

/** The versions that are compared, by package. */
export function versions() {
  const of = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  return Object.fromEntries([["many-clocks", of(join(root, "dist"))], ...peers.map((name) => [name, of(join(packages, name))])]);
}
