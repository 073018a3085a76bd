// Pictures for human eyes: every engine, theme and width. Kept under target/, never compared.
import { join } from "node:path";
import { statSync } from "node:fs";
import { assert } from "../lib/expect.mjs";
import { screenshots as folder } from "../site.mjs";

export async function screenshots(session) {
  const theme = session.options.dark ? "dark" : "light";
  for (const width of [390, 1280]) {
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
        for (let i = 0; i < 2; i += 1) await session.evaluate(() => window.tools.frame());
        const path = join(folder, `${name}-${session.engine}-${session.place.split(" ")[0]}-${theme}-${width}.png`);
        await session.browser.screenshot(path, { whole: name !== "bowl" });
        assert.ok(statSync(path).size > 5_000, `${path} is almost empty`);
      }
    });
  }
}
