// The pair that makes the point: a round and a stretched bowl on one crank.
import { assert, near } from "../lib/expect.mjs";

const facts = () =>
  window.tools
    .widgets()
    .slice(0, 2)
    .map((widget) => {
      const { experiment } = widget;
      const analysis = experiment.analysis({ track: 0, step: 0 });
      return {
        group: widget.getAttribute("group"),
        share: widget.getAttribute("share"),
        config: experiment.config,
        theta: experiment.readout(1).tracks[0].theta,
        start: experiment.config.start,
        clocks: analysis.clocks,
        words: window.tools.words(widget),
        alerts: window.tools.alerts(widget),
      };
    });

export async function hero(session) {
  await session.check("index.html: left lands in one step, right is steep ×0, shallow ×0.96", async () => {
    await session.open(session.product("index.html"), { visit: false });
    const [left, right] = await session.evaluate(facts);
    assert.ok(left.group && left.group === right.group, "both are in one group");
    for (const { share } of [left, right]) assert.match(share, /learning-rate/);
    assert.deepEqual(left.config.loss.curvatures, [10, 10]);
    assert.deepEqual(
      [...right.config.loss.curvatures].sort((a, b) => a - b),
      [0.4, 10],
    );
    for (const { config } of [left, right]) assert.equal(config.tracks[0].learningRate, 0.1);
    near(Math.hypot(...left.theta), 0, 1e-12, "left after one step");
    assert.deepEqual(
      left.clocks.map(({ multiplier, regime }) => [multiplier, regime]),
      [
        [0, "lands"],
        [0, "lands"],
      ],
    );
    const [shallow, steep] = right.clocks;
    assert.deepEqual([steep.multiplier, steep.regime], [0, "lands"]);
    near(shallow.multiplier, 0.96, 1e-15, "shallow");
    assert.equal(shallow.regime, "creeps");
    assert.ok(
      Math.hypot(...right.start) > 0.5 && Math.abs(right.theta[0]) + Math.abs(right.theta[1]) > 0.1,
      "right does not land",
    );
    assert.match(right.words, /0[.,]96/, "the right sentence says ×0.96");
    assert.match(left.words, /lands? in one step/i, "the left sentence says that it lands");
    assert.match(right.words, /steep/i);
    assert.match(right.words, /shallow/i);
  });

  await session.check("index.html: one crank moves both bowls in the same frame", async () => {
    await session.open(session.product("index.html"), { visit: false });
    const result = await session.evaluate(async () => {
      const pair = window.tools.widgets().slice(0, 2);
      const group = window.tools
        .widgets()
        .filter((widget) => widget.getAttribute("group") === pair[0].getAttribute("group"));
      const crank = group
        .map((widget) => window.tools.part(widget, "slider", "learning-rate"))
        .find((slider) => slider && window.tools.shown(slider));
      if (!crank) return { error: "no crank is shown for the pair" };
      const prints = () =>
        pair.flatMap((widget) => ["map", "clocks"].map((view) => window.tools.fingerprint(widget, view)));
      const before = prints();
      crank.focus();
      crank.value = String(crank.valueAsNumber - Math.round(Number(crank.max) / 10));
      crank.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      // Asked for after the widgets' own frame, so it runs behind it and still before the browser paints.
      await window.tools.frame();
      const after = prints();
      return { before, after, rates: pair.map((widget) => widget.experiment.config.tracks[0].learningRate) };
    });
    assert.equal(result.error, undefined);
    result.before.forEach((print, index) =>
      assert.notEqual(
        result.after[index],
        print,
        `${["left map", "left clocks", "right map", "right clocks"][index]} unchanged after one frame`,
      ),
    );
    assert.equal(result.rates[0], result.rates[1], "both have the same rate");
    assert.ok(result.rates[0] < 0.1, `the rate is ${result.rates[0]}`);
  });
}
