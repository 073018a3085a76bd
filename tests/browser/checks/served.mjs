// What only a served page can show: a frame that may neither save nor copy, hashes, a notebook. Strict hosts: matrix.mjs.
import { assert, none } from "../lib/expect.mjs";

export async function served(session) {
  await session.check("shut.html: in a frame that may neither save nor copy, texts are selected and pictures shown", async () => {
    await session.open(session.fixture("shut.html"), { size: [1280, 1000] });
    const told = await session.evaluate(async () => {
      await window.tools.until(() => window.told, 30_000);
      return window.told ?? null;
    });
    assert.ok(told?.open, "the dialog opens");
    assert.match(told.copied[0], /^(Selected|Copied)/);
    assert.equal(told.copied[1], true);
    assert.ok(told.saved.length >= 12, `${told.saved.length} files`);
    for (const { name, status, text, whole, picture } of told.saved) {
      if (name.endsWith(".png")) assert.ok(picture > 100, `${name}: a picture ${picture} px wide`);
      else assert.ok(whole && text.length > 20 && status.startsWith("Selected"), `${name}: ${status} ${text}`);
    }
    none(told.errors, "errors in the frame");
  });

  await session.check("a page that names a hash takes the script that has it, and no other", async () => {
    await session.open(session.fixture("states.html"));
    const seen = await session.evaluate(async (base) => {
      const { files } = await (await fetch(`${base}integrity.json`)).json();
      const load = (hash) => new Promise((done) => {
        const frame = document.createElement("iframe");
        document.body.append(frame);
        const script = frame.contentDocument.createElement("script");
        Object.assign(script, { integrity: hash, crossOrigin: "anonymous", src: `${base}many-clocks.js` });
        script.onload = () => done([typeof frame.contentWindow.ManyClocks?.define]);
        script.onerror = () => done(["refused", typeof frame.contentWindow.ManyClocks]);
        frame.contentDocument.body.append(script);
      });
      const right = files["many-clocks.js"];
      return [await load(right), await load(right.replace(/.$/, (last) => (last === "A" ? "B" : "A")).replace(/-./, (at) => (at === "-A" ? "-B" : "-A")))];
    }, new URL("dist/", session.base).href);
    assert.deepEqual(seen, [["function"], ["refused", "undefined"]]);
  });

  await session.check("anywidget.html: a notebook's traits and the figure follow each other, without an echo", async () => {
    await session.open(session.fixture("anywidget.html"));
    const seen = await session.evaluate(async () => {
      const { tools, notebook: { model, end } } = window;
      await tools.until(() => document.querySelector("many-clocks"));
      await tools.ready();
      const widget = tools.widget();
      const state = () => ({ curvatures: widget.experiment.config.loss.curvatures, step: widget.step, rate: widget.experiment.config.tracks[0].learningRate });
      const first = { ...state(), views: tools.views(widget) };
      model.set("config", { loss: { id: "quadratic", curvatures: [2, 8] } });
      model.set("step", 7);
      model.sent.length = 0;
      model.pending.clear();
      await tools.frame();
      await tools.frame();
      const told = state();
      const quiet = model.sent.length;
      const crank = tools.slider(widget, "learning-rate");
      crank.value = String(Number(crank.value) - 100);
      crank.dispatchEvent(new Event("input", { bubbles: true }));
      crank.dispatchEvent(new Event("change", { bubbles: true }));
      for (let i = 0; i < 4; i += 1) await tools.frame();
      const turned = { rate: state().rate, known: model.get("config").tracks[0].learningRate, step: model.get("step"), sent: [...model.sent] };
      widget.dispatchEvent(new CustomEvent("many-clocks-answer", { bubbles: true, composed: true, detail: { correct: true, attempts: 1 } }));
      const answer = model.get("answer");
      end();
      return { first, told, quiet, turned, answer, left: document.querySelectorAll("many-clocks").length, listening: model.listening() };
    });
    assert.deepEqual(seen.first, { curvatures: [1, 9], step: 4, rate: 0.1, views: ["map", "clocks", "rate"] });
    assert.deepEqual(seen.told.curvatures, [2, 8]);
    assert.equal(seen.told.step, 7);
    assert.equal(seen.quiet, 0, "what the notebook says is not said back");
    assert.equal(seen.turned.rate, seen.turned.known);
    assert.deepEqual(seen.turned.sent, [["config"]], "one message a change");
    assert.deepEqual(seen.answer, { correct: true, attempts: 1 });
    assert.deepEqual([seen.left, seen.listening], [0, 0], "nothing is left behind");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
