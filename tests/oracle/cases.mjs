// Reads the reference files beside this one and pairs every case with an engine configuration.
// Kept apart from any test runner, so that the Node tests and the native ones see exactly the same list.
import { readFileSync, readdirSync } from "node:fs";
import { toConfig, toLoss } from "./to-config.mjs";

const folder = new URL("./", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

/** Not trajectories, but tables of values. */
const TABLES = new Set(["surfaces.json", "quadratic_truth.json"]);

/** Every reference trajectory of every file, in a fixed order. */
export function allCases() {
  const files = readdirSync(folder)
    .filter((f) => f.endsWith(".json") && !TABLES.has(f))
    .sort();
  return files.flatMap((f) => read(f).cases);
}

/**
 * The cases that this project's conventions cover, as engine configurations.
 * @returns {{id: string, source: string, optimizer: string, config: object, lastStep: number,
 *   tolerance: number, theta: number[][], stopped: string}[]}
 */
export function mappedCases() {
  return allCases().flatMap((c) => {
    const mapped = toConfig(c);
    if (!mapped) return [];
    return [
      {
        id: c.id,
        source: c.source,
        optimizer: mapped.config.tracks[0].optimizer,
        ...mapped,
        tolerance: Math.max(mapped.tolerance, singlePrecision(c, mapped.lastStep)),
        // Only what is compared: beyond lastStep the reference itself is not reproducible.
        theta: c.theta.slice(0, mapped.lastStep + 1),
        stopped: c.stopped,
      },
    ];
  });
}

/**
 * How far a trajectory may be off because Optax works its schedules out in single precision even where everything else
 * is double: the rates that follow from the recorded points are the formula's, rounded to 24 bits.
 *
 * A rate is made by at most four such roundings of numbers no larger than the peak, so it is off by 4 · 2⁻²⁴ of it, and
 * the step that it leaves by as much times the gradient. Where ηH is between 0 and 2, later steps only shrink that.
 */
function singlePrecision({ source, hyper, grad }, lastStep) {
  if (!source.startsWith("optax.") || !hyper.schedule) return 0;
  const slopes = grad.slice(0, lastStep).reduce((sum, [x, y]) => sum + Math.hypot(x, y), 0);
  return 2 ** -22 * hyper.schedule.peak_value * slopes;
}

/** The surface table, each surface with its `loss` configuration. */
export function surfaces() {
  return read("surfaces.json").surfaces.map((s) => ({ ...s, loss: toLoss(s.surface, s.params) }));
}

/** What theory says about bowls, by two curvatures, a rate and a momentum. */
export function quadraticTruth() {
  return read("quadratic_truth.json").cases;
}
