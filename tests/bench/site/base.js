// The landscape alone: bands and iso-lines of Rosenbrock's valley on a canvas of 1200 × 800 device pixels.
import { CAMERA, COLUMNS, HEIGHT, ROWS, WIDTH, canvas, contourPainter, rosenbrock, sample } from "./d3.js";
import { turns } from "./turns.js";

const CONFIG = { loss: { id: "rosenbrock" }, steps: 1 };

/** Another valley in every round: nothing that was worked out before can be used again. */
const wall = (round) => 100 + (round % 7);

/** The losses at which the engine's bands meet, from the colours that it tells at many points. */
export function thresholds(experiment, shown) {
  const { loss } = experiment.config;
  const value = rosenbrock(loss.b);
  const found = new Set();
  const colourAt = (theta) => experiment.colourAt("map", { ...shown, theta });
  const points = [];
  for (let i = 0; i < 60; i += 1) {
    for (let j = 0; j < 60; j += 1) {
      const part = (range, k) => range[0] + (range[1] - range[0]) * ((k + 0.5) / 60);
      const theta = [part(CAMERA.x, i), part(CAMERA.y, j)];
      points.push({ theta, value: value(...theta) });
    }
  }
  points.sort((a, b) => a.value - b.value);
  let before = points[0];
  let colour = colourAt(before.theta);
  for (const point of points.slice(1)) {
    const next = colourAt(point.theta);
    if (next !== colour) found.add((before.value + point.value) / 2);
    [before, colour] = [point, next];
  }
  return [...found];
}

/** @param {import("../../../www/many-clocks.d.ts").Engine} engine */
export async function base(engine, settings) {
  const [ours, theirs] = [canvas(), canvas()];
  /** Drawing is only noted down until somebody looks: a canvas is finished when a pixel can be read. */
  const finish = (element) => { element.getContext("2d").getImageData(0, 0, 1, 1); };
  const plot = document.createElement("div");
  plot.style.cssText = `width: ${WIDTH}px; height: ${HEIGHT}px`;
  document.body.append(plot);
  const experimentOf = (b) => engine.simulate({ ...CONFIG, loss: { ...CONFIG.loss, b } });
  const shown = (ratio) => ({ camera: CAMERA, width: WIDTH / ratio, height: HEIGHT / ratio });

  const probe = experimentOf(100);
  const levels = thresholds(probe, shown(1));
  probe.free();

  const drawD3 = contourPainter(theirs, levels);
  const rows = (b) => {
    const values = sample(b);
    return Array.from({ length: ROWS }, (_, row) => values.slice(row * COLUMNS, (row + 1) * COLUMNS));
  };
  const trace = (b) => [{
    type: "contour", z: rows(b), showscale: false, autocontour: false, line: { smoothing: 0 },
    contours: { start: levels[0], end: levels.at(-1), size: (levels.at(-1) - levels[0]) / (levels.length - 1) },
  }];
  const layout = { width: WIDTH, height: HEIGHT, margin: { l: 0, r: 0, t: 0, b: 0 }, xaxis: { visible: false }, yaxis: { visible: false } };
  await Plotly.newPlot(plot, trace(100), layout, { staticPlot: true });

  const drawOurs = (ratio) => (round) => {
    const experiment = experimentOf(wall(round));
    experiment.draw("map", ours, { layer: "base", ratio, camera: CAMERA });
    experiment.free();
    finish(ours);
  };
  const samples = await turns({
    ours: drawOurs(2),
    "ours, ratio 1": drawOurs(1),
    "d3-contour": (round) => {
      drawD3(wall(round));
      finish(theirs);
    },
    Plotly: async (round) => { await Plotly.react(plot, trace(wall(round)), layout, { staticPlot: true }); },
  }, settings);
  for (const element of [ours, theirs, plot]) element.remove();
  return { samples, facts: { bands: levels.length + 1 } };
}
