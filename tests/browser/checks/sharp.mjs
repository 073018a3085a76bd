// Crisp at every ratio of the screen: canvases as fine as it is, the engine's colours where it places things, smooth lines.
import { assert, near, none } from "../lib/expect.mjs";
import { difference, over, parse } from "../lib/colour.mjs";
import { angle, onDial } from "../lib/dial.mjs";
import { Session } from "../session.mjs";

/** Fractions too: desktops are scaled by them. */
const RATIOS = [1, 1.5, 2, 3];

/** Runs in the page: each canvas with its size, and the ratio. */
const sizes = () =>
  window.tools.widgets().flatMap((widget) =>
    [...widget.shadowRoot.querySelectorAll("canvas")].filter((canvas) => window.tools.shown(canvas)).map((canvas) => {
      const { width, height } = canvas.getBoundingClientRect();
      return { name: `${widget.id} ${canvas.closest("figure").className} ${canvas.className}`, ratio: devicePixelRatio,
        pixels: [canvas.width, canvas.height], css: [width, height] };
    }),
  );

/** Runs in the page: what is drawn at each target's place, and the place. */
function probes(targets) {
  return targets.map(([selector, view, target]) => {
    const widget = window.tools.widget(selector);
    const { width, height } = window.tools.view(widget, view);
    const at = widget.experiment.place(view, { step: widget.step, ...target, width, height });
    return { at, layers: window.tools.pixels(widget, view, [at])[0] };
  });
}

/** Runs in the page: the hubs of many dials in their vector picture, which has the size of the figure. */
function hubs() {
  const widget = window.tools.widget("#many");
  const svg = new DOMParser().parseFromString(widget.toSVG("clocks"), "image/svg+xml");
  const unit = Number(/scale\(([\d.]+)\)/.exec(svg.querySelector("g").getAttribute("transform"))[1]);
  const circles = [...svg.querySelectorAll("circle")].map((circle) => ({
    at: ["cx", "cy"].map((name) => Number(circle.getAttribute(name)) * unit),
    radius: Number(circle.getAttribute("r")) * unit,
    fill: circle.getAttribute("fill").toLowerCase(),
  }));
  const largest = Math.max(...circles.map(({ radius }) => radius));
  const faces = circles.filter(({ radius, fill }) => radius === largest && fill !== "none");
  const { learningRate } = widget.experiment.config.tracks[0];
  return {
    learningRate, curvatures: widget.config.spectrum,
    dials: faces.map(({ at, radius }) => ({
      at, radius, colour: circles.find((circle) => String(circle.at) === String(at) && circle.radius < radius).fill,
    })),
  };
}

/** Sizes and colours of graphs.html as it is open now. */
async function sharpAt(session, ratio, { colours }) {
  const canvases = await session.evaluate(sizes);
  const views = new Set(canvases.map(({ name }) => name.split(" ")[2]));
  assert.deepEqual([...views].sort(), ["clocks", "components", "loss", "map", "rate", "surface"]);
  for (const canvas of canvases) {
    assert.equal(canvas.ratio, ratio, "the screen's ratio");
    // Not stretched, be the box as broken as it may: up to the 64th of a pixel in which pages are laid out.
    canvas.pixels.forEach((pixels, i) => near(pixels, canvas.css[i] * ratio, ratio / 64 + 0.01, `${canvas.name} at ${ratio}`));
  }
  const targets = [
    ["#all", "rate", { learningRate: 0.03 }, colours.ink],
    ["#all", "loss", { track: 0, step: 6 }, colours.ink],
    ["#all", "loss", { track: 1, step: 6 }, colours["track-2"]],
    ["#all", "components", { step: 6 }, colours.shallow],
    ["#all", "map", { track: 0, step: 6 }, colours.ink],
    ["#all", "map", { track: 1, step: 6 }, colours["track-2"]],
    ["#all", "clocks", { direction: 0, radius: 0.6 }, colours.shallow],
    ["#all", "clocks", { direction: 1, radius: 0.6 }, colours.steep],
    ["#body", "surface", { track: 0, step: 5 }, colours.ink],
  ];
  const seen = await session.evaluate(probes, targets.map((target) => target.slice(0, 3)));
  const wrong = (what, at, layers, colour) => {
    const off = difference(over(parse(colours.panel), layers), parse(colour));
    return off < 40 ? [] : [`${what} at ${at.map((value) => value.toFixed(1))}: ${JSON.stringify(layers)} is ${off.toFixed(0)} away from ${colour}`];
  };
  none(seen.flatMap(({ at, layers }, i) => wrong(`${targets[i].slice(0, 2)}`, at, layers, targets[i][3])), `colours at ${ratio}`);
  const { dials, curvatures, learningRate } = await session.evaluate(hubs);
  assert.equal(dials.length, curvatures.length);
  const hands = dials.map(({ at, radius }, i) => onDial(at, radius, angle(1 - learningRate * curvatures[i]), 0.5));
  const pixels = await session.evaluate((spots) => window.tools.pixels(window.tools.widget("#many"), "clocks", spots), hands);
  none(pixels.flatMap((layers, i) => wrong(`dial ${i}`, hands[i], layers, dials[i].colour)), `dials at ${ratio}`);
  none(await session.evaluate(() => window.probe.errors), "errors");
}

