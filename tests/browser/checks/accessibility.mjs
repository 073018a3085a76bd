// axe-core over the whole page, shadow trees included, and what axe does not look at: canvases without a name.
import { clean } from "../lib/axe.mjs";
import { assert } from "../lib/expect.mjs";

export async function accessibility(session) {
  for (const [name, address] of [
    ["index.html", session.product("index.html")],
    ["teachers.html", session.product("teachers.html")],
    ["embedding.html", session.product("embedding.html")],
    ["broken.html", session.fixture("broken.html")],
    ["question.html", session.fixture("question.html")],
  ]) {
    // Of the shipped pages nothing is let pass; fixtures are no documents.
    const every = address === session.product(name);
    await session.check(`${name}: axe finds nothing${every ? "" : " serious"}, and every canvas has a name`, async () => {
      await session.open(address, { visit: true });
      await clean(session, every);
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
