// A reader's own formula: typed, echoed, drawn; a faulty one is told at its field and costs nothing.
import { clean } from "../lib/axe.mjs";
import { assert, near, none } from "../lib/expect.mjs";
import { assertSurface } from "../lib/surface.mjs";

/** Runs in the page: what the field and its figure say. */
function facts() {
  const widget = window.tools.widget("#own");
  const field = window.tools.part(widget, "field", "expression");
  const note = widget.shadowRoot.getElementById(field.getAttribute("aria-describedby"));
  return {
    text: field.value,
    note: note.textContent,
    invalid: field.getAttribute("aria-invalid"),
    label: field.labels[0]?.textContent.trim(),
    focused: window.tools.focused() === field,
    expression: widget.experiment.config.loss.expression,
    start: widget.experiment.config.start,
    theta: widget.experiment.readout(1).tracks[0].theta,
    alerts: window.tools.alerts(widget),
    spoken: widget.shadowRoot.querySelector('[role="status"]').textContent,
    fingerprint: window.tools.fingerprint(widget, "map"),
    events: window.probe.events.filter(({ id, type }) => id === "own" && type !== "many-clocks-ready"),
  };
}

const settle = (session) =>
  session.evaluate(async () => {
    for (let i = 0; i < 3; i += 1) await window.tools.frame();
  });

const select = (session) =>
  session.evaluate(() => {
    const field = window.tools.part(window.tools.widget("#own"), "field", "expression");
    field.focus();
    field.select();
  });

async function write(session, text) {
  await select(session);
  await session.browser.type(text);
  await settle(session);
  return session.evaluate(facts);
}

async function enter(session) {
  await session.browser.key("Enter");
  await settle(session);
  return session.evaluate(facts);
}

