// The graphs: what they show is where the engine places it, and what is pressed on them turns the crank or goes to a step.
import { assert, near, none } from "../lib/expect.mjs";
import { difference, over, parse } from "../lib/colour.mjs";

const GRAPHS = ["rate", "loss", "components"];

/** Runs in the page: where something is drawn, in CSS pixels of its view and in the viewport. */
function spot(selector, view, target) {
  const widget = window.tools.widget(selector);
  const { figure, width, height } = window.tools.view(widget, view);
  figure.scrollIntoView({ block: "center", behavior: "instant" });
  const { box } = window.tools.view(widget, view);
  const [x, y] = widget.experiment.place(view, { step: widget.step, ...target, width, height });
  return { at: [x, y], screen: [box.left + x, box.top + y], width, height };
}

/** Runs in the page: what a widget stands at. */
function state(selector) {
  const { config, step, experiment } = window.tools.widget(selector);
  return { rate: experiment.config.tracks[0].learningRate, step, config };
}

export async function press(session, from, to = from, options = {}) {
  const { browser } = session;
  await browser.move(...from);
  await browser.down();
  for (let i = 1; i <= 6; i += 1) {
    await browser.move(from[0] + ((to[0] - from[0]) * i) / 6, from[1] + ((to[1] - from[1]) * i) / 6);
    await options.each?.();
  }
  await browser.up();
  await session.evaluate(() => window.tools.wait(80));
}

