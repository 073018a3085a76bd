// Reads the reference files beside this one and pairs every case with an engine configuration.
// Kept apart from any test runner, so that the Node tests and the native ones see exactly the same list.
import { readFileSync, readdirSync } from "node:fs";
import { toConfig, toLoss, toTrack } from "./to-config.mjs";

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
 *   tolerance: number, theta: number[][], stopped: string, rates?: number[]}[]}
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
        // Only what is compared: beyond lastStep the reference itself is not reproducible.
        theta: c.theta.slice(0, mapped.lastStep + 1),
        stopped: c.stopped,
        // The rates that the reference used, where it says so.
        rates: c.extra?.lr,
      },
    ];
  });
}

/**
 * The library cases as recorded, for replaying: the method is fed the recorded points, losses and gradients and has
 * only its own state to itself, so nothing is amplified and every step of every case can be compared.
 * @returns {{id: string, source: string, config: object, theta: number[][], loss: number[], grad: number[][],
 *   rates?: number[]}[]}
 */
export function replayCases() {
  return allCases().flatMap((c) => {
    const track = /^(torch|optax)\./.test(c.source) ? toTrack(c) : null;
    if (!track) return [];
    // A step cut short by divergence is not recorded, so there may be none.
    const config = { steps: Math.max(1, c.steps), tracks: [track] };
    return [{ id: c.id, source: c.source, config, theta: c.theta, loss: c.loss, grad: c.grad, rates: c.extra?.lr }];
  });
}

/** The surface table, each surface with its `loss` configuration. */
export function surfaces() {
  return read("surfaces.json").surfaces.map((s) => ({ ...s, loss: toLoss(s.surface, s.params) }));
}

/** What theory says about bowls, by two curvatures, a rate and a momentum. */
export function quadraticTruth() {
  return read("quadratic_truth.json").cases;
}
