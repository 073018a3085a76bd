// Whether a map is painted as the loss says.
import { difference, distance, over, parse } from "./colour.mjs";
import { assert } from "./expect.mjs";

/** Runs in the page: points of the map whose surroundings have one colour, with that colour and what is drawn there. */
function points(theme) {
  const { tools } = window;
  const widget = tools.widget("#own");
  const { experiment, step } = widget;
  const { width, height } = tools.view(widget, "map");
  const camera = experiment.camera("map", { width, height, step });
  const at = (theta) => experiment.place("map", { theta, width, height, camera });
  const [origin, right, up] = [at([0, 0]), at([1, 0]), at([0, 1])];
  const toData = ([x, y]) => [(x - origin[0]) / (right[0] - origin[0]), (y - origin[1]) / (up[1] - origin[1])];
  const colour = (theta) => experiment.colourAt("map", { theta, theme, camera, width, height, step });
  const found = [];
  for (let x = 12.5; x < width - 12; x += width / 40) {
    for (let y = 12.5; y < height - 12; y += height / 30) {
      const around = [0, -3, 3].flatMap((dx) => [0, -3, 3].map((dy) => toData([x + dx, y + dy])));
      const inside = around.every(([u, v]) => u > camera.x[0] && u < camera.x[1] && v > camera.y[0] && v < camera.y[1]);
      if (inside && new Set(around.map(colour)).size === 1)
        found.push({ x, y, theta: around[0], colour: colour(around[0]) });
    }
  }
  const pixels = tools.pixels(
    widget,
    "map",
    found.map(({ x, y }) => [x, y]),
  );
  return found.map((point, i) => ({ ...point, layers: pixels[i].slice(0, 1) }));
}

/** The map is painted in the colours that the engine predicts, and these rise with the loss by this file's own formula. */
export async function assertSurface(session, formula, theme) {
  const { colours } = await session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);
  const ground = parse(colours.ground);
  const found = await session.evaluate(points, theme);
  assert.ok(found.length > 200, `${found.length} points`);
  const right = found.filter(({ layers, colour }) => difference(over(ground, layers), parse(colour)) <= 2);
  // The others lie under the axes and their words, which stand on the same canvas.
  assert.ok(right.length >= 0.9 * found.length, `${right.length} of ${found.length} points have their colour`);
  const ranked = found
    .map(({ theta: [x, y], colour }) => ({ loss: formula(x, y), far: distance(ground, parse(colour)) }))
    .sort((a, b) => a.loss - b.loss);
  for (let i = 1; i < ranked.length; i += 1)
    assert.ok(ranked[i].far >= ranked[i - 1].far, `loss ${ranked[i].loss} is lighter than ${ranked[i - 1].loss}`);
  assert.ok(ranked.at(-1).far > ranked[0].far + 20, "the map shows more than one loss");
}
