// For everyone: axe in every state, all of it by keyboard, one message an interaction, no motion that nobody asked for, forced
// colours, text as large as a reader needs it.
import { join } from "node:path";
import { PNG } from "pngjs";
import { clean } from "../lib/axe.mjs";
import { contrast } from "../lib/colour.mjs";
import { assert, none } from "../lib/expect.mjs";
import { STATES } from "../lib/states.mjs";
import { screenshots as folder } from "../site.mjs";

/** Runs in the page: a figure with these attributes and, where there is one, a question about it. */
async function show(attributes, question) {
  const widget = document.createElement("many-clocks");
  for (const [name, value] of Object.entries({ id: "figure", ...attributes })) widget.setAttribute(name, value);
  widget.textContent = "Text in place of the figure.";
  const asked = document.createElement("many-clocks-question");
  for (const [name, value] of Object.entries({ for: "figure", ...question })) asked.setAttribute(name, value);
  asked.textContent = "What is asked?";
  document.querySelector("main").replaceChildren(...(question ? [asked] : []), widget);
  await window.tools.ready();
}

const press = (...names) => new Function(`const part = (host) => host?.shadowRoot.querySelector('${names.map((name) => `[part~="${name}"]`).join("")}');
  const found = part(document.querySelector("many-clocks")) ?? part(document.querySelector("many-clocks-question"));
  found.click();
  return window.tools.wait(120);`);

/** What a reader meets besides the pictured states. */
const MORE = [
  { name: "everything", attributes: { views: "all", controls: "all", optimizers: "gradient-descent momentum", curvatures: "1 25", "learning-rate": "0.07" } },
  { name: "share dialog", attributes: { controls: "all", permalink: "x", curvatures: "1 25" }, act: press("button", "share") },
  { name: "explained point", attributes: { curvatures: "1 25", step: "3" }, act: press("button", "explain") },
  { name: "lecture", attributes: { curvatures: "1 25" }, act: press("button", "lecture") },
  { name: "blind", attributes: { blind: "", curvatures: "1 25", "learning-rate": "0.01" }, act: press("button", "try") },
  { name: "open question", attributes: { curvatures: "1 25" }, question: { ask: "limit-rate" } },
  { name: "open question about a point", attributes: { curvatures: "1 25" }, question: { ask: "next-point" } },
  { name: "answered question", attributes: { curvatures: "1 25" }, question: { ask: "regime", direction: "steep" }, act: press("button", "check") },
];

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

