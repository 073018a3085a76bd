// A figure with a theme of its own, on a page whose colours are those of the other.
import { assert, none } from "../lib/expect.mjs";
import { difference, over, parse } from "../lib/colour.mjs";

/** "rgb(r, g, b)" → [r, g, b] */
const used = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);

export async function themes(session) {
  await session.check("themes.html: each figure has the colours of its own theme, words and pictures alike", async () => {
    await session.open(session.fixture("themes.html"));
    const seen = await session.evaluate(async () => {
      const engine = await window.ManyClocks.loadEngine();
      const { tools } = window;
      return ["auto", "light", "dark"].map((id) => {
        const widget = tools.widget(`#${id}`);
        const base = id === "auto" ? "light" : id;
        const { colours } = engine.styles(base);
        const root = getComputedStyle(tools.part(widget, "root"));
        const { width, height } = tools.view(widget, "map");
        // A corner, where the landscape is highest, is a colour of this theme's ramp.
        const at = [[6, 6], [width - 6, height / 3], [6, height / 2]];
        const [[layers], shown] = [tools.pixels(widget, "map", at), at.map(([x, y]) => {
          const { theta } = widget.experiment.pick("map", { x, y, width, height, step: widget.step, snap: false });
          return widget.experiment.colourAt("map", { theta, width, height, theme: base, step: widget.step });
        })];
        return { id, colours, background: root.backgroundColor, ink: root.color, layers, expected: shown[0] };
      });
    });
    for (const { id, colours, background, ink, layers, expected } of seen) {
      assert.ok(difference(used(background), parse(colours.panel)) < 2, `${id}: ${background} is not ${colours.panel}`);
      assert.ok(difference(used(ink), parse(colours.ink)) < 2, `${id}: ${ink} is not ${colours.ink}`);
      const shown = over(parse(colours.panel), layers);
      assert.ok(difference(shown, parse(expected)) < 12, `${id}: the map is ${shown}, expected ${expected}`);
    }
    const [auto, light, dark] = seen;
    assert.equal(auto.background, light.background);
    assert.notEqual(light.background, dark.background);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
