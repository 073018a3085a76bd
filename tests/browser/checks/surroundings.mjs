// What a page does to its own words, keys and colours: its rules stay outside, its darkness is seen, and of the keys it
// gets those that no control of the figure has used.
import { assert, none } from "../lib/expect.mjs";

/** Runs in the page: every box and every line's font of both shadow trees, from their own corner. */
function shape() {
  return ["#bowl", "many-clocks-question"].flatMap((selector) => {
    const host = document.querySelector(selector);
    const { left, top } = host.getBoundingClientRect();
    return [...host.shadowRoot.querySelectorAll("*")].map((element) => {
      const box = element.getBoundingClientRect();
      const { fontFamily, fontSize, fontStyle, fontWeight, lineHeight, letterSpacing, wordSpacing, textAlign, textTransform, textIndent, textShadow, whiteSpace } = getComputedStyle(element);
      const place = box.width ? [box.left - left, box.top - top, box.width, box.height].map((length) => Math.round(length * 4) / 4) : [];
      return JSON.stringify([element.localName, place, fontFamily, fontSize, fontStyle, fontWeight, lineHeight, letterSpacing, wordSpacing, textAlign, textTransform, textIndent, textShadow, whiteSpace]);
    });
  });
}

const base = (session) => session.evaluate(() => ["#bowl", "many-clocks-question"].map((selector) => document.querySelector(selector).shadowRoot.firstElementChild.dataset.base));

/** Waits for the shade of both elements. */
async function becomes(session, expected, what) {
  await session.evaluate((shade) => window.tools.until(() => (
    ["#bowl", "many-clocks-question"].every((selector) => document.querySelector(selector).shadowRoot.firstElementChild.dataset.base === shade)
  ), 3_000), expected);
  assert.deepEqual(await base(session), [expected, expected], what);
}

export async function surroundings(session) {
  const page = session.fixture("surroundings.html");

  await session.check("surroundings.html: what a page does to its words and pictures leaves the figure and the question as they are", async () => {
    await session.open(page);
    const before = await session.evaluate(shape);
    assert.ok(before.length > 150, `${before.length} elements`);
    const changed = await session.evaluate(async () => {
      document.querySelector("main").className = "prose";
      await window.tools.frame();
      await window.tools.frame();
      const { fontSize, letterSpacing } = getComputedStyle(document.querySelector(".card"));
      return [fontSize, letterSpacing];
    });
    assert.deepEqual(changed, ["23px", "4.6px"], "the page has become another");
    const after = await session.evaluate(shape);
    const differing = before.flatMap((line, i) => (line === after[i] ? [] : [`${line} → ${after[i]}`]));
    none(differing, "changed");
  });

  await session.check("surroundings.html: as light or dark as what it stands in, when a switch is turned, in a slide, under glass", async () => {
    await session.open(page);
    await becomes(session, "light", "on white");
    await session.evaluate(() => { document.body.dataset.theme = "dark"; });
    await becomes(session, "dark", "on a page that fades to dark");
    const shown = await session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#bowl");
      return [getComputedStyle(tools.part(widget, "root")).backgroundColor, tools.drawn(widget, "map")];
    });
    assert.ok(shown[0].match(/[\d.]+/g).slice(0, 3).every((part) => part < 80), `the frame is ${shown[0]}`);
    assert.ok(shown[1]);
    await session.evaluate(() => { delete document.body.dataset.theme; });
    await becomes(session, "light", "on white again");
    await session.evaluate(() => {
      for (const card of document.querySelectorAll(".card")) card.classList.add("slide");
      // A slide is not watched; a page tells by what it sets on itself, or on the figure.
      document.body.className = "talk";
    });
    await becomes(session, "dark", "in a dark slide");
    await session.evaluate(() => {
      for (const card of document.querySelectorAll(".card")) card.className = "card glass";
      document.body.className = "";
    });
    await becomes(session, "light", "glass shows what is behind it");
    await session.evaluate(() => {
      document.body.dataset.theme = "dark";
      for (const selector of ["#bowl", "many-clocks-question"]) document.querySelector(selector).setAttribute("theme", "light");
    });
    await becomes(session, "light", "a theme of its own");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("surroundings.html: keys that a control has used do not turn the page, others do", async () => {
    await session.open(page);
    await session.evaluate(() => {
      window.turned = [];
      document.addEventListener("keydown", ({ key }) => window.turned.push(key));
    });
    const press = async (selector, name, keys) => {
      await session.evaluate(([host, part]) => {
        window.turned.length = 0;
        document.querySelector(host).shadowRoot.querySelector(part).focus();
      }, [selector, name]);
      for (const key of keys) await session.browser.key(key);
      return session.evaluate(() => [...window.turned]);
    };
    const step = () => session.evaluate(() => window.tools.widget("#bowl").step);
    const before = await step();
    assert.deepEqual(await press("#bowl", '[part~="slider"][part~="step"]', ["ArrowRight", "ArrowLeft", "ArrowRight", "Escape"]), ["Escape"]);
    assert.equal(await step(), before + 1);
    assert.deepEqual(await press("#bowl", '[part~="slider"][part~="learning-rate"]', ["ArrowLeft", "PageUp", "s"]), ["s"]);
    assert.deepEqual(await press("#bowl", '[part~="start"]', ["ArrowLeft", "ArrowUp", "s"]), ["s"]);
    assert.deepEqual(await press("many-clocks-question", "input", ["0", "s", ".", "ArrowLeft", "Backspace", "Escape"]), ["Escape"]);
    const heard = await press("#bowl", '[part~="nearer"]', ["n", " "]);
    assert.deepEqual(heard, ["n"]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