async function keys(session) {
  await session.check("a figure with everything: Tab goes through it once, in the order of the page, and back, and out", async () => {
    await session.open(session.fixture("states.html"), { size: [1280, 900] });
    await session.evaluate(show, MORE[0].attributes, { ask: "limit-rate" });
    const expected = await session.evaluate(async () => {
      const [main] = document.querySelectorAll("main");
      for (const [id, where] of [["before", "before"], ["after", "after"]]) {
        const link = Object.assign(document.createElement("a"), { href: `#${id}`, id, textContent: id });
        main[where](link);
      }
      const found = [];
      const visit = (root) => {
        for (const element of root.querySelectorAll("*")) {
          if (element.shadowRoot) visit(element.shadowRoot);
          const can = element.matches("a[href], button, input, select, textarea, summary, [tabindex]") && !element.disabled && element.tabIndex >= 0;
          if (can && !(element.type === "radio" && !element.checked) && window.tools.shown(element) && !element.closest("[inert], [hidden]")) found.push(element);
        }
      };
      visit(document.querySelector("main"));
      window.stops = found;
      return found.map(window.tools.name);
    });
    assert.ok(expected.length > 30, `${expected.length} stops`);
    const walk = async (from, to, shift) => {
      await session.evaluate((id) => document.getElementById(id).focus(), from);
      const reached = [];
      for (let i = 0; i < expected.length + 3; i += 1) {
        await session.browser.key("Tab", { shift });
        const at = await session.evaluate(() => [window.stops.indexOf(window.tools.focused()), document.activeElement.id, window.tools.name(window.tools.focused())]);
        if (at[1] === to) return reached;
        reached.push(at[0]);
        if (at[0] < 0) throw new Error(`the focus went to ${at[2]}`);
      }
      throw new Error(`Tab never leaves: ${reached.slice(-5).map((stop) => expected[stop])}`);
    };
    const all = expected.map((_, index) => index);
    assert.deepEqual(await walk("before", "after", false), all);
    assert.deepEqual(await walk("after", "before", true), [...all].reverse());
  });

  await session.check("a figure with everything: each control does by keyboard what it is for", async () => {
    await session.open(session.fixture("states.html"), { size: [1280, 900] });
    await session.evaluate(show, { ...MORE[0].attributes, permalink: "x" }, null);
    const look = () => session.evaluate(async () => {
      for (let times = 0; times < 3; times += 1) await window.tools.frame();
      const widget = window.tools.widget();
      const { shadowRoot } = widget;
      const pressed = [...shadowRoot.querySelectorAll("[aria-pressed], [aria-selected]")].map((element) => `${element.ariaPressed}${element.ariaSelected}`).join();
      const shown = ["map", "rate", "surface"].map((view) => window.tools.fingerprint(widget, view)).join();
      return JSON.stringify([widget.getState(), widget.playing, pressed, shown, Boolean(shadowRoot.querySelector("dialog")), shadowRoot.querySelector('[part~="speed"]').textContent,
        shadowRoot.querySelector(".horizon output")?.textContent, [...shadowRoot.querySelectorAll("input[type=radio]")].map((input) => input.checked).join()]);
    });
    const stops = await session.evaluate(() => {
      window.stops = [...window.tools.widget().shadowRoot.querySelectorAll("button, input, select, canvas[tabindex], [tabindex='0']")]
        .filter((element) => window.tools.shown(element) && !element.disabled && element.tabIndex >= 0);
      return window.stops.map((element) => ({ name: window.tools.name(element), kind: element.type ?? element.localName, part: element.getAttribute("part") ?? "", multiple: element.localName === "select" && element.options.length }));
    });
    const idle = [];
    for (const [index, { name, kind, part, multiple }] of stops.entries()) {
      const there = await session.evaluate((at) => {
        const element = window.stops[at];
        if (!element.isConnected || element.disabled || !window.tools.shown(element)) return false;
        element.focus();
        return window.tools.focused() === element;
      }, index);
      // A control that another one took away (a method without a rate) has been pressed by then.
      if (!there || kind === "div") continue;
      const before = await look();
      const act = async () => {
        if (kind === "text") {
          await session.evaluate((at) => window.stops[at].select?.(), index);
          await session.browser.type(/seed|steps/.test(part) ? "7" : /condition/.test(name) ? "3" : "0.03");
          await session.browser.key("Enter");
        } else if (kind === "range" || part === "start") await session.browser.key("ArrowRight");
        else if (kind === "radio") await session.browser.key("ArrowDown");
        else if (multiple) await session.browser.key("ArrowDown");
        else if (kind === "checkbox") await session.browser.key(" ");
        else if (kind === "button" || kind === "submit") await session.browser.key("Enter");
        else await session.browser.key("ArrowRight");
      };
      if (/reset|back/.test(part)) await session.evaluate(() => { window.tools.widget().step = 5; });
      const ready = /reset|back/.test(part) ? await look() : before;
      await act();
      let after = await look();
      // Not every engine goes round at the end of a group.
      if (after === ready && kind === "radio") {
        await session.browser.key("ArrowUp");
        after = await look();
      }
      const fresh = await session.evaluate(() => window.probe.errors.splice(0));
      none(fresh, `errors after ${name}`);
      if (after === ready && !/ideal|best|limit/.test(name) && !/fit|farther/.test(part)) idle.push(`${name} (${kind})`);
      if (/share/.test(part)) {
        await session.browser.key("Escape");
        assert.ok(await session.evaluate(async () => await window.tools.until(() => !window.tools.widget().shadowRoot.querySelector("dialog"), 2000) && /share/.test(window.tools.name(window.tools.focused()))), "Escape closes the dialog and gives the focus back");
      }
      if (/lecture/.test(part)) await session.browser.key("Escape");
      if (/play/.test(part)) await session.evaluate(() => window.tools.widget().pause());
    }
    // The menus of some engines open a list of the system instead of choosing.
    none(idle.filter((name) => session.engine === "chromium" || !/select/.test(name)), "nothing happened");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
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
