// What a reader may switch on: an explained point, the search for a limit, a linear axis, tabs, a lecture.
import { assert, near, none } from "../lib/expect.mjs";
import { difference, over, parse } from "../lib/colour.mjs";
import { press, turn } from "../lib/hand.mjs";
import { blind } from "./modes-blind.mjs";

/** Runs in the page: where the rate's handle, the crank's thumb and two of its ticks stand, in the viewport. */
function axis(selector) {
  const { tools } = window;
  const widget = tools.widget(selector);
  const { box, width, height } = tools.view(widget, "rate");
  const linear = tools.part(widget, "button", "axis").getAttribute("aria-pressed") === "true";
  const place = (learningRate) => box.left + widget.experiment.place("rate", {
    step: widget.step, learningRate, width, height, axis: linear ? "linear" : "log",
  })[0];
  const range = tools.slider(widget, "learning-rate").getBoundingClientRect();
  const slider = tools.slider(widget, "learning-rate");
  const share = Number(slider.value) / Number(slider.max);
  const ticks = [...widget.shadowRoot.querySelectorAll(".learning-rate .tick")].map((tick) => {
    const { left, width: wide } = tick.getBoundingClientRect();
    return left + wide / 2;
  });
  const rate = widget.experiment.config.tracks[0].learningRate;
  return {
    linear, rate, handle: place(rate), thumb: range.left + 11 + share * (range.width - 22), step: (range.width - 22) / Number(slider.max),
    ticks, marks: [1 / 25, 2 / 26, 2 / 25, 1].map(place),
  };
}

