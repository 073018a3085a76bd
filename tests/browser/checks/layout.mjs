// From a narrow phone to a wide screen: nothing scrolls sideways, and what belongs together is seen together.
import { assert, none } from "../lib/expect.mjs";

const sideways = () => {
  const wide = document.documentElement.clientWidth;
  const out = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width > 0 && box.right > wide + 0.5 && style.position !== "absolute" && !/hidden/.test(element.className))
        out.push(`${window.tools.name(element)}.${element.className} reaches ${box.right.toFixed(1)}`);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document.body);
  return { scrolls: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) > wide, wide, out };
};

export async function layout(session) {
  for (const width of [320, 390, 768, 1280]) {
    await session.check(`index.html and bowl.html: no sideways scrolling at ${width} px`, async () => {
      for (const address of [session.product("index.html"), session.fixture("bowl.html")]) {
        await session.open(address, { size: [width, 800], visit: width < 400 });
        const result = await session.evaluate(sideways);
        assert.equal(result.wide <= width, true, `the page is ${result.wide} px wide`);
        assert.equal(
          result.scrolls,
          false,
          `scrolls sideways at ${result.wide} px; ${result.out.slice(0, 6).join("; ")}`,
        );
      }
    });
  }

  await session.check("bowl.html: at 1280 px the two menus stand side by side, under the two sliders", async () => {
    await session.open(session.fixture("bowl.html"), { size: [1280, 900] });
    const rows = await session.evaluate(() => {
      const controls = ["conditioning", "angle", "loss", "optimizer"];
      const root = window.tools.widget("#bowl").shadowRoot;
      return controls.map((name) => {
        const { left, top } = root.querySelector(`[part~="${name}-control"]`).getBoundingClientRect();
        return [Math.round(left), Math.round(top)];
      });
    });
    const [conditioning, angle, loss, optimizer] = rows;
    assert.deepEqual([loss[0], optimizer[0]], [conditioning[0], angle[0]], "columns");
    assert.deepEqual([conditioning[1], loss[1]], [angle[1], optimizer[1]], "rows");
    assert.ok(loss[1] > conditioning[1], "menus under sliders");
  });

  await session.check(
    "bowl.html: at 390 px the map is at most 230 px high, and map, dials and crank fit into 560 px",
    async () => {
      await session.open(session.fixture("bowl.html"), { size: [390, 844] });
      const boxes = await session.evaluate(() => {
        const widget = window.tools.widget("#bowl");
        const box = (element) => {
          const { top, bottom, width, height } = element.getBoundingClientRect();
          return { top, bottom, width, height };
        };
        return {
          map: box(window.tools.view(widget, "map").canvases[0]),
          clocks: box(window.tools.view(widget, "clocks").canvases[0]),
          crank: box(window.tools.slider(widget, "learning-rate")),
        };
      });
      assert.ok(boxes.map.height <= 230.5 && boxes.map.height >= 120, `the map is ${boxes.map.height} px high`);
      const all = Object.values(boxes);
      const extent = Math.max(...all.map(({ bottom }) => bottom)) - Math.min(...all.map(({ top }) => top));
      assert.ok(extent <= 560, `map, dials and crank take ${extent} px: ${JSON.stringify(boxes)}`);
      assert.ok(boxes.crank.top >= boxes.clocks.bottom - 40, "the crank stands under the dials");
    },
  );

  await session.check("bowl.html: touch targets are at least 24 px", async () => {
    await session.open(session.fixture("bowl.html"), { size: [390, 844] });
    const small = await session.evaluate(() => {
      const widget = window.tools.widget("#bowl");
      return [...widget.shadowRoot.querySelectorAll("button, input, select")]
        .filter((element) => !element.disabled && window.tools.shown(element))
        .flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          return Math.min(width, height) < 24 && !/mark/.test(element.className)
            ? [`${window.tools.name(element)} ${width.toFixed(0)}×${height.toFixed(0)}`]
            : [];
        });
    });
    none(small, "too small to touch");
  });

  await session.check("bowl.html: canvases have the screen's own pixels at every width", async () => {
    for (const width of [390, 1280]) {
      await session.open(session.fixture("bowl.html"), { size: [width, 800] });
      const sizes = await session.evaluate(() =>
        [...window.tools.widget("#bowl").shadowRoot.querySelectorAll("canvas")].map((canvas) => {
          const box = canvas.getBoundingClientRect();
          return { width: canvas.width, height: canvas.height, css: [box.width, box.height], ratio: devicePixelRatio };
        }),
      );
      assert.ok(sizes.length >= 4, `${sizes.length} canvases`);
      for (const { width: w, height: h, css, ratio } of sizes) {
        assert.ok(
          Math.abs(w - css[0] * ratio) <= 1 && Math.abs(h - css[1] * ratio) <= 1,
          `${w}×${h} for ${css} at ${ratio}`,
        );
      }
    }
  });
}
