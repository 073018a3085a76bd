// Predicted colours at computed points: what the canvases show is what the mathematics says.
import { assert, near } from "../lib/expect.mjs";
import { bowl } from "../lib/bowl.mjs";
import { contrast, difference, distance, over, parse } from "../lib/colour.mjs";
import { angle, onDial } from "../lib/dial.mjs";

/** Runs in the page: candidate points of a map, well away from everything that is drawn over the bands. */
function mapFacts(index, theme) {
  const { tools } = window;
  const widget = tools.widgets()[index];
  const { experiment } = widget;
  const { step } = widget;
  const { width, height, ratio } = tools.view(widget, "map");
  const camera = experiment.camera("map", { width, height, step });
  const at = (theta) => experiment.place("map", { theta, width, height, camera });
  // The map is affine: three places tell the whole, and the inverse is this check's own.
  const [origin, right, up] = [at([0, 0]), at([1, 0]), at([0, 1])];
  const [ax, ay, bx, by] = [right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1]];
  const determinant = ax * by - ay * bx;
  const inverse = ([x, y]) => {
    const [dx, dy] = [x - origin[0], y - origin[1]];
    return [(dx * by - dy * bx) / determinant, (dy * ax - dx * ay) / determinant];
  };
  const inside = ([x, y]) => x > camera.x[0] && x < camera.x[1] && y > camera.y[0] && y < camera.y[1];
  const frames = Array.from({ length: experiment.length }, (_, k) => experiment.readout(k).tracks[0]);
  const path = frames.map((each) => at(each.theta));
  const lines = path.slice(1).map((to, i) => [path[i], to]);
  // Words stand where the axes leave the picture, beside the current point, and in the key's corner.
  const words = [{ x: width, y: height, dx: 175, dy: 45 }];
  for (const direction of frames[0].directions) {
    const [cx, cy] = at([0, 0]);
    const [ex, ey] = [at(direction)[0] - cx, at(direction)[1] - cy];
    const exit = (sign) => {
      const reach = [ex, ey]
        .map((e, i) => ((sign * e > 0 ? [width, height][i] : 0) - [cx, cy][i]) / e)
        .filter((t) => t * sign > 0);
      const t = sign * Math.min(...reach.map(Math.abs));
      return [cx + t * ex, cy + t * ey];
    };
    const [from, to] = [exit(-1), exit(1)];
    lines.push([from, to]);
    for (const [x, y] of [from, to]) words.push({ x, y, dx: 110, dy: 34 });
  }
  const here = frames[step];
  words.push({ x: path[step][0], y: path[step][1], dx: 45, dy: 35 });
  const inWords = ([x, y]) => words.some((word) => Math.abs(x - word.x) < word.dx && Math.abs(y - word.y) < word.dy);
  if (here.displacement)
    lines.push([at(here.theta), at([here.theta[0] - here.gradient[0], here.theta[1] - here.gradient[1]])]);
  const toLine = ([x, y], [[x0, y0], [x1, y1]]) => {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
  };
  const colourAt = (theta) => experiment.colourAt("map", { theta, theme, camera, width, height, step });
  const candidates = [];
  for (let x = 8.5; x < width - 8; x += Math.max(6, width / 70)) {
    for (let y = 8.5; y < height - 8; y += Math.max(6, height / 50)) {
      const around = [
        [0, 0],
        [3, 0],
        [-3, 0],
        [0, 3],
        [0, -3],
      ].map(([dx, dy]) => inverse([x + dx, y + dy]));
      if (!around.every(inside)) continue;
      const colours = around.map(colourAt);
      if (!colours.every((colour) => colour === colours[0])) continue;
      candidates.push({
        x,
        y,
        theta: around[0],
        colour: colours[0],
        clear: inWords([x, y]) ? 0 : Math.min(...lines.map((line) => toLine([x, y], line))),
      });
    }
  }
  return {
    id: widget.id || String(index),
    loss: experiment.config.loss,
    width,
    height,
    ratio,
    path,
    candidates,
    origin,
    scale: { ax, ay, bx, by },
    step,
    start: at(experiment.config.start),
    minimum: at([0, 0]),
  };
}

