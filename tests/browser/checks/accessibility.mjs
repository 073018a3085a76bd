// axe-core over the whole page, shadow trees included, and what axe does not look at: canvases without a name.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { assert, none } from "../lib/expect.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function accessibility(session) {
  for (const [name, address] of [
    ["index.html", session.product("index.html")],
    ["teachers.html", session.product("teachers.html")],
    ["bowl.html", session.fixture("bowl.html")],
    ["broken.html", session.fixture("broken.html")],
    ["graphs.html", session.fixture("graphs.html")],
    ["race.html", session.fixture("race.html")],
    ["question.html", session.fixture("question.html")],
  ]) {
    // Of the shipped pages nothing is let pass; fixtures are no documents.
    const every = address === session.product(name);
    await session.check(`${name}: axe finds nothing${every ? "" : " serious"}, and every canvas has a name`, async () => {
      await session.open(address, { visit: true });
      await session.evaluate(new Function(axe));
      const found = await session.evaluate(async (all) => {
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
        return violations
          .filter(({ impact }) => all || impact === "serious" || impact === "critical")
          .map(({ id, impact, nodes }) => ({
            id,
            impact,
            nodes: nodes
              .slice(0, 4)
              .map(
                ({ target, failureSummary }) =>
                  `${target.flat().join(" ")}: ${failureSummary.split("\n").slice(1, 3).join(" ").trim()}`,
              ),
          }));
      }, every);
      none(found, "axe");
      const nameless = await session.evaluate(() =>
        window.tools
          .widgets()
          .flatMap((widget) => [...widget.shadowRoot.querySelectorAll("canvas")])
          .filter(
            (canvas) =>
              window.tools.shown(canvas) &&
              canvas.getAttribute("aria-hidden") !== "true" &&
              !(canvas.getAttribute("role") === "img" && (canvas.getAttribute("aria-label") ?? "").trim().length > 3),
          )
          .map((canvas) => window.tools.name(canvas)),
      );
      none(nameless, "canvases without a name");
      const named = await session.evaluate(() =>
        window.tools
          .widgets()
          .filter((widget) => widget.experiment)
          .map((widget) => [
            // A curve that is still to be earned is hidden from everybody.
            window.tools.views(widget).filter((view) => !window.tools.part(widget, "figure", view).matches(".veiled")).length,
            [...widget.shadowRoot.querySelectorAll('canvas[role="img"][aria-label]')].filter(window.tools.shown).length,
          ]),
      );
      assert.ok(
        named.length > 0 && named.every(([views, names]) => names >= views),
        `views and named canvases by widget: ${JSON.stringify(named)}`,
      );
    });
  }
}
