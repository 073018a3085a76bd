// Hosts do what they like: load the script twice, move elements, take them away and put them back.
import { assert, none } from "../lib/expect.mjs";

export async function lifecycle(session) {
  await session.check("twice.html: two copies of the script, no errors", async () => {
    await session.open(session.fixture("twice.html"));
    const seen = await session.evaluate(() =>
      window.tools.widgets().map((widget) => [widget.id, Boolean(widget.experiment), window.tools.alerts(widget)]),
    );
    assert.deepEqual(seen, [
      ["first", true, []],
      ["second", true, []],
    ]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check(
    "twice.html: moved, removed, put back, made anew: the figure is there and keeps its state",
    async () => {
      const seen = await session.evaluate(async () => {
        const { tools } = window;
        const widget = tools.widget("#first");
        const drawn = (which) => tools.drawn(which, "map");
        const settle = async () => {
          await tools.wait(120);
          await tools.frame();
          await tools.frame();
        };
        const facts = () => ({
          step: widget.step,
          rate: widget.experiment?.config.tracks[0].learningRate,
          drawn: drawn(widget),
          alerts: tools.alerts(widget),
        });
        const result = {};
        widget.step = 5;
        await settle();
        document.querySelector("#elsewhere").append(widget);
        await settle();
        result.moved = facts();
        widget.remove();
        await settle();
        document.querySelector("main").prepend(widget);
        await settle();
        result.back = facts();
        widget.play();
        widget.remove();
        await settle();
        document.querySelector("main").append(widget);
        await settle();
        widget.pause();
        const fresh = document.createElement("many-clocks");
        fresh.setAttribute("curvatures", "1 9");
        document.querySelector("main").append(fresh);
        await tools.ready();
        result.fresh = { drawn: drawn(fresh), curvatures: fresh.experiment.config.loss.curvatures };
        const copy = fresh.cloneNode(true);
        fresh.replaceWith(copy);
        await tools.ready();
        result.copy = { drawn: drawn(copy), same: String(copy.experiment.config.loss.curvatures) };
        for (let i = 0; i < 30; i += 1) {
          copy.remove();
          document.querySelector("main").append(copy);
        }
        await settle();
        result.thirty = drawn(copy);
        return result;
      });
      for (const [name, facts] of [
        ["moved", seen.moved],
        ["put back", seen.back],
      ]) {
        assert.deepEqual(facts, { step: 5, rate: 0.15, drawn: true, alerts: [] }, name);
      }
      assert.deepEqual(seen.fresh, { drawn: true, curvatures: [1, 9] });
      assert.deepEqual(seen.copy, { drawn: true, same: "1,9" });
      assert.equal(seen.thirty, true);
      none(await session.evaluate(() => window.probe.errors), "errors");
    },
  );

  await session.check("twice.html: hidden first, shown later: the figure draws itself then", async () => {
    const drawn = await session.evaluate(async () => {
      const box = document.createElement("div");
      box.hidden = true;
      const widget = document.createElement("many-clocks");
      box.append(widget);
      document.querySelector("main").append(box);
      await window.tools.wait(300);
      box.hidden = false;
      await window.tools.ready();
      return window.tools.drawn(widget, "map");
    });
    assert.equal(drawn, true);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("bowl.html: a lost canvas context comes back with its picture", async () => {
    await session.open(session.fixture("bowl.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#bowl");
      const before = window.tools.fingerprint(widget, "map");
      const { canvases } = window.tools.view(widget, "map");
      const prevented = canvases.map((canvas) => !canvas.dispatchEvent(new Event("contextlost", { cancelable: true })));
      for (const canvas of canvases) canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
      const blank = window.tools.fingerprint(widget, "map");
      for (const canvas of canvases) canvas.dispatchEvent(new Event("contextrestored"));
      await window.tools.frame();
      await window.tools.frame();
      return { prevented, blanked: blank !== before, restored: window.tools.fingerprint(widget, "map") === before };
    });
    assert.deepEqual(seen, { prevented: [true, true], blanked: true, restored: true });
  });
}
