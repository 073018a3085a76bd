// Zooming and panning the map: by buttons, keys and a wheel with Ctrl; the page's own scroll is never taken.
import { assert, near, none } from "../lib/expect.mjs";

/** Runs in the page: what the map shows, and where the start and its handle are. */
function shown() {
  const widget = window.tools.widget("#bowl");
  const { figure, box, width, height } = window.tools.view(widget, "map");
  figure.scrollIntoView({ block: "center", behavior: "instant" });
  const handle = window.tools.part(widget, "start").getBoundingClientRect();
  const hidden = window.tools.part(widget, "start").disabled;
  return { hidden, width, height, box: [box.left, box.top], handle: [handle.left + handle.width / 2, handle.top + handle.height / 2] };
}

/** Runs in the page: presses a button of the map, or a key on it. */
async function use(name, key) {
  const button = window.tools.part(window.tools.widget("#bowl"), "button", name);
  if (key) {
    button.focus();
    button.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  } else button.click();
  await window.tools.frame();
  await window.tools.frame();
  return window.tools.fingerprint(window.tools.widget("#bowl"), "map");
}

export async function zoom(session) {
  await session.check("bowl.html: the map zooms and pans by buttons and keys, and the start stays under its handle", async () => {
    await session.open(session.fixture("bowl.html"));
    const first = await session.evaluate(() => window.tools.fingerprint(window.tools.widget("#bowl"), "map"));
    const before = await session.evaluate(shown);
    const prints = [first];
    for (const [name, key] of [["nearer"], ["nearer"], ["farther"], ["nearer", "ArrowLeft"], ["nearer", "+"], ["fit"]]) {
      const print = await session.evaluate(use, name, key);
      assert.notEqual(print, prints.at(-1), `${name} ${key ?? ""} changes the map`);
      prints.push(print);
      const { handle, box, hidden, width, height } = await session.evaluate(shown);
      const inside = handle[0] >= box[0] && handle[1] >= box[1] && handle[0] <= box[0] + width && handle[1] <= box[1] + height;
      assert.ok(hidden || inside, `${name}: the handle floats outside of the map`);
      if (hidden) {
        assert.notEqual(name, "fit", "the whole path has its start");
        continue;
      }
      const { colour } = await session.evaluate((at) => {
        const [[base, overlay]] = window.tools.pixels(window.tools.widget("#bowl"), "map", [at]);
        return { colour: overlay[3] > 0 ? overlay : base };
      }, [handle[0] - box[0], handle[1] - box[1]]);
      // The ring of the start has a face in its middle, drawn on the upper canvas.
      assert.ok(colour[3] > 200, `${name}: nothing is drawn under the handle`);
    }
    const after = await session.evaluate(shown);
    assert.deepEqual([after.width, after.height], [before.width, before.height], "no box moved");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("bowl.html: a wheel zooms about the pointer with Ctrl, and scrolls the page without", async () => {
    await session.open(session.fixture("bowl.html"));
    const result = await session.evaluate(async () => {
      const widget = window.tools.widget("#bowl");
      const { figure, box, width, height } = window.tools.view(widget, "map");
      const stage = figure.querySelector("canvas").parentElement;
      const at = [width * 0.3, height * 0.6];
      const wheel = (ctrlKey) => {
        const event = new WheelEvent("wheel", {
          deltaY: -240, ctrlKey, bubbles: true, composed: true, cancelable: true, clientX: box.left + at[0], clientY: box.top + at[1],
        });
        stage.dispatchEvent(event);
        return event.defaultPrevented;
      };
      const print = () => window.tools.fingerprint(widget, "map");
      const before = print();
      const plain = wheel(false);
      await window.tools.frame();
      const still = print() === before;
      const taken = wheel(true);
      await window.tools.frame();
      await window.tools.frame();
      const zoomed = print() !== before;
      const { experiment, step } = widget;
      const size = { width, height, step };
      const own = experiment.camera("map", size);
      const near = experiment.camera("map", { ...size, wheel: -240, x: at[0], y: at[1] });
      const point = experiment.pick("map", { ...size, x: at[0], y: at[1] }).theta;
      return { plain, still, taken, zoomed, own, near, place: experiment.place("map", { ...size, camera: near, theta: point }), at };
    });
    assert.ok(!result.plain && result.still, "a plain wheel is the page's");
    assert.ok(result.taken && result.zoomed, "with Ctrl it zooms");
    const wide = (camera) => camera.x[1] - camera.x[0];
    near(wide(result.near) / wide(result.own), 0.5, 1e-9, "two steps halve what is shown");
    near(result.place[0], result.at[0], 0.5, "the point under the pointer stays, x");
    near(result.place[1], result.at[1], 0.5, "the point under the pointer stays, y");
  });

  await session.check("bowl.html: a zoomed map is taken along by the mouse, and a press still goes to a step", async () => {
    await session.open(session.fixture("bowl.html"));
    await session.evaluate(use, "nearer");
    await session.evaluate(use, "fit");
    const look = () => session.evaluate(() => {
      const widget = window.tools.widget("#bowl");
      const { box } = window.tools.view(widget, "map");
      const handle = window.tools.part(widget, "start").getBoundingClientRect();
      return { handle: [handle.left + handle.width / 2, handle.top + handle.height / 2], box: [box.left, box.top, box.width, box.height], step: widget.step };
    });
    await session.evaluate(shown);
    const before = await look();
    const [left, top, width, height] = before.box;
    const { browser } = session;
    const from = [left + width * 0.12, top + height * 0.2];
    await browser.move(...from);
    await browser.down();
    for (const share of [0.3, 0.7, 1]) {
      await browser.move(from[0] - 30 * share, from[1] + 24 * share);
      await session.evaluate(() => window.tools.frame());
    }
    await browser.up();
    await session.evaluate(() => window.tools.wait(80));
    const after = await look();
    near(after.handle[0] - before.handle[0], -30, 1, "the start is taken along to the left");
    near(after.handle[1] - before.handle[1], 24, 1, "and down");
    assert.equal(after.step, before.step, "a drag is no press");
    // The same picture, only elsewhere: a step stands as far from the start as it did.
    const away = await session.evaluate(() => {
      const widget = window.tools.widget("#bowl");
      const { width: wide, height: high } = window.tools.view(widget, "map");
      const { experiment, step } = widget;
      const size = { width: wide, height: high };
      const camera = experiment.camera("map", { ...size, step, fit: true });
      const [start, second] = [0, 2].map((k) => experiment.place("map", { ...size, camera, track: 0, step: k }));
      return [second[0] - start[0], second[1] - start[1]];
    });
    await browser.click(after.handle[0] + away[0], after.handle[1] + away[1]);
    await session.evaluate(() => window.tools.wait(80));
    assert.equal((await look()).step, 2, "a press goes to the step under it");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