/** Five points of five bands if there are as many, each the one of its band that is farthest from all lines. */
export function fivePoints(candidates) {
  const bands = new Map();
  for (const candidate of candidates) {
    const best = bands.get(candidate.colour);
    if (!best || candidate.clear > best.clear) bands.set(candidate.colour, candidate);
  }
  const clear = [...bands.values()].filter((point) => point.clear >= 10).sort((a, b) => b.clear - a.clear);
  return clear.slice(0, 5);
}

const stylesOf = (session, theme) =>
  session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);

async function mapChecks(session, index, theme, styles) {
  const facts = await session.evaluate(mapFacts, index, theme);
  const { scale, candidates, loss } = facts;
  near(
    Math.hypot(scale.ax, scale.ay),
    Math.hypot(scale.bx, scale.by),
    1e-6 * Math.hypot(scale.ax, scale.ay),
    "equal scales",
  );
  near(scale.ax * scale.bx + scale.ay * scale.by, 0, 1e-6 * scale.ax ** 2, "axes at right angles");
  const points = fivePoints(candidates);
  assert.equal(points.length, 5, `${points.length} bands have a clear point; ${candidates.length} candidates`);
  const read = await session.evaluate(
    (which, spots) => window.tools.pixels(window.tools.widgets()[which], "map", spots),
    index,
    points.map(({ x, y }) => [x, y]),
  );
  const ground = parse(styles.colours.ground);
  points.forEach((point, i) => {
    const shown = over(ground, read[i]);
    assert.ok(
      difference(shown, parse(point.colour)) <= 2,
      `widget ${facts.id} at (${point.x.toFixed(1)}, ${point.y.toFixed(1)}), θ = ${point.theta}: ${shown.map(Math.round)}, expected ${parse(point.colour)} (${point.colour})`,
    );
  });
  // Truthful order: computed with this file's own formula over all candidates.
  const ranked = candidates
    .map(({ theta, colour }) => ({ loss: bowl(loss, theta), far: distance(ground, parse(colour)) }))
    .sort((a, b) => a.loss - b.loss);
  for (let i = 1; i < ranked.length; i += 1) {
    assert.ok(
      ranked[i].far >= ranked[i - 1].far,
      `loss ${ranked[i].loss} is nearer to the ground colour than ${ranked[i - 1].loss}`,
    );
  }
  assert.ok(ranked.length > 50 && ranked.at(-1).far > ranked[0].far + 20, "the map shows more than one loss");
  return facts;
}

/** Marks: what must be drawn at the start, the minimum and along the path. */
async function markChecks(session, index, facts, styles) {
  const halfway = (k) => [0, 1].map((i) => (facts.path[k][i] + facts.path[k + 1][i]) / 2);
  const long = (k) => Math.hypot(facts.path[k][0] - facts.path[k + 1][0], facts.path[k][1] - facts.path[k + 1][1]) > 24;
  const within = ([x, y]) => x > 4 && y > 4 && x < facts.width - 4 && y < facts.height - 4;
  const segments = Array.from({ length: facts.step }, (_, k) => k)
    .filter(long)
    .map(halfway)
    .filter(within);
  // As wide as the largest mark: a ring's own middle is as light as the ground.
  const around = ([x, y]) => Array.from({ length: 361 }, (_, i) => [x + (i % 19) - 9, y + Math.floor(i / 19) - 9]);
  const spots = [facts.start, facts.minimum, ...segments].filter(within);
  assert.ok(spots.length >= 2, "start and minimum are in the picture");
  const ground = parse(styles.colours.ground);
  for (const spot of spots) {
    const read = await session.evaluate(
      (which, area) => window.tools.pixels(window.tools.widgets()[which], "map", area),
      index,
      around(spot),
    );
    const ink = Math.max(...read.map((layers) => contrast(over(ground, layers), over(ground, layers.slice(0, 1)))));
    assert.ok(
      ink >= 3 || read.some((layers) => contrast(over(ground, layers), ground) >= 3),
      `no mark at (${spot.map((v) => v.toFixed(1))}); contrast ${ink.toFixed(2)}`,
    );
  }
}

