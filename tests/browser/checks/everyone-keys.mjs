// Everything of a figure by keyboard.
import { assert, none } from "../lib/expect.mjs";
import { MORE, show } from "../lib/met.mjs";

export async function keys(session) {
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
