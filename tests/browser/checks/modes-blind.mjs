// The search for a limit that nobody sees.
import { assert, near, none } from "../lib/expect.mjs";
import { press, turn } from "../lib/hand.mjs";

export async function blind(session) {
  await session.check("modes.html: the limit is found blind in six tries, and nothing tells it before", async () => {
    await session.open(session.fixture("modes.html"));
    const seen = () => session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#blind");
      return {
        words: tools.words(widget), message: tools.part(widget, "blind-message").textContent,
        text: tools.slider(widget, "learning-rate").getAttribute("aria-valuetext"),
        curve: Number(getComputedStyle(tools.view(widget, "loss").canvases[1]).opacity),
        chips: [...widget.shadowRoot.querySelectorAll(".chips li")].map(({ textContent }) => textContent),
        views: tools.views(widget), rate: widget.experiment.config.tracks[0].learningRate,
        ticks: widget.shadowRoot.querySelectorAll(".tick").length,
      };
    });
    const before = await seen();
    assert.deepEqual(before.views, ["loss"]);
    assert.equal(before.curve, 0, "a curve is earned by a try");
    assert.equal(before.ticks, 0, "no landmark on the crank");
    assert.doesNotMatch(`${before.words} ${before.text}`, /0\.08|steep|overshoots|creeps|loss is \d/);
    await session.evaluate(press, "#blind", "try");
    const tried = await seen();
    assert.equal(tried.curve, 1);
    assert.match(tried.chips[0], /✓ 0\.01 settles/);
    // Six tries by halving the interval on the crank, as a reader would.
    let [low, high] = [0.25, 1];
    for (let i = 0; i < 5; i += 1) {
      const middle = (low + high) / 2;
      await session.evaluate(turn, "#blind", "learning-rate", middle);
      const fresh = await seen();
      assert.equal(fresh.curve, 0, "another rate is veiled again");
      await session.evaluate(press, "#blind", "try");
      const now = await seen();
      const settles = now.rate < 0.08;
      assert.match(now.chips.at(-1), settles ? /✓/ : /✗/, `${now.rate}`);
      if (settles) low = middle;
      else high = middle;
      if (/is 0\.08/.test(now.message)) break;
    }
    const end = await seen();
    assert.match(end.message, /The limit of this bowl is 0\.08/);
    await session.evaluate(press, "#blind", "another");
    await session.evaluate(() => window.tools.wait(60));
    const other = await seen();
    assert.deepEqual(other.chips, [], "another bowl, new tries");
    const { curvatures } = await session.evaluate(() => window.tools.widget("#blind").experiment.config.loss);
    assert.notDeepEqual(curvatures, [1, 25]);
    await session.evaluate(press, "#blind", "reveal");
    const limit = await session.evaluate(() => window.tools.widget("#blind").experiment.analysis().stableBelow);
    const told = Number(/is ([\d.]+)\.$/.exec((await seen()).message)?.[1]);
    near(told / limit, 1, 0.01, "the engine's limit");
    const refused = await session.evaluate(() => window.tools.part(window.tools.widget("#valley"), "blind-message").textContent);
    assert.match(refused, /bowl/, "a landscape without a limit says so");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
