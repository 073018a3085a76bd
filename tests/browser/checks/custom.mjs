// What authors make of it: colours, typefaces, parts, sizes, and places where an element may stand.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, near, none } from "../lib/expect.mjs";
import { dist } from "../site.mjs";

const { modules } = JSON.parse(readFileSync(join(dist, "custom-elements.json"), "utf8"));
const { cssProperties } = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "many-clocks");

export async function custom(session) {
  await session.check(`custom.html: each of ${cssProperties.length} custom properties changes what is drawn, in canvas and picture, and goes away again`, async () => {
    await session.open(session.fixture("custom.html"));
    const dead = await session.evaluate(async (names) => {
      const { tools } = window;
      const widget = tools.widget("#coloured");
      widget.scrollIntoView({ block: "start", behavior: "instant" });
      await tools.wait(200);
      const root = tools.part(widget, "root");
      const look = () => {
        const views = tools.views(widget);
        // What is drawn, and what words and frames look like.
        const styles = [root, tools.part(widget, "sentence"), tools.part(widget, "ledger").querySelector("td:not(:empty)"), ...root.querySelectorAll(".steep, .shallow, .danger, .track, .run")]
          .map((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor, getComputedStyle(element).borderColor, getComputedStyle(element).fontFamily].join());
        return { canvas: views.map((view) => tools.fingerprint(widget, view)).join(), svg: views.map((view) => widget.toSVG(view)).join(), styles: styles.join() };
      };
      const settle = async () => {
        for (let times = 0; times < 3; times += 1) await tools.frame();
      };
      const before = look();
      const dead = [];
      for (const name of names) {
        const type = /font|mono/.test(name);
        widget.style.setProperty(name, type ? "monospace" : "rgb(255, 0, 255)");
        await settle();
        const now = look();
        const drawn = now.canvas !== before.canvas;
        const pictured = now.svg !== before.svg;
        if (/mono|panel/.test(name) ? now.styles === before.styles : !drawn || !pictured) dead.push(`${name}: ${drawn ? "" : "no canvas "}${pictured ? "" : "no picture"}`);
        widget.style.removeProperty(name);
        await settle();
        if (JSON.stringify(look()) !== JSON.stringify(before)) dead.push(`${name} stays when it is gone`);
      }
      return dead;
    }, cssProperties.map(({ name }) => name));
    none(dead, "without effect");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("custom.html: a class of the page changes colours and typeface at once; parts take styles", async () => {
    await session.open(session.fixture("custom.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#parts");
      widget.scrollIntoView({ block: "start", behavior: "instant" });
      await tools.wait(150);
      const before = tools.fingerprint(widget, "clocks");
      widget.classList.add("brand");
      for (let times = 0; times < 3; times += 1) await tools.frame();
      const branded = tools.fingerprint(widget, "clocks");
      const steep = getComputedStyle(tools.part(widget, "sentence").querySelector(".steep")).color;
      document.documentElement.classList.add("serif");
      for (let times = 0; times < 3; times += 1) await tools.frame();
      const serif = tools.fingerprint(widget, "clocks");
      const style = (name) => getComputedStyle(tools.part(widget, name));
      return { changed: before !== branded && branded !== serif, steep, border: style("root").borderTopWidth, button: style("button").borderTopStyle, canvas: style("map-canvas").opacity };
    });
    assert.deepEqual(seen, { changed: true, steep: "rgb(200, 0, 120)", border: "7px", button: "dotted", canvas: "0.5" });
  });

  await session.check("custom.html: in flex and grid, narrow, scaled, in a closed box and in a shadow tree it has the size of its place and is drawn", async () => {
    await session.open(session.fixture("custom.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      document.querySelector("#closed").open = true;
      const root = document.querySelector("#host").attachShadow({ mode: "open" });
      const shadowed = document.createElement("many-clocks");
      root.append(shadowed);
      await shadowed.whenReady();
      await tools.pass();
      await tools.wait(200);
      const of = (id) => {
        const widget = tools.widget(`#${id}`);
        const [view] = tools.views(widget);
        const { left, width, right } = widget.getBoundingClientRect();
        return { left, width, right, drawn: tools.drawn(widget, view), wide: tools.part(widget, "root").scrollWidth - tools.part(widget, "root").clientWidth };
      };
      return {
        ...Object.fromEntries(["early", "left", "right", "first", "second", "narrow", "small", "inside"].map((id) => [id, of(id)])),
        state: [tools.widget("#early").config.loss.curvatures, tools.widget("#early").step], shadowed: tools.drawn(shadowed, "map"),
        page: document.documentElement.scrollWidth - innerWidth, errors: window.probe.errors,
      };
    });
    const { early, left, right, first, second, narrow, small, inside } = seen;
    for (const [name, box] of Object.entries({ early, left, right, first, second, narrow, small, inside })) {
      assert.ok(box.drawn, `${name} is not drawn`);
      assert.ok(box.wide <= 1, `${name} is ${box.wide} px too narrow for what it holds`);
    }
    near(left.width, right.width, 1, "two of a row");
    near(second.width, 2 * first.width, 2, "one part and two parts");
    assert.ok(right.left >= left.right && second.left >= first.right);
    near(narrow.width, 300, 0.5, "the width it is given");
    near(small.width, 450, 0.5, "half of 900 px");
    assert.deepEqual(seen.state, [[3, 12], 4], "what was set before there was an element");
    assert.ok(seen.shadowed, "in a shadow tree");
    assert.ok(seen.page <= 0, "the page scrolls sideways");
    none(seen.errors, "errors");
  });

  for (const width of [1280, 390]) await session.check(`custom.html: at ${width} px a place that is only as wide as what it holds shows it all the same`, async () => {
    await session.open(session.fixture("custom.html"), { size: [width, 900] });
    const seen = await session.evaluate(async () => {
      await window.tools.pass();
      return [...document.querySelectorAll("#shrink > * > *")].map((element) => ({
        name: `${element.localName} in ${element.parentElement.className}`, width: element.getBoundingClientRect().width, drawn: !element.experiment || window.tools.drawn(element, "map"),
      }));
    });
    assert.equal(seen.length, 7);
    for (const { name, width: wide, drawn } of seen) assert.ok(wide >= Math.min(240, 0.7 * width) - 1 && drawn, `${name} is ${wide} px wide`);
  });

  await session.check("custom.html: cloned, taken into another document and back, made in a frame", async () => {
    await session.open(session.fixture("custom.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#parts");
      widget.step = 7;
      await tools.wait(100);
      const frame = document.createElement("iframe");
      document.querySelector("main").prepend(frame);
      const inner = frame.contentDocument;
      inner.body.append(widget);
      await tools.wait(200);
      const there = widget.ownerDocument === inner;
      document.querySelector("main").prepend(widget);
      await tools.wait(200);
      const clone = document.importNode(widget, true);
      clone.id = "clone";
      widget.after(clone);
      await clone.whenReady();
      return { there, back: tools.drawn(widget, "map"), step: widget.step, clone: [tools.drawn(clone, "map"), clone.step], alerts: [...tools.alerts(widget), ...tools.alerts(clone)], errors: window.probe.errors };
    });
    assert.deepEqual(seen, { there: true, back: true, step: 7, clone: [true, 2], alerts: [], errors: [] });
  });
}