export async function formula(session) {
  const theme = session.options.dark ? "dark" : "light";
  const open = () => session.open(session.fixture("formula.html"));

  await session.check("formula.html: the attribute makes the landscape, and the field says how it was read", async () => {
    await open();
    const { text, note, label, invalid, expression } = await session.evaluate(facts);
    assert.equal(expression, "x^2 + 6y^2");
    assert.equal(text, expression);
    assert.match(note, /x² \+ 6·?y²/);
    assert.ok(label.length > 3, "the field has a label");
    assert.equal(invalid, null);
    await assertSurface(session, (x, y) => x * x + 6 * y * y, theme);
    const others = await session.evaluate(() =>
      ["#plain", "#everything"].map(
        (id) => window.tools.widget(id).shadowRoot.querySelectorAll('[part~="expression"]').length,
      ),
    );
    assert.deepEqual(others, [0, 1], "no field where `controls` lists none of it");
  });

  await session.check("formula.html: typing draws, echoes and keeps the start; Enter ends the change", async () => {
    await open();
    const before = await session.evaluate(facts);
    const typed = await write(session, "2x^2 + x y + y^2");
    assert.equal(typed.expression, "2x^2 + x y + y^2");
    assert.match(typed.note, /2·?x² \+ x·y \+ y²/);
    assert.notEqual(typed.fingerprint, before.fingerprint, "the map changes");
    assert.deepEqual(typed.start, before.start);
    // Its own arithmetic: θ₁ = θ₀ − η(4x + y, x + 2y) at (1.5, 0.5).
    near(typed.theta[0], 1.5 - 0.05 * 6.5, 1e-12, "x of step 1");
    near(typed.theta[1], 0.5 - 0.05 * 2.5, 1e-12, "y of step 1");
    const live = typed.events.filter(({ type }) => type === "many-clocks-change");
    assert.ok(live.length > 0 && live.every(({ final }) => final === false), `while typing ${JSON.stringify(live)}`);
    none(
      typed.events.filter(({ type }) => type === "many-clocks-error"),
      "errors told to the page while the reader writes",
    );
    const done = await enter(session);
    const after = done.events.filter(({ type }) => type === "many-clocks-change");
    assert.deepEqual(
      after.filter(({ final }) => final).length,
      1,
      `one final change, at the end: ${JSON.stringify(after)}`,
    );
    assert.equal(after.at(-1).final, true);
    await assertSurface(session, (x, y) => 2 * x * x + x * y + y * y, theme);
  });

  await session.check("formula.html: a faulty formula is told at its field and the figure stays", async () => {
    await open();
    const good = await session.evaluate(facts);
    await write(session, "x^2 + 6y");
    await session.browser.type("^");
    await settle(session);
    const wrong = await session.evaluate(facts);
    assert.equal(wrong.text, "x^2 + 6y^", "what was typed stays");
    assert.equal(wrong.invalid, "true");
    assert.match(wrong.note, /at character 10/);
    none(wrong.alerts, "it is no alert");
    // The last good one is what stood there a character before.
    assert.equal(wrong.expression, "x^2 + 6y");
    await assertSurface(session, (x, y) => x * x + 6 * y, theme);
    const spoken = await session.evaluate(async () => {
      const status = window.tools.widget("#own").shadowRoot.querySelector('[role="status"]');
      await window.tools.until(() => /at character 10/.test(status.textContent), 3_000);
      return { text: status.textContent, live: status.getAttribute("aria-live") };
    });
    assert.match(spoken.text, /at character 10/, "it is read out once the reader pauses");
    assert.equal(spoken.live, "polite");
    const left = await enter(session);
    assert.equal(left.invalid, "true");
    assert.ok(
      left.events.some(({ type, field }) => type === "many-clocks-error" && field === "loss.expression"),
      "the page hears of a fault that is left",
    );
    // The figure is alive: it steps and takes other changes, and the words stay to be mended.
    const alive = await session.evaluate(async () => {
      const widget = window.tools.widget("#own");
      const before = window.tools.fingerprint(widget, "map");
      widget.stepForward();
      const slider = window.tools.slider(widget, "learning-rate");
      slider.value = String(Number(slider.value) + 40);
      for (const type of ["input", "change"]) slider.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      for (let i = 0; i < 3; i += 1) await window.tools.frame();
      return { step: widget.step, moved: window.tools.fingerprint(widget, "map") !== before };
    });
    assert.deepEqual(alive, { step: 5, moved: true });
    const still = await session.evaluate(facts);
    assert.equal(still.text, "x^2 + 6y^");
    assert.equal(still.invalid, "true", "turning the crank mends no formula");
    // Back to what was good.
    const mended = await write(session, "x^2 + 6y^2");
    assert.equal(mended.invalid, null);
    assert.match(mended.note, /x² \+ 6·?y²/);
    assert.equal(mended.expression, good.expression);
    await assertSurface(session, (x, y) => x * x + 6 * y * y, theme);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("formula.html: Escape brings back what stood there before", async () => {
    await open();
    await write(session, "x^2 + 6y^2)");
    await session.browser.key("Escape");
    await settle(session);
    const { text, invalid, note } = await session.evaluate(facts);
    assert.equal(text, "x^2 + 6y^2");
    assert.equal(invalid, null);
    assert.match(note, /6·?y²/);
    assert.equal((await session.evaluate(facts)).expression, "x^2 + 6y^2", "and draws it");
    await write(session, "x^2 + 6y^2)");
    await session.browser.key("Backspace");
    await settle(session);
    assert.equal((await session.evaluate(facts)).invalid, null, "taking the fault away clears it");
    // A formula that is good again is the same one for the engine, which has nothing new to say of it.
    await session.browser.type(")");
    await settle(session);
    assert.equal((await session.evaluate(facts)).invalid, "true");
    await session.browser.key("Backspace");
    await settle(session);
    assert.equal((await session.evaluate(facts)).invalid, null, "and again");
  });

  await session.check("formula.html: Tab reaches the field", async () => {
    await open();
    await session.evaluate(() => document.querySelector("#before").focus());
    let reached = false;
    for (let i = 0; i < 30 && !reached; i += 1) {
      await session.browser.key("Tab");
      reached = (await session.evaluate(facts)).focused;
    }
    assert.ok(reached);
    const ring = await session.evaluate(() => getComputedStyle(window.tools.focused()).outlineStyle);
    assert.notEqual(ring, "none", "the focus can be seen");
  });

  await session.check("formula.html: every parameter of landscape and methods has a control that works", async () => {
    await open();
    const told = await session.evaluate(async () => {
      const widget = window.tools.widget("#everything");
      const settings = widget.experiment.settings();
      const controls = widget.shadowRoot.querySelectorAll('[part~="root"] .settings > *').length;
      const field = window.tools.part(widget, "field", "beta1");
      field.value = "1 - 1/4";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      for (let i = 0; i < 3; i += 1) await window.tools.frame();
      const value = () => widget.experiment.config.tracks[1].beta1;
      const [first, shown] = [value(), field.value];
      field.value = "2";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      for (let i = 0; i < 3; i += 1) await window.tools.frame();
      return {
        ids: settings.map(({ id }) => id),
        settings: settings.length,
        controls,
        first,
        shown,
        second: value(),
        invalid: field.getAttribute("aria-invalid"),
        note: widget.shadowRoot.getElementById(field.getAttribute("aria-describedby")).textContent,
      };
    });
    assert.equal(told.controls, told.settings, String(told.ids));
    for (const id of ["loss.expression", "tracks[0].schedule", "tracks[1].beta1"]) assert.ok(told.ids.includes(id), id);
    assert.equal(told.first, 0.75);
    assert.equal(told.shown, "0.75", "the field shows the number");
    assert.equal(told.second, 0.75, "a refused number changes nothing");
    assert.equal(told.invalid, "true");
    assert.match(told.note, /Allowed: 0 to/);
  });

  await session.check("formula.html: a faulty attribute names its field and its character, and can be mended", async () => {
    await open();
    const told = await session.evaluate(async () => {
      const widget = window.tools.widget("#faulty");
      const before = window.tools.alerts(widget).join(" ");
      widget.setAttribute("expression", "x^2 + y^2");
      await window.tools.until(() => window.tools.alerts(widget).length === 0 && widget.experiment);
      const written = widget.experiment.config.loss;
      widget.removeAttribute("expression");
      await window.tools.until(() => widget.experiment.config.loss.id !== "formula");
      return { before, written, after: widget.experiment.config.loss.id };
    });
    assert.match(told.before, /expression.*at character 6/);
    assert.equal(told.written.expression, "x^2 + y^2");
    assert.equal(told.after, "quadratic", "without its attribute there is no formula");
  });

  await session.check("formula.html: axe finds nothing serious while the formula is faulty", async () => {
    await open();
    await write(session, "x^2 + 6y^");
    await clean(session);
  });

  for (const width of [320, 390, 1280]) {
    await session.check(`formula.html: nothing scrolls sideways or moves with the note at ${width} px`, async () => {
      await session.open(session.fixture("formula.html"), { size: [width, 800] });
      const height = () =>
        session.evaluate(
          () => window.tools.part(window.tools.widget("#own"), "expression-control").getBoundingClientRect().height,
        );
      const before = await height();
      await write(session, "x^2 + 6y^");
      assert.equal(await height(), before, "the message has its room");
      const wide = await session.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(wide[0] <= wide[1], `${wide[0]} px in ${wide[1]} px`);
    });
  }
}