export async function graphs(session) {
  const theme = session.options.dark ? "dark" : "light";

  await session.check("graphs.html: handle and marks have the engine's places and the style's colours", async () => {
    await session.open(session.fixture("graphs.html"));
    const { colours } = await session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);
    const ground = parse(colours.panel);
    for (const [view, target, colour] of [
      ["rate", { learningRate: 0.03 }, colours.ink],
      ["loss", { track: 0, step: 6 }, colours.ink],
      ["loss", { track: 1, step: 6 }, colours["track-2"]],
      ["components", { step: 6 }, colours.shallow],
    ]) {
      const { at } = await session.evaluate(spot, "#all", view, target);
      const [layers] = await session.evaluate(
        (name, point) => window.tools.pixels(window.tools.widget("#all"), name, [point]), view, at,
      );
      const off = difference(over(ground, layers), parse(colour));
      assert.ok(off < 40, `${view} at ${at}: ${layers} is ${off} away from ${colour}`);
    }
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("graphs.html: a rate that is pressed near a landmark is the landmark, with Alt it is not", async () => {
    await session.open(session.fixture("graphs.html"));
    for (const [rate, moved] of [[2 / 25, 4], [1 / 25, -5], [1, 3]]) {
      const { screen } = await session.evaluate(spot, "#all", "rate", { learningRate: rate });
      await press(session, [screen[0] + moved, screen[1] - 60]);
      const after = await session.evaluate(state, "#all");
      assert.equal(after.rate, rate, `pressed ${moved} px beside ${rate}`);
    }
    // The best rate and the limit are two pixels apart: in between nothing else can be taken, unless it is asked for.
    const { at, width, height } = await session.evaluate(spot, "#all", "rate", { learningRate: 0.1 });
    const free = await session.evaluate((point, size) => {
      const { experiment } = window.tools.widget("#all");
      const pick = (snap) => experiment.pick("rate", { x: point[0] - 4, y: point[1], ...size, snap });
      return [pick(true), pick(false)];
    }, at, { width, height });
    assert.equal(free[1].snappedTo, null);
    assert.ok(free[1].learningRate < 0.1 && free[1].kind === "rate");
  });

  await session.check("graphs.html: dragging the rate repaints every view by the next frame and ends with one change", async () => {
    await session.open(session.fixture("graphs.html"));
    const { screen } = await session.evaluate(spot, "#all", "rate", { learningRate: 0.03 });
    const far = await session.evaluate(spot, "#all", "rate", { learningRate: 0.005 });
    await session.evaluate(() => {
      const widget = window.tools.widget("#all");
      const views = window.tools.views(widget);
      const prints = () => views.map((view) => window.tools.fingerprint(widget, view));
      const log = window.log = { views, stale: [], frames: 0 };
      let [last, rate, asked] = [prints(), widget.experiment.config.tracks[0].learningRate, false];
      // Only while something is dragged: then the widget's own frame is asked for before this one, and reading the rate
      // does not make it apply a change early.
      addEventListener("pointermove", ({ buttons }) => {
        if (asked || buttons !== 1) return;
        asked = true;
        requestAnimationFrame(() => {
          asked = false;
          const [now, next] = [prints(), widget.experiment.config.tracks[0].learningRate];
          if (next !== rate) {
            log.frames += 1;
            log.stale.push(...views.filter((_, i) => now[i] === last[i]));
          }
          [last, rate] = [now, next];
        });
      });
    });
    const each = () => session.evaluate(() => window.tools.frame());
    await press(session, [screen[0], screen[1] - 40], [far.screen[0], screen[1] - 40], { each });
    const { log, changes, rate } = await session.evaluate(() => ({
      log: window.log,
      changes: window.probe.events.filter(({ type }) => type === "many-clocks-change").map(({ final }) => final),
      rate: window.tools.widget("#all").experiment.config.tracks[0].learningRate,
    }));
    near(rate, 0.005, 0.0004, "the rate under the pointer");
    assert.ok(log.frames >= 3, `${log.frames} frames with a new rate`);
    none(log.stale, "views with an old picture");
    assert.equal(changes.filter(Boolean).length, 1, `final changes: ${changes}`);
    assert.equal(changes.at(-1), true);
  });

  await session.check("graphs.html: the horizon adds what is left after some steps", async () => {
    await session.open(session.fixture("graphs.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#all");
      const range = window.tools.part(widget, "slider", "horizon");
      const print = () => window.tools.fingerprint(widget, "rate");
      const prints = [print()];
      for (const value of [4, 30, 0]) {
        range.value = String(value);
        range.dispatchEvent(new Event("input", { bubbles: true }));
        await window.tools.frame();
        await window.tools.frame();
        prints.push(print());
      }
      return { prints, text: range.closest("label").textContent };
    });
    const [before, few, many, none] = seen.prints;
    assert.equal(new Set([before, few, many]).size, 3);
    assert.equal(none, before, "without a horizon it is as it was");
    assert.match(seen.text, /left after/);
  });

  await session.check("graphs.html: a graph of steps is scrubbed", async () => {
    await session.open(session.fixture("graphs.html"));
    for (const view of ["loss", "components"]) {
      const from = await session.evaluate(spot, "#all", view, { track: 0, step: 6 });
      const to = await session.evaluate(spot, "#all", view, { track: 0, step: 21 });
      await press(session, from.screen, [to.screen[0], from.screen[1]]);
      // Selenium moves by whole pixels; a step is wider.
      const { step } = await session.evaluate(state, "#all");
      assert.equal(step, 21, view);
      await session.evaluate(() => {
        window.tools.widget("#all").step = 6;
      });
      await session.evaluate(() => window.tools.wait(60));
    }
  });

  await session.check("graphs.html: other landscapes and methods have their graphs, each in words as well", async () => {
    await session.open(session.fixture("graphs.html"));
    for (const selector of ["#all", "#valley", "#newton"]) {
      const seen = await session.evaluate((which, names) => {
        const widget = window.tools.widget(which);
        const views = window.tools.views(widget).filter((view) => names.includes(view));
        return views.map((view) => {
          const { figure } = window.tools.view(widget, view);
          const label = figure.querySelector("canvas[aria-label]")?.getAttribute("aria-label") ?? "";
          return [view, window.tools.drawn(widget, view), label, figure.querySelector("p")?.textContent ?? ""];
        });
      }, selector, GRAPHS);
      assert.ok(seen.length > 0, `${selector} has graphs`);
      for (const [view, drawn, label, text] of seen) {
        assert.ok(drawn, `${selector} ${view} is blank`);
        assert.ok(label.length > 20 && text.length > 20, `${selector} ${view}: “${label}”, “${text}”`);
        assert.doesNotMatch(`${label} ${text}`, /undefined|NaN|null/);
      }
    }
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("graphs.html: the surface is turned by dragging and by the arrow keys", async () => {
    await session.open(session.fixture("graphs.html"));
    const print = () => session.evaluate(() => window.tools.fingerprint(window.tools.widget("#body"), "surface"));
    const { screen } = await session.evaluate(spot, "#body", "surface", { theta: [0, 0] });
    const before = await print();
    await press(session, screen, [screen[0] + 60, screen[1] + 20]);
    const dragged = await print();
    assert.notEqual(dragged, before, "a drag turns it");
    const labelled = await session.evaluate(async () => {
      const stage = window.tools.view(window.tools.widget("#body"), "surface").canvases[0].parentElement;
      stage.focus();
      for (const key of ["ArrowLeft", "ArrowUp"]) stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await window.tools.wait(80);
      return stage.getAttribute("aria-label");
    });
    assert.match(labelled, /arrow keys/);
    assert.notEqual(await print(), dragged, "keys turn it");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("graphs.html: a spectrum has many dials on one crank, and its state can be kept", async () => {
    await session.open(session.fixture("graphs.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#many");
      widget.scrollIntoView({ block: "center", behavior: "instant" });
      await tools.wait(100);
      const views = tools.views(widget);
      const prints = () => views.map((view) => tools.fingerprint(widget, view));
      const before = prints();
      const crank = tools.slider(widget, "learning-rate");
      crank.value = String(Number(crank.value) - 60);
      crank.dispatchEvent(new Event("input", { bubbles: true }));
      crank.dispatchEvent(new Event("change", { bubbles: true }));
      await tools.frame();
      await tools.frame();
      const turned = prints();
      const state = widget.getState();
      widget.setAttribute("spectrum", "1 9");
      await tools.frame();
      await tools.frame();
      const other = widget.getState().spectrum;
      widget.setState(state);
      await tools.frame();
      await tools.frame();
      return {
        views, state, other, again: prints().map((print, i) => print === turned[i]),
        moved: turned.map((print, i) => print !== before[i]), svg: widget.toSVG("clocks").length,
        rate: widget.experiment.config.tracks[0].learningRate, alerts: tools.alerts(tools.widget("#mixed")),
      };
    });
    assert.deepEqual(seen.views, ["clocks", "rate", "components"]);
    assert.deepEqual(seen.state.spectrum, [1, 2, 5, 10, 20, 50, 100]);
    assert.ok(seen.state.tracks[0].learningRate < 0.0185 && seen.rate === seen.state.tracks[0].learningRate);
    assert.deepEqual(seen.moved, [true, true, true], "every view follows the crank");
    assert.deepEqual(seen.other, [1, 9]);
    assert.deepEqual(seen.again, [true, true, true], "the same state is the same picture");
    assert.ok(seen.svg > 5000);
    assert.ok(seen.alerts.length === 1 && /BFGS|bfgs|direction/i.test(seen.alerts[0]), `${seen.alerts}`);
  });

  await session.check("graphs.html: nothing scrolls sideways at 320 px", async () => {
    await session.open(session.fixture("graphs.html"), { size: [320, 700] });
    const wide = await session.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} px wide`);
  });
}
