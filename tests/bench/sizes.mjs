// What a reader downloads, and what the peers' readers do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../browser/site.mjs";
import { fileOf, peers } from "./layout.mjs";

const gzip = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

export const sizes = () => Object.fromEntries([
  ["many-clocks.js", gzip(join(root, "dist", "many-clocks.js"))], ...peers.map((name) => [name, gzip(fileOf(name))]),
]);
