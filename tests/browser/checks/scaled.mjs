// Inside a scaled box, as slides are: what is pressed is what lies under the pointer.
import { assert, near, none } from "../lib/expect.mjs";
import { press } from "./graphs.mjs";

/** How much a slide is scaled, and its width before that, so that it fits on the screen. */
const SLIDES = [[0.6, 1200], [1.5, 800]];

/** Runs in the page: puts the figure into a scaled box. Moving it is a disconnection and a connection. */
async function scale(factor, width) {
  const widget = window.tools.widget("#all");
  const box = document.createElement("div");
  Object.assign(box.style, { width: `${width}px`, transform: `scale(${factor})`, transformOrigin: "0 0" });
  widget.replaceWith(box);
  box.append(widget);
  for (let i = 0; i < 4; i += 1) await window.tools.frame();
  const { box: seen, canvases } = window.tools.view(widget, "map");
  return seen.width / canvases[0].parentElement.clientWidth;
}

/** Runs in the page: where the engine places something, in the figure and in the viewport, and the figure's place there. */
function spot(view, target) {
  const { tools } = window;
  const widget = tools.widget("#all");
  const stage = tools.view(widget, view).canvases[0].parentElement;
  stage.scrollIntoView({ block: "center", behavior: "instant" });
  const size = { width: stage.clientWidth, height: stage.clientHeight };
  const at = widget.experiment.place(view, { step: widget.step, ...target, ...size });
  const { left, top } = stage.getBoundingClientRect();
  return { at, screen: tools.screen(widget, view, at), corner: [left, top], size };
}

/** Runs in the page: what stands under a place of a figure, in the units of the view. */
const under = (view, [x, y], size) => {
  const widget = window.tools.widget("#all");
  return widget.experiment.pick(view, { x, y, ...size, step: widget.step });
};

const whole = (point) => point.map(Math.round);
const rateOf = (session) => session.evaluate(() => window.tools.widget("#all").experiment.config.tracks[0].learningRate);

export async function scaled(session) {
  for (const [factor, width] of SLIDES) {
    const open = async () => {
      await session.open(session.fixture("graphs.html"));
      near(await session.evaluate(scale, factor, width), factor, 0.005, "the figure is scaled");
    };
    /** From the viewport into the figure. */
    const inside = (point, { corner }) => point.map((value, i) => (value - corner[i]) / factor);

    await session.check(`graphs.html at ${factor}: the rate and the step under the pointer are taken`, async () => {
      await open();
      const before = await rateOf(session);
      for (const rate of [1 / 25, 0.01]) {
        const from = await session.evaluate(spot, "rate", { learningRate: await rateOf(session) });
        const to = await session.evaluate(spot, "rate", { learningRate: rate });
        // Selenium moves by whole pixels: what lies under these is asked of the engine.
        const aim = whole(to.screen);
        const { learningRate, snappedTo } = await session.evaluate(under, "rate", inside(aim, to), to.size);
        await press(session, whole(from.screen), aim);
        const after = await rateOf(session);
        near(Math.log(after / learningRate), 0, 1e-9, `the rate under the pointer: ${after}, ${learningRate}; log of their ratio`);
        if (rate === 1 / 25) assert.ok(snappedTo && after === rate, `${after} near the landmark ${rate}`);
        else near(Math.log(after / rate), 0, 0.05, "log of the ratio to the placed rate");
      }
      assert.notEqual(await rateOf(session), before);
      for (const view of ["loss", "components"]) {
        const from = await session.evaluate(spot, view, { track: 0, step: 6 });
        const to = await session.evaluate(spot, view, { track: 0, step: 21 });
        await press(session, whole(from.screen), whole([to.screen[0], from.screen[1]]));
        assert.equal(await session.evaluate(() => window.tools.widget("#all").step), 21, view);
        await session.evaluate(async () => {
          window.tools.widget("#all").step = 6;
          await window.tools.frame();
          await window.tools.frame();
        });
      }
      none(await session.evaluate(() => window.probe.errors), "errors");
    });

    await session.check(`graphs.html at ${factor}: the start follows the pointer to half a pixel, over its path too`, async () => {
      await open();
      // On the flat direction, where the next run will lie; then beside that run, whose steps must not catch the start.
      for (const theta of [[-1.4, -0.8], [-0.7, -0.46]]) {
        const start = await session.evaluate(() => window.tools.widget("#all").experiment.config.start);
        const from = await session.evaluate(spot, "map", { theta: start });
        const to = await session.evaluate(spot, "map", { theta });
        const [down, up] = [whole(from.screen), whole(to.screen)];
        const held = await session.evaluate((size) => {
          const widget = window.tools.widget("#all");
          return widget.experiment.camera("map", { ...size, step: widget.step });
        }, from.size);
        // A frame between the moves: each run that is met on the way is there to be met.
        await press(session, down, up, { each: () => session.evaluate(() => window.tools.frame()) });
        const { landed, at } = await session.evaluate((size, camera) => {
          const { experiment } = window.tools.widget("#all");
          const { start: landed } = experiment.config;
          return { landed, at: experiment.place("map", { ...size, camera, theta: landed }) };
        }, from.size, held);
        // Taken beside its middle it stays so far beside the pointer.
        const expected = inside(up, from).map((value, i) => value + from.at[i] - inside(down, from)[i]);
        at.forEach((value, i) => near(value, expected[i], 0.5, `${"xy"[i]} of the start at ${landed}`));
      }
    });

    await session.check(`graphs.html at ${factor}: the crank's own slider stands under the pointer`, async () => {
      await open();
      const { from, to, positions, pixel } = await session.evaluate(([share, margin]) => {
        const slider = window.tools.slider(window.tools.widget("#all"), "learning-rate");
        slider.scrollIntoView({ block: "center", behavior: "instant" });
        const box = slider.getBoundingClientRect();
        const inner = slider.clientWidth - 2 * margin;
        const at = (part) => [box.left + ((margin + part * inner) * box.width) / slider.clientWidth, box.top + box.height / 2];
        const max = Number(slider.max);
        return { from: at(slider.valueAsNumber / max), to: at(share), positions: max, pixel: (max / inner) * (slider.clientWidth / box.width) };
      }, [0.3, 11]);
      await press(session, whole(from), whole(to));
      const { value, position, rate } = await session.evaluate(() => {
        const widget = window.tools.widget("#all");
        const control = widget.experiment.controls(widget.step).find(({ id }) => id === "learningRate");
        return { value: window.tools.slider(widget, "learning-rate").valueAsNumber, position: control.position, rate: control.value };
      });
      assert.equal(position, value, "the engine stands where the slider stands");
      near(value, 0.3 * positions, 3 * pixel, `the thumb under the pointer (rate ${rate})`);
    });
  }
}