const open = async (session) => {
  await session.open(session.fixture("graphs.html"));
  const theme = session.options.dark ? "dark" : "light";
  return session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);
};

export async function sharp(session) {
  const own = session.options.ratio ?? 1;
  await session.check(`graphs.html: as fine as the screen and in the engine's colours at a ratio of ${own}`, async () => {
    await sharpAt(session, own, await open(session));
  });
  const others = session.options.dark ? [] : RATIOS.filter((ratio) => ratio !== own);
  if (session.browser?.canRescale) {
    for (const ratio of others) {
      // On the page that is open: windows are taken from one screen to another.
      await session.check(`graphs.html: as fine as the screen after its ratio has become ${ratio}`, async () => {
        const styles = await open(session);
        try {
          await session.browser.setRatio(ratio);
          await session.evaluate(() => window.tools.until(() => {
            const { width, ratio: drawn } = window.tools.view(window.tools.widget("#many"), "components");
            return width > 0 && Math.abs(drawn - devicePixelRatio) < 0.02;
          }));
          for (let i = 0; i < 3; i += 1) await session.evaluate(() => window.tools.frame());
          await session.evaluate(() => window.tools.pass());
          await sharpAt(session, ratio, styles);
        } finally {
          await session.browser.setRatio(own);
          await session.browser.setViewport(...session.size);
        }
      });
    }
  } else if (session.engine === "firefox") {
    for (const ratio of others.filter((each) => each % 2 !== 0)) {
      // Here the ratio is a preference at launch.
      const finer = new Session("firefox", { ...session, options: { ...session.options, ratio }, place: `${session.place} ×${ratio}` });
      if (!(await finer.start())) continue;
      await finer.check(`graphs.html: as fine as the screen at a ratio of ${ratio}`, async () => {
        await sharpAt(finer, ratio, await open(finer));
      });
      await finer.stop();
    }
  }
  await smooth(session);
}

/** Runs in the page: the overlay around the longest free piece of the first track's path, row by row. */
function slanted() {
  const widget = window.tools.widget("#bowl");
  const { experiment, step } = widget;
  const overlay = window.tools.view(widget, "map").canvases[1];
  // The picture is as large as its whole device pixels are, which its box is only nearly.
  const ratio = devicePixelRatio;
  const [width, height] = [overlay.width / ratio, overlay.height / ratio];
  const [from, to] = [0, 1].map((k) => experiment.place("map", { track: 0, step: k, width, height,
    camera: experiment.camera("map", { width, height, step }) }).map((value) => value * ratio));
  const [top, bottom] = [from, to].sort((a, b) => a[1] - b[1]);
  const { data } = overlay.getContext("2d").getImageData(0, 0, overlay.width, overlay.height);
  const rows = [];
  // Away from its ends, where marks stand.
  for (let y = Math.ceil(top[1] + 14 * ratio); y < bottom[1] - 14 * ratio; y += 1) {
    const x = top[0] + ((bottom[0] - top[0]) * (y + 0.5 - top[1])) / (bottom[1] - top[1]);
    const first = Math.round(x) - 9;
    rows.push({ x: x - first, alphas: Array.from({ length: 19 }, (_, i) => data[4 * (y * overlay.width + first + i) + 3]) });
  }
  return { rows, slope: (bottom[0] - top[0]) / (bottom[1] - top[1]) };
}

/** How far the middle of what is drawn in a row lies beside the line, device pixels. */
const beside = ({ x, alphas }) => {
  const sum = alphas.reduce((a, b) => a + b, 0);
  return alphas.reduce((total, alpha, i) => total + alpha * (i + 0.5), 0) / sum - x;
};

async function smooth(session) {
  await session.check("bowl.html: a slanted path has soft edges and no stairs", async () => {
    await session.open(session.fixture("bowl.html"));
    const { rows: all, slope } = await session.evaluate(slanted);
    // Rows with nothing beside the line: no other piece of the path, no axis.
    const rows = all.filter(({ x, alphas }) => alphas.every((alpha, i) => alpha === 0 || Math.abs(i + 0.5 - x) < 5));
    assert.ok(rows.length >= 15 && Math.abs(slope) > 0.2, `${rows.length} of ${all.length} rows, slope ${slope}`);
    const soft = rows.filter(({ alphas }) => alphas.slice(3, 16).some((alpha) => alpha > 8 && alpha < 247));
    assert.ok(soft.length > 0.9 * rows.length, `${soft.length} of ${rows.length} rows have a soft edge`);
    // The middle of what is drawn follows the line; a line of whole pixels would leave it by up to half a pixel.
    const off = rows.map(beside);
    const middle = (values, share) => values.sort((a, b) => a - b)[Math.floor(share * values.length)];
    const shift = middle([...off], 0.5);
    near(shift, 0, 0.125, "the line beside its place, device pixels");
    // All but the few rows in which something crosses it.
    const stairs = middle(off.map((each) => Math.abs(each - shift)), 0.9);
    assert.ok(stairs < 0.12, `stairs of ${stairs.toFixed(3)} pixels`);
  });
}
