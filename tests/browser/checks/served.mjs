// Where a host is strict: a content security policy with trusted types, and a sandboxed frame.
import { assert, none } from "../lib/expect.mjs";

export async function served(session) {
  await session.check("strict.html: works under a strict content security policy with trusted types", async () => {
    await session.open(session.fixture("strict.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#bowl");
      const { canvases } = window.tools.view(widget, "map");
      widget.stepForward();
      await window.tools.frame();
      return {
        drawn: window.tools.drawn(widget, "map"),
        // Style sheets that were refused would leave the canvases unplaced.
        stacked: new Set(
          canvases.map((canvas) => {
            const { left, top } = canvas.getBoundingClientRect();
            return `${left} ${top}`;
          }),
        ).size,
        alerts: window.tools.alerts(widget),
        step: widget.step,
        errors: window.probe.errors,
      };
    });
    assert.deepEqual(seen, { drawn: true, stacked: 1, alerts: [], step: 4, errors: [] });
  });

  await session.check("sandbox.html: works in a frame with sandbox=allow-scripts", async () => {
    await session.open(session.fixture("sandbox.html"));
    const told = await session.evaluate(async () => {
      await window.tools.until(() => window.told, 10_000);
      return window.told ?? null;
    });
    assert.ok(told, "the frame never became ready");
    none(told.errors, "errors in the frame");
    assert.equal(told.drawn, true);
    assert.ok(told.steps > 1);
  });
}