export async function modes(session) {
  const theme = session.options.dark ? "dark" : "light";

  await session.check("modes.html: the crank stands under the handle of the rates, on either axis, and so do its ticks", async () => {
    await session.open(session.fixture("modes.html"));
    for (const linear of [false, true]) {
      const found = await session.evaluate(axis, "#all");
      assert.equal(found.linear, linear);
      near(found.thumb, found.handle, 0.5 * found.step + 0.6, "thumb and handle");
      found.marks.forEach((mark, index) => near(found.ticks[index], mark, 1.1 + found.step, `tick ${index}`));
      await session.evaluate(turn, "#all", "learning-rate", linear ? 0.3 : 0.5);
      const after = await session.evaluate(axis, "#all");
      assert.notEqual(after.rate, found.rate);
      near(after.thumb, after.handle, 0.5 * after.step + 0.6, "after a turn");
      if (!linear) await session.evaluate(press, "#all", "axis");
    }
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("modes.html: momentum has its slider, which turns every such track and moves the limit", async () => {
    await session.open(session.fixture("modes.html"));
    const found = await session.evaluate(async (turned) => {
      const { tools } = window;
      const widget = tools.widget("#all");
      await new Function(`return (${turned})`)()("#all", "momentum", 0.5);
      const { tracks } = widget.experiment.config;
      const hidden = !tools.shown(tools.part(tools.widget("#beside"), "momentum-control"));
      return { betas: tracks.map(({ momentum }) => momentum), limit: widget.experiment.analysis({ track: 1, step: 0 }).stableBelow, hidden };
    }, String(turn));
    assert.ok(found.betas[1] > 0.4 && found.betas[1] < 0.6 && !found.betas[0], `${found.betas}`);
    near(found.limit, (2 + 2 * found.betas[1]) / 25, 1e-12, "(2 + 2β)/λmax");
    assert.ok(found.hidden, "without such a method there is none");
  });

  await session.check("modes.html: a point is explained with the engine's numbers, by dragging and by keys", async () => {
    await session.open(session.fixture("modes.html"));
    await session.evaluate(press, "#all", "explain");
    const look = () => session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#all");
      const { box, width, height, figure } = tools.view(widget, "map");
      figure.scrollIntoView({ block: "center", behavior: "instant" });
      const handle = tools.part(widget, "probe").getBoundingClientRect();
      const fresh = tools.view(widget, "map").box;
      const at = [handle.left + handle.width / 2 - fresh.left, handle.top + handle.height / 2 - fresh.top];
      const theta = widget.experiment.pick("map", { x: at[0], y: at[1], width, height, step: widget.step });
      const words = tools.part(widget, "explanation").textContent;
      return { at, screen: [fresh.left + at[0], fresh.top + at[1]], theta: theta.theta, words, box, label: tools.part(widget, "probe").getAttribute("aria-label") };
    });
    const before = await look();
    assert.match(before.words, /gradient descent.*diagonal.*Newton/s);
    const { browser } = session;
    await browser.move(...before.screen);
    await browser.down();
    await browser.move(before.screen[0] + 60, before.screen[1] - 40);
    await session.evaluate(() => window.tools.frame());
    await browser.move(before.screen[0] + 120, before.screen[1] - 80);
    await browser.up();
    await session.evaluate(() => window.tools.wait(80));
    const after = await look();
    near(after.at[0] - before.at[0], 120, 1.1, "dragged to the right");
    near(after.at[1] - before.at[1], -80, 1.1, "dragged up");
    assert.notEqual(after.words, before.words);
    const shown = await session.evaluate((label) => {
      const numbers = [...label.matchAll(/[−\d.]+/g)].map(([text]) => Number(text.replace("−", "-"))).filter(Number.isFinite);
      const { experiment } = window.tools.widget("#all");
      const told = experiment.explain({ theta: numbers.slice(0, 2) });
      return { told, words: window.tools.part(window.tools.widget("#all"), "explanation").textContent, config: experiment.config.start };
    }, after.label);
    assert.deepEqual(shown.config, [-1.9, -0.4], "the start stays where it is");
    const first = shown.told.steps.find(({ id }) => id === "newton");
    near(first.theta[0], 0, 1e-9, "Newton lands");
    assert.ok(shown.words.includes("(0, 0)"), shown.words);
    await session.evaluate(() => {
      const handle = window.tools.part(window.tools.widget("#all"), "probe");
      handle.focus();
      handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true }));
    });
    await session.evaluate(() => window.tools.wait(80));
    assert.ok((await look()).at[0] < after.at[0] - 1, "an arrow key moves it");
    const live = await session.evaluate(() => window.tools.widget("#all").shadowRoot.querySelector('[role="status"]').textContent);
    assert.match(live, /the loss is .*curvatures/);
    // The arrow to the minimum has Newton's colour.
    const { colours } = await session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);
    const probe = await session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#all");
      const { width, height } = tools.view(widget, "map");
      const label = tools.part(widget, "probe").getAttribute("aria-label");
      const [x, y] = [...label.matchAll(/[−\d.]+/g)].map(([text]) => Number(text.replace("−", "-"))).filter(Number.isFinite);
      const at = widget.experiment.place("map", { theta: [x * 0.25, y * 0.25], width, height, step: 0 });
      const around = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => [at[0] + dx, at[1] + dy]));
      return tools.pixels(widget, "map", around);
    });
    const nearest = Math.min(...probe.map((layers) => difference(over(parse(colours.ground), layers), parse(colours["track-2"]))));
    assert.ok(nearest < 40, `Newton's arrow is ${nearest} away from its colour`);
    await session.evaluate(press, "#all", "explain");
    assert.ok(await session.evaluate(() => !window.tools.shown(window.tools.part(window.tools.widget("#all"), "explanation"))), "it closes");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await blind(session);

  await session.check("modes.html: on a phone the graphs and the numbers are tabs, by touch and by arrow keys", async () => {
    await session.open(session.fixture("modes.html"), { size: [390, 800] });
    const look = () => session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#all");
      const tabs = [...widget.shadowRoot.querySelectorAll('[role="tab"]')];
      const chosen = tabs.filter((tab) => tab.getAttribute("aria-selected") === "true").map(({ textContent }) => textContent);
      return {
        tabs: tabs.map(({ textContent }) => textContent), chosen, views: tools.views(widget),
        drawn: tools.views(widget).every((view) => tools.drawn(widget, view)),
        ledger: tools.shown(tools.part(widget, "ledger")), high: tabs.every((tab) => tab.getBoundingClientRect().height >= 24),
        panels: tabs.map((tab) => Boolean(widget.shadowRoot.getElementById(tab.getAttribute("aria-controls")))),
        heights: [...widget.shadowRoot.querySelectorAll(".map > .stage, .learning-rate")].map((element) => element.getBoundingClientRect().height),
        wide: document.documentElement.scrollWidth,
      };
    });
    const first = await look();
    assert.deepEqual(first.tabs, ["rate", "loss", "slices", "numbers"]);
    assert.deepEqual([first.chosen, first.views, first.ledger], [["rate"], ["map", "clocks", "rate"], false]);
    assert.ok(first.drawn && first.high && first.panels.every(Boolean) && first.wide <= 390, JSON.stringify(first));
    assert.ok(first.heights[0] <= 230, `the map is ${first.heights[0]} px high`);
    for (const [key, view, ledger] of [["ArrowRight", "loss", false], ["ArrowRight", "slices", false], ["End", null, true], ["Home", "rate", false]]) {
      await session.evaluate((name) => {
        const tab = window.tools.widget("#all").shadowRoot.querySelector('[role="tab"][aria-selected="true"]');
        tab.focus();
        tab.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
      }, key);
      await session.evaluate(() => window.tools.wait(80));
      const now = await look();
      assert.deepEqual(now.views, ["map", "clocks", ...(view ? [view] : [])], key);
      assert.ok(now.drawn && now.ledger === ledger, key);
    }
    // Map, dials and crank on one screen.
    const low = await session.evaluate(() => {
      const widget = window.tools.widget("#beside");
      const bowl = document.querySelector("#all");
      bowl.setAttribute("optimizers", "gradient-descent");
      return window.tools.wait(120).then(() => {
        const root = bowl.shadowRoot.querySelector('[part~="root"]').getBoundingClientRect();
        scrollTo(0, root.top + scrollY);
        const crank = window.tools.part(bowl, "learning-rate-control").getBoundingClientRect();
        return { end: crank.bottom - bowl.shadowRoot.querySelector('[part~="root"]').getBoundingClientRect().top, other: Boolean(widget) };
      });
    });
    assert.ok(low.end <= 560, `the crank ends ${low.end} px below the figure's top`);
  });

  await session.check("modes.html: a lecture fills the screen in larger type with nothing but the crank, and ends", async () => {
    await session.open(session.fixture("modes.html"));
    const look = () => session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#all");
      const { top, left, width, height } = widget.getBoundingClientRect();
      const inputs = [...widget.shadowRoot.querySelectorAll("input, select, button")].filter((element) => tools.shown(element));
      const crank = tools.part(widget, "learning-rate-control").getBoundingClientRect();
      const { canvases, box, ratio } = tools.view(widget, "clocks");
      const { experiment, step } = widget;
      return {
        box: [left, top, width, height], window: [innerWidth, innerHeight], crank: crank.bottom,
        parts: inputs.map((element) => element.getAttribute("part") ?? element.className), step, ratio, clocks: [box.width, canvases[0].width],
        rate: experiment.config.tracks[0].learningRate,
        sentence: Number.parseFloat(getComputedStyle(tools.part(widget, "sentence")).fontSize),
      };
    });
    const before = await look();
    await session.evaluate(press, "#all", "lecture");
    await session.evaluate(() => window.tools.wait(500));
    const during = await look();
    near(during.box[2], during.window[0], 1, "as wide as the screen");
    assert.ok(during.box[3] >= during.window[1] - 1 && Math.abs(during.box[1]) <= 1, `${during.box} in ${during.window}`);
    assert.ok(during.crank <= during.window[1] + 1, "the crank is on the screen");
    assert.ok(during.sentence > before.sentence * 1.2, "larger type");
    const left = during.parts.filter((part) => !/slider learning-rate|^field$|lecture|mark|start/.test(part));
    none(left, "controls besides the crank");
    // Dials are drawn as sharp as before; a place in the picture is a place under the pointer times the enlargement.
    near(during.ratio, before.ratio, 0.02, "canvas pixels a CSS pixel");
    await session.evaluate(turn, "#all", "learning-rate", 0.4);
    assert.notEqual((await look()).rate, during.rate, "the crank turns");
    for (const key of ["PageDown", "PageDown", "PageUp"]) {
      await session.evaluate((name) => {
        const crank = window.tools.slider(window.tools.widget("#all"), "learning-rate");
        crank.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, composed: true }));
      }, key);
    }
    assert.equal((await look()).step, before.step + 1, "a clicker goes on and back");
    await session.evaluate(press, "#all", "lecture");
    await session.evaluate(() => window.tools.wait(500));
    const after = await look();
    assert.deepEqual(after.box.slice(2), before.box.slice(2), "as it was");
    assert.deepEqual(after.parts, before.parts);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("modes.html: nothing scrolls sideways at 320 px, slices stand beside their map where there is room", async () => {
    await session.open(session.fixture("modes.html"), { size: [320, 700] });
    const wide = await session.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} px wide`);
    await session.open(session.fixture("modes.html"), { size: [1280, 900] });
    const [map, slices] = await session.evaluate(() => ["map", "slices"].map((view) => {
      const { left, right, top } = window.tools.view(window.tools.widget("#beside"), view).box;
      return { left, right, top };
    }));
    assert.ok(slices.left > map.right && Math.abs(slices.top - map.top) < 40, JSON.stringify([map, slices]));
  });
}
