// Pictures for human eyes: pages in every engine, theme and width, and one figure in every state. Kept, never compared.
import { join } from "node:path";
import { statSync } from "node:fs";
import { assert } from "../lib/expect.mjs";
import { screenshots as folder } from "../site.mjs";
import { STATES } from "../lib/states.mjs";

const WIDTHS = [390, 1280];

/** Takes a picture of what is open. */
async function picture(session, name, { whole = true } = {}) {
  for (let i = 0; i < 2; i += 1) await session.evaluate(() => window.tools.frame());
  const path = join(folder, `${name}.png`);
  await session.browser.screenshot(path, { whole });
  assert.ok(statSync(path).size > 5_000, `${path} is almost empty`);
}

export async function screenshots(session) {
  const theme = session.options.dark ? "dark" : "light";
  for (const width of WIDTHS) {
    await session.check(`screenshots, ${theme}, ${width} px`, async () => {
      for (const [name, address] of [
        ["index", session.product("index.html")],
        ["bowl", session.fixture("bowl.html")],
        ["formula", session.fixture("formula.html")],
        ["graphs", session.fixture("graphs.html")],
      ]) {
        await session.open(address, { size: [width, 900] });
        if (name === "bowl")
          await session.evaluate(() =>
            window.tools.widget("#bowl").scrollIntoView({ block: "start", behavior: "instant" }),
          );
        if (name === "formula")
          await session.evaluate(() => {
            const field = window.tools.part(window.tools.widget("#own"), "field", "expression");
            field.value = "x^2 + 6y^";
            field.dispatchEvent(new Event("input"));
          });
        const place = session.place.split(" ")[0];
        // The chapter is longer than what an engine pictures at once; its beginning stands for it here.
        await picture(session, `${name}-${session.engine}-${place}-${theme}-${width}`, { whole: !["bowl", "index"].includes(name) });
      }
    });
  }
  if (session.engine === "chromium" && session.place.startsWith("file")) await states(session, theme);
}

/** Runs in the page: a figure with these attributes, in the state that it is put into. */
async function show(attributes) {
  const widget = document.createElement("many-clocks");
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  widget.textContent = "Text in place of the figure.";
  document.querySelector("main").replaceChildren(widget);
  await window.tools.ready();
}

async function states(session, theme) {
  for (const { name, attributes, act, holds } of STATES) {
    await session.check(`screenshots of a figure, ${name}, ${theme}`, async () => {
      for (const width of WIDTHS) {
        await session.open(session.fixture("states.html"), { size: [width, 900] });
        await session.evaluate(show, attributes);
        if (act) await session.evaluate(act);
        // A picture under the wrong name would be worse than none.
        assert.ok(await session.evaluate(holds), `${name} is not what it is called at ${width} px`);
        await picture(session, `state-${name}-${theme}-${width}`);
      }
    });
  }
}
