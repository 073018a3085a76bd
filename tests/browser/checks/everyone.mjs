// For everyone: axe in every state, all of it by keyboard, one message an interaction, no motion that nobody asked for, forced
// colours, text as large as a reader needs it.
import { join } from "node:path";
import { PNG } from "pngjs";
import { clean } from "../lib/axe.mjs";
import { contrast } from "../lib/colour.mjs";
import { assert } from "../lib/expect.mjs";
import { MORE, show } from "../lib/met.mjs";
import { STATES } from "../lib/states.mjs";
import { screenshots as folder } from "../site.mjs";
import { keys } from "./everyone-keys.mjs";

export async function everyone(session) {
  const theme = session.options.dark ? "dark" : "light";
  const states = [...STATES, ...MORE];
  // A phone in the dark, a desk by day; both in either where time does not count.
  for (const width of process.env.FULL ? [1280, 390] : session.options.dark ? [390] : [1280]) {
    await session.check(`axe finds nothing in ${states.length} states of a figure, ${theme}, ${width} px; every canvas has a name and a text`, async () => {
      await session.open(session.fixture("states.html"), { size: [width, 900] });
      for (const { name, attributes, question, act } of states) {
        await session.evaluate(show, attributes, question ?? null);
        if (act) await session.evaluate(act);
        await session.evaluate(() => document.querySelector("many-clocks").pause());
        await clean(session, false, "main").catch((error) => {
          throw new assert.AssertionError({ message: `${name}: ${error.message}` });
        });
      }
    });
  }
  if (session.options.dark) {
    await calm(session);
    return;
  }
  await keys(session);
  await messages(session);
  if (session.engine === "chromium") await forced(session);
  await large(session);
}

async function messages(session) {
  await session.check("a live region says at most one thing an interaction, whatever happens meanwhile", async () => {
    await session.open(session.fixture("states.html"), { size: [1280, 900] });
    await session.evaluate(show, { ...MORE[0].attributes, steps: "30" }, null);
    const said = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget();
      const heard = [];
      let current = "";
      new MutationObserver((records) => {
        for (const { target } of records) {
          const region = target.parentElement?.closest?.('[aria-live], [role="status"], [role="alert"]') ?? target.closest?.('[aria-live], [role="status"], [role="alert"]');
          if (region) heard.push([current, region.textContent.slice(0, 60)]);
        }
      }).observe(widget.shadowRoot, { subtree: true, childList: true, characterData: true });
      const interactions = {
        async drag() {
          const crank = tools.slider(widget, "learning-rate");
          for (let index = 0; index < 15; index += 1) {
            crank.value = String(300 + 10 * index);
            crank.dispatchEvent(new Event("input", { bubbles: true }));
            await tools.frame();
          }
          crank.dispatchEvent(new Event("change", { bubbles: true }));
        },
        async step() { tools.part(widget, "button", "forward").click(); },
        async play() {
          tools.part(widget, "button", "play").click();
          await tools.until(() => !widget.playing, 4000);
        },
        async nudge() { tools.part(widget, "start").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true })); },
        async method() {
          const menu = tools.part(widget, "select", "optimizer");
          menu.value = "newton";
          menu.dispatchEvent(new Event("change", { bubbles: true }));
        },
        async mistake() {
          const field = tools.part(widget, "control", "conditioning-control").querySelector("input[type=text]");
          field.value = "nonsense";
          field.dispatchEvent(new Event("change"));
        },
        async script() { widget.step = 2; },
      };
      for (const [name, act] of Object.entries(interactions)) {
        current = name;
        await act();
        await tools.wait(900);
      }
      return { heard, names: Object.keys(interactions) };
    });
    const of = (name) => said.heard.filter(([interaction]) => interaction === name).map(([, text]) => text);
    for (const name of said.names) assert.ok(new Set(of(name)).size <= 1, `${name}: ${of(name).join(" | ")}`);
    for (const name of ["drag", "step", "nudge", "method", "mistake"]) assert.equal(new Set(of(name)).size, 1, `${name} is heard`);
    assert.deepEqual(of("script"), [], "what the page's script does is the page's affair");
  });
}

