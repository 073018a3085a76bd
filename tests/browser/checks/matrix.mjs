// Wherever a page stands: on a disk, on a server, under strict policies, in a sandbox. Everything is drawn and works, and nothing
// is asked for. Where WebAssembly may not run, the author's own words stay.
import { assert, none } from "../lib/expect.mjs";

const EXPECTED = {
  figures: 5, blank: [], alerts: [], answer: "Right.", open: true, pair: [1, 1], dialog: true, svg: "<svg", german: "Die steil", stacked: true, later: [], errors: [],
};

function expectAll(session, seen, framed = false) {
  assert.ok(seen && !seen.failed, seen?.failed ?? "the page never reported");
  const { views, ...rest } = seen;
  assert.deepEqual(rest, EXPECTED);
  assert.equal(views, 7 + 2 + 1 + 1 + 1);
  // A sandboxed frame may be told so by the browser itself.
  if (!framed) none((session.browser.console ?? []).filter(({ type }) => type === "error"), "console");
}

export async function matrix(session) {
  const at = (query = "") => `${session.fixture("matrix.html")}${query}`;
  const cells = session.place === "http"
    ? [["as it is", ""], ["under a strict policy", "?policy=strict"], ["with trusted types", "?policy=types"], ["with both", "?policy=both"]]
    : [["as it is", ""]];
  for (const [name, query] of cells) {
    await session.check(`matrix.html ${name}: everything is drawn and works, nothing is refused, nothing is asked for later`, async () => {
      await session.open(at(query));
      expectAll(session, await session.evaluate(() => window.report()));
    });
  }
  if (session.place !== "http") return;

  await session.check("matrix-frame.html: the same in a frame with sandbox=allow-scripts", async () => {
    await session.open(session.fixture("matrix-frame.html"));
    const told = await session.evaluate(async () => {
      await window.tools.until(() => window.told, 20_000);
      return window.told ?? null;
    });
    expectAll(session, told, true);
    none(await session.evaluate(() => window.probe.errors), "errors around the frame");
  });

  await session.check("matrix.html where no WebAssembly may run: the page's own words stay, one message and one event a figure", async () => {
    await session.open(at("?policy=without"));
    const seen = await session.evaluate(async () => {
      await window.tools.wait(800);
      const figures = window.tools.widgets();
      // Nothing of a figure that cannot be drawn throws.
      for (const figure of figures) {
        figure.play();
        figure.step = 3;
        figure.setState({ step: 2 });
        figure.setAttribute("curvatures", "1 4");
      }
      const answers = figures.map((figure) => [figure.toSVG(), figure.toCSV(), figure.getState(), figure.experiment].every((answer) => answer === null));
      await window.tools.wait(200);
      return {
        own: figures.map((figure) => window.tools.shown(figure.querySelector(".own"))), answers, alerts: figures.map((figure) => window.tools.alerts(figure)),
        events: figures.map(({ id }) => window.probe.events.filter((event) => event.id === id && event.type === "many-clocks-error").map(({ fault, field }) => `${fault} ${field}`)),
        thrown: window.probe.errors.filter((error) => !/^policy: script-src/.test(error) && !/^(error|console\.error): .*(WebAssembly|wasm)/i.test(error)),
        reports: window.probe.errors.filter((error) => /^error:/.test(error)).length,
      };
    });
    assert.deepEqual(seen.own, [true, true, true, true, true]);
    assert.ok(seen.answers.every(Boolean));
    for (const alerts of seen.alerts) assert.deepEqual(alerts, ["This figure cannot be drawn here: the page or the browser does not let WebAssembly run."]);
    for (const events of seen.events) assert.deepEqual(events, ["engine "]);
    none(seen.thrown, "thrown");
    assert.ok(seen.reports <= 1, `reported ${seen.reports} times`);
  });
}
