// The race: the table is the engine's numbers, a sweep's rate is the engine's, a turn takes the start along where asked.
import { assert, none } from "../lib/expect.mjs";

export async function race(session) {
  await session.check("race.html: the table says what the engine says of every track", async () => {
    await session.open(session.fixture("race.html"));
    const { rows, tracks, rates } = await session.evaluate(() => {
      const widget = window.tools.widget("#race");
      const table = window.tools.part(widget, "race").querySelector("table");
      return {
        rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
        tracks: widget.experiment.analysis({ track: 0, step: widget.step }).tracks,
        rates: widget.experiment.config.tracks.map(({ learningRate }) => learningRate),
      };
    });
    assert.equal(rows.length, 4);
    tracks.forEach(({ stepsToTolerance, staysBelowFrom, costs, outcome }, i) => {
      const [, rate, first, stays, evaluations, end] = rows[i];
      assert.equal(rate, rates[i] ? String(rates[i]) : "–");
      assert.equal(first, stepsToTolerance === null ? "–" : `step ${stepsToTolerance}`);
      assert.equal(stays, staysBelowFrom === null ? "–" : `step ${staysBelowFrom}`);
      for (const [count, word] of [[costs.gradient, "gradients"], [costs.hessian, "Hessians"], [costs.loss, "losses"]]) {
        assert.equal(evaluations.includes(`${count} ${word}`), count > 0, evaluations);
      }
      assert.ok(end.startsWith(outcome), end);
    });
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("race.html: best by sweep gives a track the rate that the engine names, and no other", async () => {
    await session.open(session.fixture("race.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#race");
      const engine = await window.ManyClocks.loadEngine();
      const before = widget.config.tracks.map(({ learningRate }) => learningRate);
      const { best } = engine.sweep(widget.config, 1);
      const buttons = [...window.tools.part(widget, "race").querySelectorAll('[part~="best"]')];
      buttons[1].click();
      await window.tools.until(() => widget.config.tracks[1].learningRate !== before[1]);
      await window.tools.frame();
      return {
        before, best, after: widget.config.tracks.map(({ learningRate }) => learningRate), hidden: buttons.map(({ hidden }) => hidden),
        first: window.tools.part(widget, "race").querySelector("tbody").rows[1].cells[2].textContent,
      };
    });
    assert.ok(seen.best.learningRate > 0);
    assert.deepEqual(seen.after, seen.before.with ? seen.before.with(1, seen.best.learningRate)
      : seen.before.map((rate, i) => (i === 1 ? seen.best.learningRate : rate)));
    assert.equal(seen.first, `step ${seen.best.steps}`);
    assert.deepEqual(seen.hidden, [false, false, false, true], "a method without a rate has none to look for");
  });

  await session.check("race.html: turning everything leaves gradient descent as it was, turning the bowl alone does not", async () => {
    await session.open(session.fixture("race.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#race");
      const losses = () => [0, 1].map((track) => widget.experiment.readout(4).tracks[track].loss);
      const turn = async (text) => {
        const field = window.tools.slider(widget, "angle").closest(".control").querySelector(".field");
        field.value = text;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await window.tools.frame();
        await window.tools.frame();
        return { losses: losses(), start: widget.config.start };
      };
      const before = { losses: losses(), start: widget.config.start };
      const radios = [...widget.shadowRoot.querySelectorAll('[part~="radio"]')];
      const alone = await turn("40");
      const back = await turn("10");
      radios[1].click();
      const along = await turn("40");
      return { before, alone, back, along };
    });
    const { before, alone, back, along } = seen;
    assert.deepEqual(alone.start, before.start);
    assert.deepEqual(back, before);
    assert.notDeepEqual(along.start, before.start);
    const apart = (a, b) => Math.abs(a / b - 1);
    assert.ok(apart(along.losses[0], before.losses[0]) < 1e-9, `${along.losses} against ${before.losses}`);
    assert.ok(apart(along.losses[1], before.losses[1]) > 1e-3, "Adam knows its axes");
    assert.ok(apart(alone.losses[0], before.losses[0]) > 1e-3);
  });

  await session.check("race.html: the playback has speeds, and its buttons know the keys of its slider", async () => {
    await session.open(session.fixture("race.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#race");
      const button = (name) => window.tools.part(widget, "button", name);
      const press = async (key) => {
        button("forward").focus();
        button("forward").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await window.tools.frame();
        return widget.step;
      };
      const steps = [];
      for (const key of ["End", "ArrowLeft", "Home", "ArrowRight"]) steps.push(await press(key));
      const texts = [];
      for (let i = 0; i < 3; i += 1) {
        button("speed").click();
        texts.push(button("speed").textContent);
      }
      // Steps within the same time, fast and slow.
      const played = [];
      for (const times of [1, 1]) {
        for (let i = 0; i < times; i += 1) button("speed").click();
        widget.reset();
        widget.play();
        await window.tools.wait(700);
        widget.pause();
        played.push(widget.step);
      }
      return { steps, texts, played, reduced: matchMedia("(prefers-reduced-motion: reduce)").matches };
    });
    assert.deepEqual(seen.steps, [300, 299, 0, 1]);
    assert.deepEqual(seen.texts, ["4×", "¼×", "1×"]);
    if (!seen.reduced) assert.ok(seen.played[0] > 4 * seen.played[1], `fast ${seen.played[0]}, slow ${seen.played[1]}`);
  });

  await session.check("race.html: methods enter and leave the race, each with its row", async () => {
    await session.open(session.fixture("race.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget();
      const press = async (part, index = 0) => {
        [...widget.shadowRoot.querySelectorAll(`[part~="${part}"]`)][index].click();
        await tools.frame();
        await tools.frame();
      };
      const state = () => ({
        tracks: widget.experiment.config.tracks.map(({ optimizer }) => optimizer),
        rows: [...widget.shadowRoot.querySelectorAll(".race tbody th")].map(({ textContent }) => textContent),
        full: widget.shadowRoot.querySelector('[part~="add"]').disabled,
      });
      const before = state();
      await press("add");
      const added = state();
      while (!state().full) await press("add");
      const full = state();
      await press("remove", 1);
      return { before, added, full, after: state() };
    });
    const { before, added, full, after } = seen;
    assert.equal(added.tracks.length, before.tracks.length + 1);
    assert.deepEqual(added.tracks.slice(0, -1), before.tracks);
    assert.equal(added.rows.length, added.tracks.length);
    assert.equal(full.tracks.length, 8);
    assert.deepEqual(after.tracks, full.tracks.filter((_, index) => index !== 1));
    assert.equal(after.rows.length, 7);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("race.html: nothing scrolls sideways at 320 px", async () => {
    await session.open(session.fixture("race.html"), { size: [320, 700] });
    const wide = await session.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} px wide`);
  });
}
