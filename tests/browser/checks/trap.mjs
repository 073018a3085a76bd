// An engine that traps: the original message is shown, another instance takes its place, and every figure goes on from its own state.
import { assert } from "../lib/expect.mjs";

export async function trap(session) {
  for (const [when, armed, act] of [
    ["while a figure is drawn", "experiment_draw", "drag"],
    ["while a configuration is worked out", "^simulate$", "drag"],
    ["when the page's script asks", "experiment_csv", "ask"],
  ]) {
    await session.check(`trap.html: a trap ${when} is told, and all figures go on as they were`, async () => {
      await session.open(session.fixture("trap.html"));
      const seen = await session.evaluate(async (name, what) => {
        const { tools, trap } = window;
        const ids = ["first", "second", "third"];
        const widgets = ids.map((id) => tools.widget(`#${id}`));
        const prints = () => widgets.map((widget) => tools.fingerprint(widget, tools.views(widget)[0]));
        const states = () => widgets.map((widget) => JSON.stringify(widget.getState()));
        const before = { prints: prints(), states: states(), instances: trap.instances };
        const kept = widgets[0].experiment;
        trap.armed = new RegExp(name);
        let thrown = "";
        if (what === "drag") {
          const crank = tools.slider(widgets[0], "learning-rate");
          crank.value = String(Number(crank.value) - 40);
          crank.dispatchEvent(new Event("input", { bubbles: true }));
          await tools.wait(200);
          crank.dispatchEvent(new Event("change", { bubbles: true }));
        } else {
          try {
            widgets[0].toCSV();
          } catch (error) {
            thrown = String(error.message);
          }
        }
        await tools.wait(200);
        const alerts = tools.alerts(widgets[0]).join();
        const after = { states: states(), instances: trap.instances };
        // Each is drawn anew, from what it had, and works.
        for (const widget of widgets) widget.step = widget.step ? widget.step - 1 : 1;
        await tools.pass();
        const moved = prints().map((print, index) => print !== before.prints[index]);
        for (const widget of widgets) widget.stepForward();
        await tools.pass();
        return {
          armed: trap.armed === null, born: after.instances - before.instances, alerts, thrown, events: window.probe.events.filter(({ type }) => type === "many-clocks-error").map(({ id, fault, message }) => `${id} ${fault} ${message}`),
          same: after.states.slice(1).join() === before.states.slice(1).join(), first: JSON.parse(after.states[0]).loss.curvatures, moved, again: prints().slice(1, 2)[0] === before.prints[1],
          steps: widgets.map((widget) => widget.step), csv: widgets[0].toCSV().split("\n").length > 60, drawn: widgets.map((widget) => tools.drawn(widget, tools.views(widget)[0])),
          // What somebody had kept is made again where it is asked.
          kept: (() => {
            try {
              return kept.readout(0).tracks[0].step;
            } catch (error) {
              return error.code;
            }
          })(),
        };
      }, armed, act);
      assert.ok(seen.armed, "the trap was sprung");
      assert.equal(seen.born, 1, "one new instance");
      if (act === "ask") assert.equal(seen.thrown, "a trap set by the test");
      else {
        assert.match(seen.alerts, /a trap set by the test/);
        assert.ok(seen.events.length === 1 && /^first .*a trap set by the test/.test(seen.events[0]), `${seen.events}`);
      }
      assert.ok(seen.same, "the others have their states");
      assert.deepEqual(seen.first, [1, 10]);
      assert.deepEqual(seen.moved, [true, true, true]);
      assert.ok(seen.again, "the same picture from the new instance");
      assert.ok(seen.csv);
      assert.deepEqual(seen.drawn, [true, true, true]);
      assert.deepEqual(seen.steps, [2, 5, 2]);
      assert.ok(seen.kept === 0 || seen.kept === "freed");
    });
  }
}