async function calm(session) {
  await session.check("with less motion nothing moves by itself, be it asked for or not", async () => {
    await session.open(session.fixture("states.html"), { size: [1280, 900] });
    await session.evaluate(show, { curvatures: "1 25", views: "map clocks surface", autoplay: "" }, null);
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget();
      const print = () => ["map", "clocks", "surface"].map((view) => tools.fingerprint(widget, view)).join();
      const before = [widget.step, print()];
      await tools.wait(900);
      const after = [widget.step, print()];
      const moving = [widget, ...widget.shadowRoot.querySelectorAll("*")].flatMap((element) => element.getAnimations()).length;
      tools.part(widget, "button", "play").click();
      await tools.wait(700);
      return { calm: matchMedia("(prefers-reduced-motion: reduce)").matches, before, after, moving, playing: widget.playing || widget.step > 0 };
    });
    assert.ok(seen.calm);
    assert.deepEqual(seen.after, seen.before);
    assert.equal(seen.moving, 0);
    assert.ok(seen.playing, "the button still plays");
  });
}

async function forced(session) {
  for (const scheme of ["light", "dark"]) {
    await session.check(`in forced colours, ${scheme}: words, controls, hands and paths can be seen`, async () => {
      await session.open(session.fixture("states.html"), { size: [1280, 900] });
      try {
        await session.browser.force(scheme);
        await session.evaluate(show, MORE[0].attributes, { ask: "limit-rate" });
        await session.evaluate(() => window.tools.until(() => false, 300));
        const seen = await session.evaluate(() => {
          const { tools } = window;
          const widget = tools.widget();
          const probe = document.body.appendChild(document.createElement("i"));
          const system = (name) => {
            probe.style.color = name;
            return getComputedStyle(probe).color;
          };
          const [canvas, text] = [system("Canvas"), system("CanvasText")];
          const root = getComputedStyle(tools.part(widget, "root"));
          const edges = [...widget.shadowRoot.querySelectorAll(".button, .field, .select")].filter(tools.shown).map((element) => getComputedStyle(element).borderTopColor);
          const { width, height } = tools.view(widget, "clocks");
          return { forced: matchMedia("(forced-colors: active)").matches, canvas, text, ground: root.backgroundColor, ink: root.color, edges: [...new Set(edges)],
            // Something of the pictures stands out from the ground.
            dials: tools.pixels(widget, "clocks", [[width * 0.25, height * 0.45], [width * 0.75, height * 0.45]]).map((layers) => layers.map((pixel) => pixel.join())) };
        });
        assert.ok(seen.forced);
        assert.equal(seen.ground, seen.canvas);
        assert.equal(seen.ink, seen.text);
        const numbers = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
        for (const edge of seen.edges) assert.ok(contrast(numbers(edge), numbers(seen.canvas)) > 3, `an edge ${edge} on ${seen.canvas}`);
        const png = PNG.sync.read(await session.browser.screenshot(join(folder, `forced-${scheme}.png`), { whole: true }));
        assert.ok(png.height > 1000);
        await clean(session, false, "main");
      } finally {
        await session.browser.force(null);
      }
    });
  }
}

async function large(session) {
  const pages = [session.product("index.html"), session.product("playground.html"), session.product("teachers.html"), session.product("embed.html"), session.fixture("matrix.html")];
  await session.check("at 400 % of 1280 px no page scrolls both ways", async () => {
    for (const address of pages) {
      await session.open(address, { size: [320, 256] });
      const over = await session.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${address} is ${over} px too wide`);
    }
  });
  await session.check("with text twice as large nothing is cut off and nothing scrolls sideways", async () => {
    for (const address of [pages[1], pages[4]]) {
      await session.open(address, { size: [1280, 900] });
      const over = await session.evaluate(async () => {
        document.documentElement.style.fontSize = "200%";
        await window.tools.wait(200);
        return document.scrollingElement.scrollWidth - innerWidth;
      });
      assert.ok(over <= 0, `${address} is ${over} px too wide`);
    }
  });
}
