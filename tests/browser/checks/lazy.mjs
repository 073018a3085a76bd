// Figures that wait for a reader: when they begin, and how little of a frame they take until then.
import { assert, none } from "../lib/expect.mjs";

/**
 * Runs in the page: goes near a figure, and counts the canvases that are made in each frame until what came near is ready. All
 * in one: between two calls a figure may have been finished.
 */
async function made(below) {
  const { tools } = window;
  const near = tools.widget("#near");
  const widgets = [near];
  if (below) {
    const other = near.cloneNode(true);
    other.id = "other";
    // Side by side: both come near, and both are below what is seen.
    const row = document.createElement("div");
    row.style.cssText = "display: grid; grid-template-columns: 1fr 1fr";
    near.replaceWith(row);
    row.append(near, other);
    widgets.push(other);
    scrollTo({ top: near.getBoundingClientRect().top + scrollY - innerHeight - 50, behavior: "instant" });
  } else {
    near.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const count = () => widgets.map(({ shadowRoot }) => [...shadowRoot.querySelectorAll("canvas")].filter(({ style }) => style.width).length);
  const total = () => count().reduce((sum, each) => sum + each, 0);
  let waiting = widgets.length;
  for (const widget of widgets) widget.whenReady().then(() => { waiting -= 1; });
  const frames = [];
  let before = total();
  await tools.until(() => {
    const now = total();
    if (now > before) frames.push(now - before);
    before = now;
    return waiting === 0;
  });
  return { frames, waiting, views: widgets.map((widget) => tools.views(widget).length), drawn: widgets.every((widget) => tools.views(widget).every((view) => tools.drawn(widget, view))) };
}

export async function lazy(session) {
  await session.check("lazy.html: a figure far below begins when a reader comes near, or on paper", async () => {
    await session.open(session.fixture("lazy.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widgets = ["#first", "#near", "#paper"].map((id) => tools.widget(id));
      const drawn = () => widgets.map((widget) => Boolean(widget.experiment));
      const result = { atFirst: drawn(), height: document.documentElement.scrollHeight };
      // What is set meanwhile is not lost.
      widgets[1].step = 7;
      widgets[1].scrollIntoView({ block: "center", behavior: "instant" });
      await Promise.race([widgets[1].whenReady(), tools.wait(5_000)]);
      result.near = drawn();
      result.step = widgets[1].step;
      result.picture = tools.drawn(widgets[1], "map");
      scrollTo({ top: 0, behavior: "instant" });
      dispatchEvent(new Event("beforeprint"));
      const paper = widgets[2].shadowRoot.querySelector("img.print");
      result.paper = { src: paper.src.slice(0, 22), waiting: Boolean(widgets[2].shadowRoot.querySelector(".waiting")), rate: widgets[2].experiment.config.tracks[0].learningRate };
      return result;
    });
    assert.deepEqual(seen.atFirst, [true, false, false]);
    assert.deepEqual(seen.near, [true, true, false]);
    assert.deepEqual([seen.step, seen.picture], [7, true]);
    assert.deepEqual(seen.paper, { src: "data:image/svg+xml;cha", waiting: false, rate: 0.02 });
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("lazy.html: what comes near unseen is drawn a view a frame, one figure after the other", async () => {
    await session.open(session.fixture("lazy.html"));
    const { frames, waiting, views, drawn } = await session.evaluate(made, true);
    assert.equal(waiting, 0, "both are ready");
    assert.ok(drawn, "each view shows something");
    // A view has two canvases.
    assert.deepEqual(frames, Array.from({ length: views[0] + views[1] }, () => 2));
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("lazy.html: what moves on while it is prepared becomes ready all the same, and shows where it stands", async () => {
    await session.open(session.fixture("lazy.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const near = tools.widget("#near");
      let ready = false;
      near.whenReady().then(() => { ready = true; });
      scrollTo({ top: near.getBoundingClientRect().top + scrollY - innerHeight - 50, behavior: "instant" });
      let step = 0;
      const inTime = await tools.until(() => {
        step = (step % 20) + 1;
        near.step = step;
        return ready;
      });
      await tools.frame();
      await tools.frame();
      const shown = tools.views(near).map((view) => tools.fingerprint(near, view)).join();
      near.step = 0;
      near.scrollIntoView({ block: "center", behavior: "instant" });
      for (let i = 0; i < 4; i += 1) await tools.frame();
      near.step = step;
      for (let i = 0; i < 4; i += 1) await tools.frame();
      return { inTime, same: shown === tools.views(near).map((view) => tools.fingerprint(near, view)).join() };
    });
    assert.deepEqual(seen, { inTime: true, same: true });
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("lazy.html: what a reader jumps to is drawn at once", async () => {
    await session.open(session.fixture("lazy.html"));
    const { frames, views, drawn } = await session.evaluate(made, false);
    assert.ok(drawn, "each view shows something");
    assert.deepEqual(frames, [2 * views[0]]);
  });
}
