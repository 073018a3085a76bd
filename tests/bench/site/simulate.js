// The mathematics alone: eight tracks of a thousand steps with Hessians and their eigenpairs.
import { simulate as plain } from "./plain.js";
import { turns } from "./turns.js";

export const STEPS = 1000;

/** The same in the native benchmark: tests/bench/native/benches/core.rs reads it from the runner. */
export const CONFIG = {
  loss: { id: "rosenbrock" },
  start: [-1.2, 1],
  steps: STEPS,
  tracks: [
    { optimizer: "gradient-descent", learningRate: 0.0005 },
    { optimizer: "gradient-descent", learningRate: 0.001 },
    { optimizer: "momentum", learningRate: 0.0005, momentum: 0.9 },
    { optimizer: "momentum", learningRate: 0.0002, momentum: 0.95 },
    { optimizer: "adagrad", learningRate: 0.5 },
    { optimizer: "rmsprop", learningRate: 0.01 },
    { optimizer: "adam", learningRate: 0.02 },
    { optimizer: "adam", learningRate: 0.1 },
  ],
};

/** Later a last digit may have grown: the valley throws runs about that hop from wall to wall. */
const EARLY = 50;

/** Two runs are the same work only if they come along the same places: the largest distance on the first steps. */
function apart(experiment, tracks) {
  let most = 0;
  for (let step = 0; step <= EARLY; step += 1) {
    experiment.readout(step).tracks.forEach(({ theta }, track) => {
      const other = tracks[track][step].theta;
      const distance = Math.hypot(theta[0] - other[0], theta[1] - other[1]);
      most = distance > most || Number.isNaN(distance) ? distance : most;
    });
  }
  return most;
}

export async function simulate(engine, settings) {
  const probe = engine.simulate(CONFIG);
  // With the engine's own defaults filled in.
  const full = probe.config;
  const distance = apart(probe, plain(full));
  probe.free();
  if (!(distance < 1e-9)) throw new Error(`the plain optimizer takes another way: ${distance} apart`);
  let kept;
  const samples = await turns({
    ours: () => engine.simulate(CONFIG).free(),
    "plain JavaScript": () => { kept = plain(full); },
  }, settings);
  return { samples, facts: { frames: kept.length * kept[0].length, apart: distance } };
}
