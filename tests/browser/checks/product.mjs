// The shipped pages: they draw, complain of nothing and ask for nothing but themselves.
import { assert, none } from "../lib/expect.mjs";

export const PAGES = ["index.html", "chapter.html"];

/** What a page may load beside itself: files of its own folder. */
const own = (session, name) => (address) => {
  const url = new URL(address);
  if (url.protocol === "data:" || url.protocol === "blob:") return url.protocol === "data:";
  const page = new URL(session.product(name));
  const folder = page.pathname.slice(0, page.pathname.lastIndexOf("/") + 1);
  const probe = url.pathname.endsWith("/probe.js") || url.pathname === "/favicon.ico";
  const here = url.protocol === page.protocol && url.host === page.host;
  return here && (probe || (url.pathname.startsWith(folder) && !/\.wasm$/.test(url.pathname)));
};

export async function product(session) {
  for (const name of PAGES) {
    await session.check(`${name}: every widget draws its first frame`, async () => {
      await session.open(session.product(name), { visit: true });
      const facts = await session.evaluate(() =>
        window.tools.widgets().map((widget) => ({
          id: widget.id,
          ready: window.probe.events.filter((event) => event.type === "many-clocks-ready").length,
          blank: window.tools.views(widget).filter((view) => !window.tools.drawn(widget, view)),
          views: window.tools.views(widget).length,
          alerts: window.tools.alerts(widget),
        })),
      );
      const views = facts.reduce((sum, fact) => sum + fact.views, 0);
      assert.ok(facts.length >= 2 && views >= 4, `${facts.length} widgets with ${views} views on the page`);
      for (const fact of facts) {
        none(fact.blank, `${fact.id}: blank views`);
        none(fact.alerts, "alerts");
      }
      assert.ok(facts[0].ready >= facts.length, `${facts[0].ready} many-clocks-ready for ${facts.length} widgets`);
    });

    await session.check(`${name}: no error and no request beyond its own files`, async () => {
      await session.open(session.product(name));
      await session.evaluate(() => window.tools.wait(300));
      const before = await session.evaluate(() => window.probe.requests.length);
      await session.evaluate(async () => {
        // Working with the page must not make it ask for anything either.
        for (const widget of window.tools.widgets()) {
          widget.step = 3;
          await window.tools.frame();
          widget.stepForward();
        }
        await window.tools.wait(300);
      });
      const { errors, requests } = await session.evaluate(() => window.probe);
      none(errors, "errors");
      none(
        (session.browser.console ?? []).filter(({ type }) => type === "error"),
        "console",
      );
      none(
        requests.filter((address) => !own(session, name)(address)),
        "requests in the page",
      );
      none(
        requests.slice(before).filter((address) => !address.startsWith("data:")),
        "requests after loading",
      );
      none(
        (session.browser.requests ?? []).filter((address) => !own(session, name)(address)),
        "requests on the wire",
      );
      if (name === "chapter.html")
        none(
          requests.filter((address) => !/^data:|probe\.js$|favicon\.ico$/.test(address)),
          "a page of one file asks for others",
        );
    });
  }
}
