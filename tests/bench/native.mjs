// The core as a native program, measured by Criterion: tests/bench/native.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../browser/site.mjs";
import { CONFIG } from "./site/simulate.js";

/** The names of the benchmarks in benches/core.rs. */
const BENCHES = ["simulate", "landscape"];

export function native() {
  console.error("… native");
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "bench-config.json"), JSON.stringify(CONFIG));
  const { status } = spawnSync("cargo", ["bench", "--locked", "-p", "many-clocks-bench", "--bench", "core", "--profile", "speed"], {
    cwd: root, stdio: ["ignore", process.stderr, process.stderr], env: { ...process.env, CARGO_TARGET_DIR: target, CRITERION_HOME: join(target, "criterion") },
  });
  if (status !== 0) throw new Error("cargo bench failed");
  const estimate = (name) => JSON.parse(readFileSync(join(target, "criterion", name, "new", "estimates.json"), "utf8"));
  return Object.fromEntries(BENCHES.map((name) => [name, estimate(name).median.point_estimate / 1e6]));
}
