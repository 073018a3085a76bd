// Fingers on the map: two zoom what lies under them, one scrolls the page, one on the start drags it.
import { assert, near, none } from "../lib/expect.mjs";

/** Runs in the page: keeps what the fingers do, as the page's own code leaves it. */
function record() {
  const log = (window.touches = []);
  for (const type of ["touchstart", "touchmove", "touchend"]) {
    addEventListener(type, (event) => {
      // From left to right: engines list them in orders of their own.
      const places = [...event.touches].map(({ clientX, clientY }) => [clientX, clientY]).sort((a, b) => a[0] - b[0]);
      log.push({ type, places, prevented: event.defaultPrevented });
    });
  }
}

/** Runs in the page: the map, where it shows what by itself, and the middle of the start's handle. */
function facts() {
  const widget = window.tools.widget("#bowl");
  const { canvases, box, width, height } = window.tools.view(widget, "map");
  const { config } = widget.experiment;
  const handle = window.tools.part(widget, "start").getBoundingClientRect();
  return {
    width, height, corner: [box.left, box.top], start: config.start, step: widget.step, scrolled: scrollY,
    camera: widget.experiment.camera("map", { width, height, step: widget.step }), ratio: canvases[0].width / width,
    handle: [handle.left + handle.width / 2 - box.left, handle.top + handle.height / 2 - box.top],
  };
}

/** Runs in the page: what the engine shows after these pinches, and how much of that the map does not show. */
function pinched(before, pinches, theta) {
  const { experiment } = window.tools.widget("#bowl");
  const { width, height, step, ratio, start } = before;
  const size = { width, height, step };
  const camera = pinches.reduce((shown, pinch) => experiment.camera("map", { ...size, camera: shown, pinch }), before.camera);
  const place = (point, shown) => experiment.place("map", { ...size, camera: shown, theta: point });
  const points = theta.map(([x, y]) => experiment.pick("map", { ...size, camera: before.camera, x, y, snap: false }).theta);
  const [shown] = window.tools.view(window.tools.widget("#bowl"), "map").canvases;
  const unlike = (seen) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: shown.width, height: shown.height });
    experiment.draw("map", canvas, { step, ratio, theme: "light", camera: seen, layer: "base" });
    const [a, b] = [shown, canvas].map((each) => each.getContext("2d").getImageData(0, 0, each.width, each.height).data);
    let count = 0;
    for (let i = 0; i < a.length; i += 4) count += [0, 1, 2, 3].some((k) => Math.abs(a[i + k] - b[i + k]) > 6) ? 1 : 0;
    return count / (a.length / 4);
  };
  return { camera, places: points.map((point) => place(point, camera)), start: place(start, camera), unlike: unlike(camera), before: unlike(before.camera) };
}

/** Runs in the page: fingers for an engine whose driver has none. */
async function made(steps) {
  const { canvases } = window.tools.view(window.tools.widget("#bowl"), "map");
  for (const [type, places] of steps) {
    const event = new TouchEvent(type, { bubbles: true, composed: true, cancelable: true });
    const touches = places.map(([clientX, clientY], identifier) => ({ clientX, clientY, identifier, target: canvases[0] }));
    Object.defineProperty(event, "touches", { value: touches });
    canvases[0].dispatchEvent(event);
    await window.tools.frame();
  }
}

/** Puts fingers down, moves them in a few steps, and lifts them. */
async function gesture(session, from, to) {
  const along = Array.from({ length: 6 }, (_, i) => from.map((place, k) => place.map((value, axis) => value + ((to[k][axis] - value) * (i + 1)) / 6)));
  if (session.browser.canTouch) {
    const { browser } = session;
    for (let count = 1; count <= from.length; count += 1) await browser.touch(from.slice(0, count));
    for (const places of along) {
      await browser.touch(places);
      await session.evaluate(() => window.tools.frame());
    }
    await browser.touch([]);
  } else {
    await session.evaluate(made, [["touchstart", from], ...along.map((places) => ["touchmove", places]), ["touchend", []]]);
  }
  await session.evaluate(() => window.tools.wait(100));
}

