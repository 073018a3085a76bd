// What a frame costs while something is dragged. Machines differ and are busy: a cost is compared with what was measured beside it.
import { assert, none } from "../lib/expect.mjs";

/** The most that a frame may cost, in costs of simulating and drawing everything once: words, controls and boxes are not free. */
const MOST = 3;

export async function frames(session) {
  // One engine is enough, on the finer screen, which has the more to draw.
  if (!session.browser?.canRescale) return;
  await session.check("frames.html: a dragged frame costs little more than simulating and drawing, and repaints every view", async () => {
    await session.open(session.fixture("frames.html"), { size: [1280, 900] });
    const costs = await session.evaluate(() => window.measured);
    const said = ({ median, high }) => `${median.toFixed(1)} / ${high.toFixed(1)} ms`;
    const { rate, angle, plain } = costs;
    console.log(`# frame cost, median / 95 of 100 below: learning rate ${said(rate)}, angle ${said(angle)}; simulated and drawn alone ${said(plain)}`);
    for (const [name, cost] of Object.entries({ rate, angle })) {
      assert.ok(cost.frames >= 120, `${name}: ${cost.frames} frames`);
      none(cost.stale, `${name}: views that were not repainted`);
      assert.ok(cost.median > 0 && cost.high >= cost.median, `${name}: ${said(cost)}`);
      assert.ok(cost.median < MOST * plain.median, `${name}: ${said(cost)} against ${said(plain)}`);
    }
    const { rows, ratio, width } = await session.evaluate(() => ({
      rows: [...document.querySelectorAll("#costs tr")].map((row) => row.textContent), ratio: devicePixelRatio,
      width: window.tools.widget("#four").offsetWidth,
    }));
    assert.deepEqual([ratio, width, rows.length], [2, 1280, 3]);
    assert.ok(rows[0].includes(rate.median.toFixed(2)) && rows[1].includes(angle.high.toFixed(2)), `the page says ${rows}`);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("frames.html: every view has another picture in each frame of a drag", async () => {
    // Not while time is measured: reading pixels back is slow.
    const same = await session.evaluate(async () => {
      const widget = window.tools.widget("#four");
      const found = [];
      for (const name of ["learning-rate", "angle"]) {
        // The dials and graphs of plain gradient descent are the same at every angle.
        const views = name === "angle" ? ["map"] : window.tools.views(widget);
        let last = views.map((view) => window.tools.fingerprint(widget, view));
        await window.drag(name, 0.25, 0.45, 12, () => {
          const now = views.map((view) => window.tools.fingerprint(widget, view));
          found.push(...views.filter((_, i) => now[i] === last[i]).map((view) => `${view}, ${name}`));
          last = now;
        });
      }
      return found;
    });
    none(same, "views with an old picture");
  });
}
