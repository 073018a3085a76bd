// Taking the start by the hand: it stays under the pointer, the view holds still, and one change ends it.
import { assert, near, none } from "../lib/expect.mjs";

/** Opens the page and scrolls to the map. */
async function open(session, settings) {
  await session.open(session.fixture("bowl.html"), settings);
  await session.evaluate(() => {
    const { figure } = window.tools.view(window.tools.widget("#bowl"), "map");
    figure.scrollIntoView({ block: "center", behavior: "instant" });
  });
}

/** Runs in the page: where the start is drawn, in the viewport, and the map's own camera. */
function startFacts() {
  const widget = window.tools.widget("#bowl");
  const { box, width, height } = window.tools.view(widget, "map");
  const camera = widget.experiment.camera("map", { width, height, step: widget.step });
  const { start } = widget.experiment.config;
  const [x, y] = widget.experiment.place("map", { theta: start, camera, width, height });
  return {
    at: [box.left + x, box.top + y],
    camera,
    start,
    perPixel: (camera.x[1] - camera.x[0]) / width,
    box: [box.left + scrollX, box.top + scrollY, box.width, box.height].map((value) => Math.round(value * 10) / 10),
  };
}

export async function start(session) {
  await session.check("bowl.html: dragging the start moves it by what the pointer moves", async () => {
    await open(session);
    const before = await session.evaluate(startFacts);
    const { browser } = session;
    // Taken a little beside its middle: it must not jump.
    const [x, y] = [before.at[0] + 3, before.at[1] - 2];
    await browser.move(x, y);
    await browser.down();
    const box = async () => (await session.evaluate(startFacts)).box;
    for (let i = 1; i <= 6; i += 1) await browser.move(x - 10 * i, y + 5 * i);
    assert.deepEqual(await box(), before.box, "the map moves on the page during the drag");
    await browser.up();
    await session.evaluate(() => window.tools.wait(100));
    const after = await session.evaluate(startFacts);
    // Selenium moves by whole pixels.
    near(after.start[0] - before.start[0], -60 * before.perPixel, 1.5 * before.perPixel, "x");
    near(after.start[1] - before.start[1], -30 * before.perPixel, 1.5 * before.perPixel, "y");
    const { changes, errors } = await session.evaluate(() => ({
      changes: window.probe.events.filter(({ type }) => type === "many-clocks-change").map(({ final }) => final),
      errors: window.probe.errors,
    }));
    none(errors, "errors");
    assert.equal(changes.at(-1), true);
    assert.equal(changes.filter(Boolean).length, 1, `final changes: ${changes}`);
  });

  if (session.engine !== "chromium") return;
  await session.check("bowl.html: the crank and the start can be taken by touch", async () => {
    await open(session, { size: [390, 844] });
    const { touchscreen } = session.browser.page;
    const before = await session.evaluate(startFacts);
    await touchscreen.touchStart(...before.at);
    for (let i = 1; i <= 6; i += 1) await touchscreen.touchMove(before.at[0] - 5 * i, before.at[1] + 8 * i);
    await touchscreen.touchEnd();
    await session.evaluate(() => window.tools.wait(100));
    const after = await session.evaluate(startFacts);
    near(after.start[0] - before.start[0], -30 * before.perPixel, 2 * before.perPixel, "x");
    near(after.start[1] - before.start[1], -48 * before.perPixel, 2 * before.perPixel, "y");
    const scrolled = await session.evaluate(() => scrollY);
    const crank = await session.evaluate(() => {
      const box = window.tools.slider(window.tools.widget("#bowl"), "learning-rate").getBoundingClientRect();
      return [
        box.left + box.width * 0.8,
        box.top + box.height / 2,
        window.tools.widget("#bowl").experiment.config.tracks[0].learningRate,
      ];
    });
    await touchscreen.tap(crank[0], crank[1]);
    await session.evaluate(() => window.tools.wait(100));
    const rate = await session.evaluate(() => window.tools.widget("#bowl").experiment.config.tracks[0].learningRate);
    assert.notEqual(rate, crank[2], "a tap on the crank turns it");
    assert.equal(await session.evaluate(() => scrollY), scrolled, "the page stays");
  });
}