async function open(session) {
  await session.open(session.fixture("bowl.html"), { size: [390, 844] });
  await session.evaluate(record);
  // With room to scroll in both directions.
  await session.evaluate(() => {
    document.body.style.paddingBlock = "600px";
    window.tools.view(window.tools.widget("#bowl"), "map").figure.scrollIntoView({ block: "center", behavior: "instant" });
  });
  await session.evaluate(() => window.tools.frame());
  return session.evaluate(facts);
}

export async function fingers(session) {
  await session.check("bowl.html: two fingers on the map keep what lies under them", async () => {
    const before = await open(session);
    const { corner, width, height, scrolled } = before;
    const screen = ([x, y]) => [Math.round(corner[0] + x), Math.round(corner[1] + y)];
    const middle = [0.45 * width, 0.6 * height];
    // Further apart along one line, and both to the left and down: a map is not turned.
    const pair = (half, [dx, dy]) => [-half, half].map((side) => screen([middle[0] + side + dx, middle[1] + dy]));
    const [from, to] = [pair(50, [0, 0]), pair(68, [-40, 14])];
    await gesture(session, from, to);
    const log = await session.evaluate(() => window.touches);
    const moves = log.filter(({ type, places }) => type === "touchmove" && places.length === 2);
    const last = moves.at(-1).places;
    assert.ok(moves.length >= 3 && moves.every(({ prevented }) => prevented), "with two fingers the page stays");
    last.flat().forEach((value, i) => near(value, to.flat()[i], 0.51, "where the fingers have arrived"));
    const inside = (places) => places.map(([x, y]) => [x - corner[0], y - corner[1]]);
    const held = [log.findLast(({ type, places }) => type === "touchstart" && places.length === 2), ...moves].map(({ places }) => inside(places));
    const pinches = held.slice(1).map((places, i) => [...held[i], ...places]);
    const after = await session.evaluate(pinched, before, pinches, held[0]);
    after.places.flat().forEach((value, i) => near(value, inside(last).flat()[i], 1, "what lay under a finger"));
    const seen = await session.evaluate(facts);
    seen.handle.forEach((value, i) => near(value, after.start[i], 0.5, "the start's handle"));
    assert.ok(after.unlike < 0.02 && after.before > 0.1, `${after.unlike} of the map is unlike the engine's, ${after.before} unlike before`);
    assert.equal(seen.scrolled, scrolled, "the page has not scrolled");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("bowl.html: one finger on the map scrolls the page", async () => {
    const { corner, width, height, scrolled, camera } = await open(session);
    const from = [corner[0] + 0.4 * width, corner[1] + 0.7 * height];
    await gesture(session, [from], [[from[0], from[1] - 150]]);
    const log = await session.evaluate(() => window.touches);
    assert.ok(log.some(({ type }) => type === "touchmove"));
    none(log.filter(({ prevented }) => prevented), "prevented");
    const after = await session.evaluate(facts);
    assert.deepEqual(after.camera, camera);
    // Firefox's driver tells the page of fingers, but not what scrolls it; made-up ones never scroll.
    if (session.engine === "chromium") assert.ok(after.scrolled > scrolled + 100, `from ${scrolled} to ${after.scrolled}`);
  });

  if (!session.browser?.canTouch) return;
  await session.check("bowl.html: one finger on the start drags it, and the page stays", async () => {
    const before = await open(session);
    const { corner, handle, width, scrolled } = before;
    const from = [corner[0] + handle[0], corner[1] + handle[1]].map(Math.round);
    await gesture(session, [from], [[from[0] - 60, from[1] + 30]]);
    const after = await session.evaluate(facts);
    const pixel = (before.camera.x[1] - before.camera.x[0]) / width;
    near(after.start[0] - before.start[0], -60 * pixel, pixel, "x");
    near(after.start[1] - before.start[1], -30 * pixel, pixel, "y");
    assert.equal(after.scrolled, scrolled, "the page has not scrolled");
  });
}
