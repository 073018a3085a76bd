// Questions: a figure tells nothing until its question is answered, the engine judges, and what is typical is recognised.
import { answer, listen, press, prints, quiet, seen, settled, told } from "../lib/asked.mjs";
import { assert, near, none } from "../lib/expect.mjs";

export async function question(session) {
  await session.check("question.html: until it is answered the figure tells nothing of the run", async () => {
    await listen(session);
    const { prompt, buttons, feedback } = await session.evaluate(seen, "early");
    assert.equal(prompt, "What is the smallest η at which the run never settles? The rate is 0.15 now.");
    assert.deepEqual([buttons, feedback], [["Check"], ""]);
    const before = await prints(session, "#tilted");
    const words = await session.evaluate(told, "#tilted");
    assert.doesNotMatch(words, /limit|overshoots|creeps|halves|best|diverg|crossed|0\.2\b|2\/11/i);
    assert.match(words, /curvature is 10/, "what is needed is told");
    const parts = await quiet(session, "#tilted");
    assert.ok(parts.length === 2 && parts.every(({ hidden, height }) => hidden && height > 20), JSON.stringify(parts));
    // Another rate and step: the same pictures, but for the rate itself.
    await session.evaluate(async () => {
      const widget = window.tools.widget("#tilted");
      const crank = window.tools.slider(widget, "learning-rate");
      crank.value = String(Number(crank.value) + 300);
      for (const type of ["input", "change"]) crank.dispatchEvent(new Event(type, { bubbles: true }));
      widget.step = 40;
      await window.tools.wait(100);
    });
    const after = await prints(session, "#tilted");
    assert.deepEqual(Object.keys(before).filter((view) => before[view] !== after[view]), ["rate"]);
    const again = await session.evaluate(seen, "early");
    assert.doesNotMatch(again.prompt, /0\.15|\{/, "the prompt follows the crank");
    assert.doesNotMatch(await session.evaluate(told, "#tilted"), /limit|overshoots|diverg|crossed|0\.2\b/i);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: wrong, typically wrong, right: each is said and reported once", async () => {
    await listen(session);
    const hidden = await prints(session, "#tilted");
    const empty = await answer(session, "early", "");
    assert.match(empty.feedback, /Write an answer/);
    const unread = await answer(session, "early", "two");
    assert.match(unread.feedback, /cannot be read/i);
    assert.equal(unread.invalid, 1);
    const wrong = await answer(session, "early", "0.5");
    assert.equal(wrong.feedback, "Not yet. The steep direction has λ = 10 .");
    assert.deepEqual([wrong.verdict, wrong.invalid, wrong.buttons], ["wrong", 0, ["Check", "Show me"]]);
    const typical = await answer(session, "early", "1/10");
    assert.equal(typical.feedback, "Not yet. At 0.1 the steep direction lands in one step: that is 1/λ.");
    const best = await answer(session, "early", "2/11");
    assert.equal(best.feedback, "Not yet. 0.182 is the best rate.");
    assert.deepEqual(await prints(session, "#tilted"), hidden, "a wrong answer opens nothing");
    assert.doesNotMatch(await session.evaluate(() => document.getElementById("early").textContent), /0\.2\b/);
    const right = await answer(session, "early", "0.2");
    assert.equal(right.feedback, "Right. The answer: 0.2. From 0.2 on the steep direction comes back no nearer: 2/10. You said 0.2.");
    assert.deepEqual([right.verdict, right.buttons], ["right", ["Try again"]]);
    const shown = await prints(session, "#tilted");
    assert.deepEqual(Object.keys(shown).filter((view) => shown[view] === hidden[view]), [], "every view opens");
    assert.ok((await quiet(session, "#tilted")).every((part) => !part.hidden));
    assert.match(await session.evaluate(told, "#tilted"), /overshoots.*limit 0\.2|limit 0\.2.*overshoots/i);
    const answers = await session.evaluate(() => window.answers);
    assert.deepEqual(answers.map(({ given, correct, attempts }) => [given, correct, attempts]), [
      [0.5, false, 1], [0.1, false, 2], [2 / 11, false, 3], [0.2, true, 4],
    ]);
    assert.ok(answers.every(({ id, expected, bubbles, composed }) => id === "early" && expected === 0.2 && bubbles && composed));
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: show me opens the figure, and it can be tried again", async () => {
    await listen(session);
    const hidden = await prints(session, "#tilted");
    await answer(session, "early", "3");
    const shown = await press(session, "early", "button", "show");
    assert.match(shown.feedback, /^The answer: 0\.2\./);
    assert.deepEqual([shown.verdict, shown.buttons], ["shown", ["Try again"]]);
    const last = await session.evaluate(() => ({ ...window.answers.at(-1), focus: window.tools.name(window.tools.focused()) }));
    assert.deepEqual([last.given, last.correct, last.attempts, last.focus], [null, false, 1, "button[button again]"]);
    assert.notDeepEqual(await prints(session, "#tilted"), hidden);
    const again = await press(session, "early", "button", "again");
    assert.deepEqual([again.feedback, again.buttons, again.fields], ["", ["Check"], [""]]);
    const closed = await prints(session, "#tilted");
    assert.equal(closed.map, hidden.map);
  });

  await session.check("question.html: a point is dragged on the map, moved by arrows, or written", async () => {
    await listen(session);
    const spot = (theta) => session.evaluate((at) => {
      const widget = window.tools.widget("#straight");
      const { figure, width, height } = window.tools.view(widget, "map");
      figure.scrollIntoView({ block: "center", behavior: "instant" });
      const { box } = window.tools.view(widget, "map");
      const [x, y] = widget.experiment.place("map", { theta: at, width, height, quiet: 0 });
      return [box.left + x, box.top + y];
    }, theta);
    const { browser } = session;
    assert.match((await press(session, "where", "button", "check")).feedback, /Drag the point/);
    const from = await spot([1.5, 0.5]);
    const drag = async (theta) => {
      const to = await spot(theta);
      const start = await session.evaluate(() => {
        const box = window.tools.part(window.tools.widget("#straight"), "guess").getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      });
      await browser.move(...start);
      await browser.down();
      for (let i = 1; i <= 5; i += 1) await browser.move(start[0] + ((to[0] - start[0]) * i) / 5, start[1] + ((to[1] - start[1]) * i) / 5);
      await browser.up();
      return settled(session, "where");
    };
    const guess = await session.evaluate(() => {
      const { left, top, width, height } = window.tools.part(window.tools.widget("#straight"), "guess").getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    });
    near(guess[0], from[0], 1.5, "it begins at the start");
    near(guess[1], from[1], 1.5, "it begins at the start");
    const line = await drag([0.75, 0.25]);
    near(Number(line.fields[0]), 0.75, 0.03, "x");
    near(Number(line.fields[1]), 0.25, 0.03, "y");
    assert.match((await press(session, "where", "button", "check")).feedback, /line to the minimum/);
    await drag([1.3, 0.2]);
    assert.match((await press(session, "where", "button", "check")).feedback, /cross the floor/);
    await session.evaluate(() => window.tools.part(window.tools.widget("#straight"), "guess").focus());
    const at = (await settled(session, "where")).fields.map(Number);
    await browser.key("ArrowDown");
    await browser.key("ArrowLeft");
    const nudged = (await settled(session, "where")).fields.map(Number);
    assert.ok(nudged[0] < at[0] && nudged[1] < at[1], `${at} → ${nudged}`);
    const right = await answer(session, "where", "1.275", "-1/4");
    assert.match(right.feedback, /^Right\. The answer: \(1\.275, −0\.25\)\./);
    const after = await session.evaluate(() => {
      const widget = window.tools.widget("#straight");
      const part = window.tools.part(widget, "guess");
      return { step: widget.step, label: part.getAttribute("aria-label"), tab: part.tabIndex, answers: window.answers };
    });
    assert.deepEqual([after.step, after.label, after.tab], [1, "Your answer, (1.28, −0.25)", -1]);
    assert.deepEqual(after.answers.map(({ correct }) => correct), [false, false, true]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: choices and never, by keyboard alone", async () => {
    await listen(session);
    const { browser } = session;
    await session.evaluate(() => document.getElementById("winner").shadowRoot.querySelector("input").focus());
    await browser.key("ArrowDown");
    await browser.key("ArrowDown");
    await browser.key("Enter");
    const typical = await settled(session, "winner");
    assert.equal(typical.feedback, "Not yet. Best in the end is not best at once.");
    await browser.key("ArrowUp");
    await browser.key("Enter");
    const right = await settled(session, "winner");
    assert.match(right.feedback, /^Right\. The answer: η = 0\.0686\. η = 0\.0686 wins\./);
    assert.equal(await session.evaluate(() => window.tools.widget("#four").step), 10);
    await session.evaluate(() => window.tools.part(document.getElementById("further"), "never").focus());
    await browser.key(" ");
    await browser.key("Enter");
    assert.equal((await settled(session, "further")).feedback, "Not yet. Stability belongs to the path, not to the bowl.");
    await browser.key(" ");
    const second = await answer(session, "further", "5");
    assert.equal(second.feedback, "Right. The answer: 5.");
    assert.equal(await session.evaluate(() => window.tools.widget("#floor").step), 5);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: what cannot be asked is said; figures and questions may come and go", async () => {
    await listen(session);
    const [nobody, unknown] = [await session.evaluate(seen, "nobody"), await session.evaluate(seen, "unknown")];
    assert.match(nobody.alerts.join(), /missing/);
    assert.match(unknown.alerts.join(), /why.*next-point/);
    assert.deepEqual([nobody.buttons, unknown.buttons], [[], []]);
    const errors = await session.evaluate(() => window.probe.events.filter(({ type }) => type === "many-clocks-error")
      .map(({ id, field, code }) => [id, field, code]));
    assert.deepEqual(errors, [["unknown", "ask", "unknown-id"], ["nobody", "for", "no-figure"]].sort(
      (a, b) => errors.findIndex(([id]) => id === a[0]) - errors.findIndex(([id]) => id === b[0])));
    // The figure comes after its question, both go and come back, the question goes for good.
    const story = await session.evaluate(async () => {
      const { tools } = window;
      const figure = document.createElement("many-clocks");
      for (const [name, value] of [["id", "missing"], ["curvatures", "1 10"], ["controls", "none"], ["step", "5"]]) figure.setAttribute(name, value);
      document.querySelector("main").append(figure);
      await figure.whenReady();
      await tools.wait(60);
      const host = document.getElementById("nobody");
      const isQuiet = () => tools.part(figure, "root").classList.contains("quiet");
      const log = [tools.alerts(host).length, isQuiet(), tools.part(host, "field") !== null];
      const parent = host.parentNode;
      parent.append(host, figure);
      await tools.wait(60);
      log.push(isQuiet());
      figure.remove();
      await tools.wait(60);
      parent.append(figure);
      await tools.wait(60);
      log.push(isQuiet());
      host.remove();
      await tools.wait(60);
      log.push(isQuiet());
      parent.append(host);
      await tools.wait(60);
      log.push(isQuiet());
      host.setAttribute("for", "floor");
      await tools.wait(60);
      return [...log, isQuiet()];
    });
    assert.deepEqual(story, [0, true, true, true, true, false, true, false]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: what was answered is still so after a reload, where the browser keeps things", async () => {
    await listen(session);
    await answer(session, "early", "0.1");
    await answer(session, "early", "1/5");
    const before = await prints(session, "#tilted");
    await session.open(session.fixture("question.html"));
    const stored = await session.evaluate(() => {
      try {
        return localStorage.length > 0;
      } catch {
        return false;
      }
    });
    const after = await settled(session, "early");
    if (stored) {
      assert.match(after.feedback, /^Right\. The answer: 0\.2\./);
      assert.deepEqual([after.fields, await prints(session, "#tilted")], [["1/5"], before]);
    } else assert.equal(after.feedback, "");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("question.html: nothing scrolls sideways at 320 px, and targets are large", async () => {
    await listen(session, { size: [320, 700] });
    await answer(session, "early", "3");
    const { wide, small } = await session.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      small: [...document.querySelectorAll("many-clocks-question")].flatMap((host) =>
        [...host.shadowRoot.querySelectorAll("button, input")].filter((element) => window.tools.shown(element))
          .map((element) => (element.closest("label") ?? element).getBoundingClientRect())
          .filter(({ width, height }) => width < 43.5 || height < 43.5).length),
    }));
    assert.ok(wide <= 320, `${wide} px wide`);
    assert.ok(small.every((count) => count === 0), `${small}`);
  });
}
