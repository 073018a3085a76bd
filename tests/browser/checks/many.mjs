// Many figures on one page, and figures that come and go: one engine, no cross-talk, nothing drawn that nobody sees, nothing left.
import { assert, none } from "../lib/expect.mjs";

/** Mounts and moves: all of them where time does not count. */
const FULL = Boolean(process.env.FULL);
const MOUNTS = FULL ? 500 : 120;
const MOVES = 100;
const WARM = 40;

export async function many(session) {
  await session.check("many.html: twenty figures share one compiled module, one instance, one memory", async () => {
    await session.open(session.fixture("many.html"));
    const seen = await session.evaluate(() => {
      const { counted, tools } = window;
      return { figures: tools.widgets().length, drawn: tools.widgets().filter((figure) => figure.experiment).length, modules: counted.modules, instances: counted.instances,
        megabytes: counted.memories.map((memory) => memory.buffer.byteLength / 2 ** 20), errors: window.probe.errors };
    });
    assert.deepEqual({ ...seen, megabytes: seen.megabytes.length }, { figures: 20, drawn: 20, modules: 1, instances: 1, megabytes: 1, errors: [] });
    assert.ok(seen.megabytes[0] <= 64, `${seen.megabytes} MB for twenty figures`);
    console.log(`# ${session.label}: twenty figures in ${seen.megabytes[0].toFixed(1)} MB of wasm memory`);
  });

  await session.check("many.html: what is done to one figure changes no other", async () => {
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const states = () => tools.widgets().map((figure) => JSON.stringify(figure.getState()));
      const before = states();
      const touched = [0, 7, 19];
      for (const index of touched) {
        const figure = tools.widgets()[index];
        const crank = tools.slider(figure, "learning-rate");
        crank.value = String(Number(crank.value) - 60);
        crank.dispatchEvent(new Event("input", { bubbles: true }));
        crank.dispatchEvent(new Event("change", { bubbles: true }));
        figure.stepForward();
      }
      tools.widgets()[3].setAttribute("curvatures", "nonsense");
      await tools.wait(100);
      const after = states();
      return { changed: after.flatMap((state, index) => (state === before[index] ? [] : [index])), alerts: tools.widgets().flatMap((figure, index) => (tools.alerts(figure).length ? [index] : [])) };
    });
    assert.deepEqual(seen, { changed: [0, 7, 19], alerts: [3] });
  });

  await session.check("many.html: of twenty figures that play, those far away draw nothing, and are right when they come near", async () => {
    await session.open(session.fixture("many.html"));
    const seen = await session.evaluate(async () => {
      const { tools, counted } = window;
      await tools.wait(200);
      for (const figure of tools.widgets()) figure.play();
      await tools.wait(300);
      counted.drawn.clear();
      await tools.wait(600);
      const drawn = Object.fromEntries(counted.drawn);
      const steps = tools.widgets().map((figure) => figure.step);
      for (const figure of tools.widgets()) figure.pause();
      const far = tools.widgets().filter((figure) => figure.getBoundingClientRect().top > innerHeight + 900);
      const last = tools.widgets()[18];
      const shown = tools.fingerprint(last, "map");
      last.scrollIntoView({ block: "center", behavior: "instant" });
      await tools.wait(200);
      // The same figure, drawn anew.
      const now = tools.fingerprint(last, "map");
      last.step = 0;
      await tools.wait(100);
      return { drawn: Object.keys(drawn), far: far.map(({ id }) => id), moving: steps.every((step, index) => step !== index || step > 55), fresh: shown !== now, errors: window.probe.errors };
    });
    assert.ok(seen.far.length >= 8, `${seen.far.length} are far away`);
    none(seen.drawn.filter((id) => seen.far.includes(id)), "drawn where nobody sees it");
    assert.ok(seen.drawn.includes("figure-0"), `${seen.drawn} drew`);
    assert.ok(seen.moving, "time goes on for all of them");
    assert.ok(seen.fresh, "what was far is drawn when it comes near");
    none(seen.errors, "errors");
  });

  await mounts(session);
}

