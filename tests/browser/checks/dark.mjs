// The dark theme: transparent around the pictures, and everything on it can be read.
import { assert, none } from "../lib/expect.mjs";
import { contrast, parse } from "../lib/colour.mjs";

export async function dark(session) {
  await session.check("bowl.html: the engine is in the dark theme, with less motion and a finer screen", async () => {
    await session.open(session.fixture("bowl.html"));
    const seen = await session.evaluate(() => ({
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      calm: matchMedia("(prefers-reduced-motion: reduce)").matches,
      ratio: devicePixelRatio,
    }));
    assert.deepEqual(seen, { dark: true, calm: true, ratio: 2 });
  });

  await session.check(
    "bowl.html: dark: canvases are transparent outside the plot and as fine as the screen",
    async () => {
      const seen = await session.evaluate(() => {
        const widget = window.tools.widget("#bowl");
        const { width, height, ratio } = window.tools.view(widget, "clocks");
        const corners = [
          [1, 1],
          [width - 1, 1],
        ];
        return {
          ratio,
          corners: window.tools
            .pixels(widget, "clocks", corners)
            .flat()
            .map((pixel) => pixel[3]),
        };
      });
      assert.ok(Math.abs(seen.ratio - 2) < 0.02, `ratio ${seen.ratio}`);
      assert.deepEqual(
        seen.corners.filter((alpha) => alpha !== 0),
        [],
        "something opaque in the corners of the clocks",
      );
    },
  );

  await session.check("styles: text has a contrast of 4.5, marks of 3, in both themes", async () => {
    const styles = await session.evaluate(async () => {
      const engine = await window.ManyClocks.loadEngine();
      return ["light", "dark"].map((theme) => engine.styles(theme).colours);
    });
    const low = [];
    styles.forEach((colours, i) => {
      for (const ground of ["ground", "panel"]) {
        for (const [name, least] of [
          ["ink", 4.5],
          ["muted", 4.5],
          ["steep", 4.5],
          ["shallow", 4.5],
          ["danger", 3],
        ]) {
          const value = contrast(parse(colours[name]), parse(colours[ground]));
          if (value < least)
            low.push(`${["light", "dark"][i]}: ${name} on ${ground} has ${value.toFixed(2)}, needs ${least}`);
        }
      }
    });
    none(low, "contrast");
    assert.notEqual(styles[0].ground, styles[1].ground);
  });

  await session.check("bowl.html: with less motion, playing steps and does not slide", async () => {
    await session.open(session.fixture("bowl.html"));
    const seen = await session.evaluate(async () => {
      const widget = window.tools.widget("#bowl");
      window.tools.part(widget, "button", "reset").click();
      await window.tools.frame();
      widget.play();
      const pictures = new Set();
      const steps = new Set();
      const end = performance.now() + 1500;
      while (performance.now() < end) {
        await window.tools.frame();
        steps.add(widget.step);
        pictures.add(window.tools.fingerprint(widget, "map"));
      }
      widget.pause();
      return { steps: [...steps], pictures: pictures.size };
    });
    assert.ok(seen.steps.every(Number.isInteger), `${seen.steps}`);
    assert.ok(seen.pictures <= seen.steps.length + 1, `${seen.pictures} pictures for ${seen.steps.length} steps`);
  });
}
