// How the work grows with what is asked for.
import { CONFIG } from "./simulate.js";
import { turns } from "./turns.js";

const STEPS = [10, 100, 1000, 3000, 10_000];
const TRACKS = [1, 2, 4, 8];

const track = (i) => CONFIG.tracks[i % CONFIG.tracks.length];

/** @param {import("../../../www/many-clocks.d.ts").Engine} engine */
export async function growth(engine, settings) {
  const run = (config) => () => engine.simulate(config).free();
  const contestants = {};
  // The same method eight times: the number of tracks is what grows.
  for (const steps of STEPS) contestants[`steps ${steps}`] = run({ ...CONFIG, steps, tracks: [track(6)] });
  for (const count of TRACKS) contestants[`tracks ${count}`] = run({ ...CONFIG, tracks: Array.from({ length: count }, () => track(6)) });

  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1200, 800];
  document.body.append(canvas);
  // A path that goes on: a start far up a bowl that turns round and round, and a valley that it creeps along.
  const long = {
    spiral: engine.simulate({ loss: { id: "quadratic", curvatures: [1, 1.1] }, steps: 10_000, tracks: [{ optimizer: "momentum", learningRate: 0.001, momentum: 0.999 }] }),
    zigzag: engine.simulate({ loss: { id: "quadratic", curvatures: [1e-4, 1] }, steps: 10_000, tracks: [{ optimizer: "gradient-descent", learningRate: 1.9999 }] }),
    valley: engine.simulate({ loss: { id: "rosenbrock" }, steps: 10_000, tracks: [{ optimizer: "gradient-descent", learningRate: 0.0005 }] }),
  };
  for (const [name, experiment] of Object.entries(long)) {
    contestants[`overlay ${name}`] = () => experiment.draw("map", canvas, { layer: "overlay", ratio: 2, step: 10_000 });
  }
  const samples = await turns(contestants, settings);
  for (const experiment of Object.values(long)) experiment.free();
  canvas.remove();
  return { samples, facts: { steps: STEPS, tracks: TRACKS } };
}