/** Runs in the page: a figure that comes and goes, and one that is taken about. */
function prepare() {
  const { tools } = window;
  const [here, there] = ["here", "there"].map((id) => document.getElementById(id));
  window.mount = async (index) => {
    const figure = document.createElement("many-clocks");
    figure.setAttribute("curvatures", `1 ${5 + (index % 20)}`);
    figure.setAttribute("views", index % 5 ? "map" : "map clocks rate");
    if (index % 7 === 0) figure.setAttribute("permalink", "mounted");
    if (index % 3 === 0) {
      figure.setAttribute("group", "all");
      figure.setAttribute("share", "step");
    }
    here.append(figure);
    await Promise.race([figure.whenReady(), tools.wait(3000)]);
    if (index % 4 === 0) figure.play();
    if (index % 2) figure.step = 3;
    figure.remove();
  };
  window.move = async (count) => {
    const figure = document.createElement("many-clocks");
    here.append(figure);
    await figure.whenReady();
    for (let index = 0; index < count; index += 1) {
      // A microtask between some of them, a frame between others.
      [there, here][index % 2].append(figure);
      if (index % 3 === 1) await Promise.resolve();
      if (index % 10 === 0) await tools.frame();
    }
    await tools.frame();
    await tools.frame();
    const drawn = tools.drawn(figure, "map");
    figure.remove();
    return drawn;
  };
}

async function mounts(session) {
  const run = (from, to) => session.evaluate(async (first, last) => {
    for (let index = first; index < last; index += 1) await window.mount(index);
  }, from, to);
  const look = async () => {
    const facts = await session.evaluate(async () => {
      await window.tools.wait(200);
      const { counted } = window;
      const listeners = {};
      for (const name of counted.listeners.values()) listeners[name] = (listeners[name] ?? 0) + 1;
      return { bytes: counted.memories[0].buffer.byteLength, frames: counted.frames.size, listeners, modules: counted.modules, instances: counted.instances, errors: window.probe.errors };
    });
    return { ...facts, heap: await session.browser.heap?.("ManyClocksElement") };
  };
  let before;
  await session.check(`mounts.html: once warm, after ${WARM} mounts`, async () => {
    await session.open(session.fixture("mounts.html"));
    await session.evaluate(prepare);
    // What is made once is made, and the collector has seen the page.
    await run(0, WARM);
    assert.ok(await session.evaluate((count) => window.move(count), 20), "a figure that was moved is drawn");
    before = await look();
    none(before.errors, "errors");
  });
  // A hundred at a time: the patience of a check is for one page, not for five hundred.
  for (let from = 0; from < MOUNTS; from += 100) {
    const to = Math.min(MOUNTS, from + 100);
    await session.check(`mounts.html: mounted and unmounted, ${from + 1} to ${to}`, () => run(WARM + from, WARM + to));
  }
  await session.check(`mounts.html: ${MOUNTS} mounts and unmounts and ${MOVES} moves leave nothing behind`, async () => {
    assert.ok(await session.evaluate((count) => window.move(count), MOVES), "a figure that was moved is drawn");
    const after = await look();
    assert.equal(after.bytes, before.bytes, `wasm memory grew from ${before.bytes} to ${after.bytes}`);
    assert.equal(after.frames, 0, "frames that are still asked for");
    assert.deepEqual(after.listeners, before.listeners, "listeners of window, document and media queries");
    assert.deepEqual([after.modules, after.instances], [1, 1]);
    none(after.errors, "errors");
    if (!after.heap) return;
    const growth = after.heap.bytes - before.heap.bytes;
    console.log(`# ${session.label}: the heap grew by ${(growth / 1024).toFixed(0)} KB over ${MOUNTS} mounts and ${MOVES} moves; ${after.heap.objects} elements are left`);
    assert.ok(growth < 2 ** 20, `the heap grew by ${growth} bytes`);
    assert.ok(after.heap.objects <= 2, `${after.heap.objects} elements were not collected`);
  });
}
