// An author's mistake costs one figure, says which field it was, and can be mended in place.
import { assert, none } from "../lib/expect.mjs";

export async function badInput(session) {
  let broken = [];
  await session.check(
    "broken.html: each faulty figure names its field in an alert and raises many-clocks-error",
    async () => {
      await session.open(session.fixture("broken.html"));
      broken = await session.evaluate(async () => {
        const faulty = window.tools.widgets().filter((widget) => widget.dataset.names);
        await window.tools.until(() => faulty.every((widget) => window.tools.alerts(widget).length > 0));
        return faulty.map((widget) => ({
          id: widget.id,
          names: widget.dataset.names,
          alerts: window.tools.alerts(widget),
          events: window.probe.events.filter((event) => event.id === widget.id && event.type === "many-clocks-error"),
        }));
      });
      assert.equal(broken.length, 9);
      for (const { id, names, alerts, events } of broken) {
        assert.ok(
          alerts.some((text) => new RegExp(names).test(text)),
          `${id}: no alert names ${names}; it says ${JSON.stringify(alerts)}`,
        );
        assert.ok(events.length >= 1, `${id}: no many-clocks-error`);
        assert.ok(
          events.some(({ field }) => new RegExp(names).test(field ?? "")),
          `${id}: the event names ${events.map(({ field }) => field)}`,
        );
        for (const event of events) {
          assert.ok(
            event.code && event.message && event.bubbles && event.composed,
            `${id}: an incomplete event ${JSON.stringify(event)}`,
          );
        }
      }
    },
  );

  await session.check("broken.html: the neighbour works, nothing is thrown", async () => {
    const good = await session.evaluate(async () => {
      const widget = window.tools.widget("#good");
      const before = window.tools.fingerprint(widget, "map");
      widget.stepForward();
      await window.tools.frame();
      await window.tools.frame();
      return {
        alerts: window.tools.alerts(widget),
        changed: window.tools.fingerprint(widget, "map") !== before,
        step: widget.step,
      };
    });
    none(good.alerts, "the neighbour's alerts");
    assert.ok(good.changed && good.step === 1, JSON.stringify(good));
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("broken.html: mending the attribute takes the alert away and shows the figure", async () => {
    const mended = await session.evaluate(async () => {
      const faulty = window.tools.widgets().filter((widget) => widget.dataset.fix);
      for (const widget of faulty) {
        const [name, ...value] = widget.dataset.fix.split("=");
        widget.setAttribute(name, value.join("="));
      }
      await window.tools.until(() =>
        faulty.every((widget) => window.tools.alerts(widget).length === 0 && widget.experiment),
      );
      await window.tools.frame();
      return faulty.map((widget) => ({
        id: widget.id,
        alerts: window.tools.alerts(widget),
        length: widget.experiment?.length ?? null,
      }));
    });
    assert.ok(mended.length >= 8);
    for (const { id, alerts, length } of mended) {
      none(alerts, `${id} still says`);
      assert.ok(length > 1, `${id}: no experiment`);
    }
  });

  await session.check("broken.html: a fault made later keeps the page alive, and goes away again", async () => {
    const told = await session.evaluate(async () => {
      const widget = window.tools.widget("#good");
      const count = () =>
        window.probe.events.filter((event) => event.id === "good" && event.type === "many-clocks-error").length;
      const before = count();
      widget.setAttribute("curvatures", "1");
      await window.tools.until(() => window.tools.alerts(widget).length > 0);
      const alerts = window.tools.alerts(widget);
      const events = count() - before;
      widget.setAttribute("curvatures", "1 4");
      await window.tools.until(() => window.tools.alerts(widget).length === 0);
      await window.tools.frame();
      await window.tools.frame();
      return {
        alerts,
        events,
        after: window.tools.alerts(widget),
        curvatures: widget.experiment.config.loss.curvatures,
      };
    });
    assert.ok(
      told.alerts.some((text) => /curvatures/.test(text)),
      JSON.stringify(told.alerts),
    );
    assert.equal(told.events, 1, "one event for one fault");
    none(told.after, "alerts after mending");
    assert.deepEqual(told.curvatures, [1, 4]);
  });
}