/** Runs in the page: where the engine says the dials are. */
function clockFacts(index) {
  const { tools } = window;
  const widget = tools.widgets()[index];
  const { experiment } = widget;
  const { width, height } = tools.view(widget, "clocks");
  const place = (direction, more) => experiment.place("clocks", { direction, width, height, ...more });
  return {
    width,
    height,
    config: experiment.config,
    dials: [0, 1].map((direction) => ({
      centre: place(direction, { radius: 0 }),
      twelve: place(direction, { radius: 1, multiplier: 0 }),
      hand: place(direction, {}),
      curvature: experiment.analysis({ track: 0, step: widget.step }).clocks[direction].curvature,
    })),
  };
}

/** The dial's own numbers by this file's formula, its drawn place checked against the engine's. */
export async function clockChecks(session, index, styles) {
  const { config, dials } = await session.evaluate(clockFacts, index);
  const eta = config.tracks[0].learningRate;
  const curvatures = [...config.loss.curvatures].sort((a, b) => a - b);
  const ground = parse(styles.colours.panel ?? styles.colours.ground);
  let points = 0;
  for (const direction of [0, 1]) {
    const { centre, twelve, hand } = dials[direction];
    near(twelve[0], centre[0], 0.01, "twelve o'clock is above the centre");
    const radius = centre[1] - twelve[1];
    assert.ok(radius > 20, `radius ${radius}`);
    const degrees = angle(1 - eta * curvatures[direction]);
    const tip = onDial(centre, radius, degrees, 1);
    near(
      Math.hypot(hand[0] - tip[0], hand[1] - tip[1]),
      0,
      0.5,
      `direction ${direction}: the engine's hand against the dial's formula`,
    );
    const name = curvatures[0] === curvatures[1] ? null : direction === 1 ? "steep" : "shallow";
    const spots = [0.3, 0.45, 0.6].map((fraction) => onDial(centre, radius, degrees, fraction));
    const beside = [60, 120, 180, 240, 300].map((turn) => onDial(centre, radius, degrees + turn, 0.6));
    const read = await session.evaluate(
      (which, area) => window.tools.pixels(window.tools.widgets()[which], "clocks", area),
      index,
      [...spots, ...beside],
    );
    const shown = read.map((layers) => over(ground, layers));
    const colours = name ? [styles.colours[name]] : [styles.colours.steep, styles.colours.shallow];
    const isHand = (pixel) => colours.some((colour) => difference(pixel, parse(colour)) <= 24);
    spots.forEach((spot, i) => {
      assert.ok(
        isHand(shown[i]),
        `direction ${direction}, hand at ${degrees.toFixed(1)}°, (${spot.map((v) => v.toFixed(1))}): ${shown[i].map(Math.round)}, expected ${colours}`,
      );
      points += 1;
    });
    beside.forEach((_, i) =>
      assert.ok(
        !isHand(shown[spots.length + i]),
        `direction ${direction}: something like a hand ${60 * (i + 1)}° beside it`,
      ),
    );
  }
  assert.ok(points >= 5, "five computed points");
}

export async function picture(session) {
  const theme = session.options.dark ? "dark" : "light";
  for (const [page, address] of [
    ["index.html", session.product("index.html")],
    ["bowl.html", session.fixture("bowl.html")],
  ]) {
    let bowls = [];
    let styles;
    await session.check(`${page}: has bowls to look at`, async () => {
      await session.open(address, { visit: true });
      styles = await stylesOf(session, theme);
      bowls = await session.evaluate(() =>
        window.tools
          .widgets()
          .map((widget, index) =>
            // The pair, the whole figure and the fixture: plain runs on bowls, which are predicted below.
            widget.matches("#bowl, .bowl, .full") ? index : -1,
          )
          .filter((index) => index >= 0),
      );
      assert.ok(bowls.length >= (page === "index.html" ? 2 : 1), `${bowls.length} bowls`);
    });
    for (const index of bowls) {
      await session.check(
        `${page}: map ${index + 1} has the predicted colours at five points, darker means more loss`,
        async () => {
          const facts = await mapChecks(session, index, theme, styles);
          await markChecks(session, index, facts, styles);
        },
      );
      await session.check(`${page}: clocks ${index + 1} have their hands where the dial's formula puts them`, () =>
        clockChecks(session, index, styles),
      );
    }
  }
}
