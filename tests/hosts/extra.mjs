// What one host alone asks for.
import { assert, near } from "../browser/lib/expect.mjs";
import { press } from "../browser/checks/graphs.mjs";
import { drawn, open } from "./proof.mjs";

/** Plain HTML: every figure of the page, those on one crank and the one that waits. */
export async function bowlWaits(session) {
  const seen = await session.evaluate(async () => {
    const { tools } = window;
    const widgets = tools.widgets();
    await tools.visit();
    const [, left, right, lazy, german] = widgets;
    right.step = 3;
    await tools.frame();
    await tools.frame();
    // What is shared is what a reader does.
    tools.slider(right, "step").focus();
    return { count: widgets.length, lazy: tools.drawn(lazy, "map"), left: tools.drawn(left, "map"), german: tools.part(german, "sentence").textContent.slice(0, 10) };
  });
  assert.deepEqual(seen, { count: 5, lazy: true, left: true, german: "Die steile" });
  await session.browser.key("ArrowRight");
  const steps = await session.evaluate(async () => {
    await window.tools.frame();
    await window.tools.frame();
    return window.tools.widgets().slice(1, 3).map(({ step }) => step);
  });
  assert.deepEqual(steps, [4, 4], "two on one crank");
}

/** Another page of the same host. */
export const second = (page) => async (session, base) => {
  await open(session, new URL(page, base).href);
  await drawn(session);
};

/** MkDocs: the second page is fetched and put in place of the first. */
export async function instant(session) {
  await session.evaluate(() => {
    window.same = true;
    window.first = window.tools.widget();
    [...document.querySelectorAll("article a")].find(({ textContent }) => textContent === "the second").click();
  });
  const there = await session.evaluate(() => window.tools.until(() => document.querySelector("h1").textContent.startsWith("Second"), 8_000));
  assert.ok(there, "the second page");
  assert.ok(await session.evaluate(() => window.same && window.tools.widget() !== window.first), "fetched into the same page");
  await drawn(session);
}

/** React: state follows the figure, and properties are taken however they are given. */
export async function properties(session) {
  await drawn(session, "#words");
  const read = () => session.evaluate(async () => {
    const { tools } = window;
    await tools.frame();
    await tools.frame();
    const [bowl, words, object] = tools.widgets();
    return {
      told: document.querySelector("#root p").textContent.replace(/\s+/g, " "), shown: `Step ${bowl.step}`,
      words: words.step, rate: words.experiment.config.tracks[0].learningRate, object: object.experiment.config.tracks[0].learningRate,
      alerts: tools.widgets().flatMap(tools.alerts),
    };
  });
  const first = await read();
  assert.equal(first.told, first.shown);
  assert.deepEqual([first.words, first.rate, first.object, first.alerts], [3, 0.05, 0.02, []]);
  await session.evaluate(() => window.tools.slider(window.tools.widget("#words"), "step").focus());
  await session.browser.key("ArrowRight");
  const output = () => session.evaluate(async () => {
    await window.tools.frame();
    await window.tools.frame();
    return document.querySelector("output").textContent;
  });
  assert.equal(await output(), "4", "an event by its name");
  await session.evaluate(() => document.querySelector("#take").click());
  const last = await read();
  assert.deepEqual([last.words, last.object, last.alerts], [0, 0.1, []], "after both were taken away");
}

/** reveal.js: what a pointer takes on a scaled slide follows it. */
export async function moves(session) {
  const places = await session.evaluate(() => {
    const { tools } = window;
    const widget = tools.widget();
    const { box, canvases } = tools.view(widget, "map");
    const stage = canvases[0].parentElement;
    const size = { width: stage.clientWidth, height: stage.clientHeight };
    const scale = box.width / size.width;
    const at = (theta) => {
      const [x, y] = widget.experiment.place("map", { theta, ...size, step: widget.step });
      return [Math.round(box.left + x * scale), Math.round(box.top + y * scale)];
    };
    const camera = widget.experiment.camera("map", { ...size, step: widget.step });
    return { scale, camera, size, from: at(widget.experiment.config.start), to: at([0.8, -0.6]), corner: [box.left, box.top] };
  });
  assert.ok(Math.abs(places.scale - 1) > 0.05, `the slide is scaled by ${places.scale}`);
  await press(session, places.from, places.to, { each: () => session.evaluate(() => window.tools.frame()) });
  const landed = await session.evaluate(({ camera, size, scale, corner }) => {
    const { experiment } = window.tools.widget();
    const [x, y] = experiment.place("map", { ...size, camera, theta: experiment.config.start });
    return [corner[0] + x * scale, corner[1] + y * scale];
  }, places);
  // The start is taken and left at whole pixels of the screen, and stays as far beside the pointer as it was taken.
  landed.forEach((value, i) => near(value, places.to[i], 1.5, `${"xy"[i]} of the start under the pointer`));
  assert.equal(await session.evaluate(() => window.Reveal.getIndices().h), 5, "the slide stays");
}
