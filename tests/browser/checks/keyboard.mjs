// Everything by keyboard: Tab reaches each control in order, arrows turn it, Space plays, and the focus can be seen.
import { PNG } from "pngjs";
import { assert, near, none } from "../lib/expect.mjs";

/** Runs in the page: what Tab should reach, in the order of the document. */
function expectedOrder() {
  const { tools } = window;
  const found = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) visit(element.shadowRoot);
      const can = element.matches("a[href], button, input, select, textarea, summary, [tabindex]");
      if (
        can &&
        !element.disabled &&
        element.tabIndex >= 0 &&
        // A group of radio buttons is one stop; arrows choose within it.
        !(element.type === "radio" && !element.checked) &&
        tools.shown(element) &&
        !element.closest("[inert], [hidden]")
      )
        found.push(tools.name(element));
    }
  };
  visit(document.querySelector("#bowl").shadowRoot);
  return found;
}

const focusBowl = (session) => session.evaluate(() => document.querySelector("#before").focus());
const focusPart = (session, ...names) =>
  session.evaluate((parts) => {
    const element = window.tools.part(window.tools.widget("#bowl"), ...parts);
    if (!element) throw new Error(`no part ${parts}`);
    element.focus();
  }, names);
const settle = (session) =>
  session.evaluate(async () => {
    await window.tools.frame();
    await window.tools.frame();
  });
const config = (session) => session.evaluate(() => window.tools.widget("#bowl").experiment.config);

export async function keyboard(session) {
  await session.check("bowl.html: Tab reaches every control in order, each with a name, and leaves again", async () => {
    await session.open(session.fixture("bowl.html"));
    const expected = await session.evaluate(expectedOrder);
    assert.ok(expected.length >= 10, `only ${expected.length} controls: ${expected}`);
    await focusBowl(session);
    const reached = [];
    const nameless = [];
    for (let i = 0; i < expected.length + 3; i += 1) {
      await session.browser.key("Tab");
      const now = await session.evaluate(() => {
        const element = window.tools.focused();
        return {
          name: window.tools.name(element),
          id: element.id,
          label:
            element.getAttribute("aria-label") || element.labels?.length || element.textContent.trim() || element.title,
        };
      });
      if (now.id === "after") break;
      reached.push(now.name);
      if (!now.label) nameless.push(now.name);
    }
    assert.deepEqual(reached, expected);
    none(nameless, "controls without a name");
    await session.browser.key("Tab", { shift: true });
    const back = await session.evaluate(() => window.tools.name(window.tools.focused()));
    assert.equal(back, expected.at(-1), "Shift+Tab comes back in");
  });

  await session.check("bowl.html: arrows, Home and End turn every slider", async () => {
    await session.open(session.fixture("bowl.html"));
    const sliders = await session.evaluate(() =>
      ["learning-rate", "conditioning", "angle", "step"].filter((name) =>
        window.tools.part(window.tools.widget("#bowl"), "slider", name),
      ),
    );
    assert.deepEqual(sliders, ["learning-rate", "conditioning", "angle", "step"]);
    const state = () =>
      session.evaluate(() => {
        const { experiment, step } = window.tools.widget("#bowl");
        const { loss, tracks } = experiment.config;
        return {
          "learning-rate": tracks[0].learningRate,
          conditioning: Math.max(...loss.curvatures) / Math.min(...loss.curvatures),
          angle: loss.angle,
          step,
        };
      });
    for (const name of sliders) {
      await focusPart(session, "slider", name);
      const seen = [(await state())[name]];
      for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft"]) {
        await session.browser.key(key);
        await settle(session);
        seen.push((await state())[name]);
      }
      const [start, one, two, back] = seen;
      assert.ok(one > start && two > one && back < two, `${name}: ${seen}`);
      await session.browser.key("End");
      await settle(session);
      const end = (await state())[name];
      await session.browser.key("Home");
      await settle(session);
      const home = (await state())[name];
      assert.ok(end > two && home < start, `${name}: Home ${home}, End ${end}`);
      const text = await session.evaluate(
        (which) => window.tools.slider(window.tools.widget("#bowl"), which).getAttribute("aria-valuetext"),
        name,
      );
      assert.ok(text && /\d/.test(text), `${name}: aria-valuetext ${text}`);
    }
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  // The rest does not depend on where the page comes from.
  if (session.place !== "file") return;

  // Two pictures a kind: on a slow machine all of them would not be done within the patience of one check.
  for (const half of [0, 1]) await session.check(`bowl.html: the focus can be seen on every kind of control, part ${half + 1} of 2`, async () => {
    await session.open(session.fixture("bowl.html"));
    const kinds = await session.evaluate(() => {
      const { shadowRoot } = window.tools.widget("#bowl");
      const kinds = new Map();
      for (const element of shadowRoot.querySelectorAll("button, input, select")) {
        const kind = element.getAttribute("part") ?? element.className;
        if (!element.disabled && window.tools.shown(element) && !kinds.has(kind)) kinds.set(kind, element);
      }
      window.kinds = kinds;
      return [...kinds.keys()];
    });
    assert.ok(kinds.length >= 8, `${kinds}`);
    const unseen = [];
    for (const kind of kinds.filter((_, index) => index % 2 === half)) {
      // A key before focus(): engines show a ring after the keyboard was used, not after the mouse.
      await focusBowl(session);
      await session.browser.key("Escape");
      const box = await session.evaluate((which) => {
        const element = window.kinds.get(which);
        element.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { left: left - 8, top: top - 8, width: width + 16, height: height + 16 };
      }, kind);
      const before = PNG.sync.read(await session.browser.screenshot());
      await session.evaluate((which) => window.kinds.get(which).focus({ preventScroll: true }), kind);
      await settle(session);
      const after = PNG.sync.read(await session.browser.screenshot());
      const changed = pixelsChanged(before, after, box, before.width / session.size[0]);
      if (changed < 60) unseen.push(`${kind}: only ${changed} pixels change with the focus`);
    }
    none(unseen, "focus");
  });

  await session.check("bowl.html: an arrow leaves every landmark of the crank, to either side", async () => {
    await session.open(session.fixture("bowl.html"));
    const marks = await session.evaluate(
      () =>
        window.tools
          .widget("#bowl")
          .experiment.controls()
          .find(({ id }) => id === "learningRate").marks,
    );
    assert.ok(marks.length >= 3, `${marks.length} marks`);
    const stuck = [];
    for (const { id, position, value } of marks) {
      for (const [key, side] of [
        ["ArrowRight", 1],
        ["ArrowLeft", -1],
      ]) {
        await session.evaluate((at) => {
          const slider = window.tools.slider(window.tools.widget("#bowl"), "learning-rate");
          slider.focus();
          slider.value = String(at);
          for (const type of ["input", "change"])
            slider.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        }, position);
        await settle(session);
        assert.equal((await config(session)).tracks[0].learningRate, value, `the slider snaps to ${id}`);
        await session.browser.key(key);
        await settle(session);
        const rate = (await config(session)).tracks[0].learningRate;
        if (!(side * (rate - value) > 0)) stuck.push(`${key} from ${id} (${value}) gives ${rate}`);
      }
    }
    none(stuck, "the crank sticks");
  });

  await session.check("bowl.html: arrows nudge the start by a hundredth of the map's width", async () => {
    await session.open(session.fixture("bowl.html"));
    const wide = await session.evaluate(() => {
      const widget = window.tools.widget("#bowl");
      const { width, height } = window.tools.view(widget, "map");
      const { x } = widget.experiment.camera("map", { width, height, step: widget.step });
      return x[1] - x[0];
    });
    await focusPart(session, "start");
    const [x, y] = (await config(session)).start;
    await session.browser.key("ArrowRight");
    await settle(session);
    const [x1, y1] = (await config(session)).start;
    near(x1 - x, wide / 100, wide / 1000, "ArrowRight");
    near(y1, y, 1e-12, "y after ArrowRight");
    await session.browser.key("ArrowUp");
    await settle(session);
    const [, y2] = (await config(session)).start;
    assert.ok(y2 > y1, `ArrowUp: ${y1} → ${y2}`);
    const focused = await session.evaluate(() => window.tools.name(window.tools.focused()));
    assert.match(focused, /start/, "the focus stays on the start");
  });

  await session.check("bowl.html: Space plays and pauses, and the page does not scroll", async () => {
    await session.open(session.fixture("bowl.html"), { size: [1280, 500] });
    for (const names of [
      ["button", "play"],
      ["slider", "step"],
    ]) {
      await focusPart(session, ...names);
      const scrolled = await session.evaluate(() => scrollY);
      await session.browser.key(" ");
      await settle(session);
      const playing = await session.evaluate(() => window.tools.widget("#bowl").playing);
      await session.browser.key(" ");
      await settle(session);
      const after = await session.evaluate(() => ({
        playing: window.tools.widget("#bowl").playing,
        scrolled: scrollY,
      }));
      assert.equal(playing, true, `${names}: Space plays`);
      assert.deepEqual(after, { playing: false, scrolled }, `${names}: Space pauses`);
    }
  });

  await session.check("bowl.html: the number field takes an expression", async () => {
    await session.open(session.fixture("bowl.html"));
    const read = () =>
      session.evaluate(() => {
        const field = window.tools
          .part(window.tools.widget("#bowl"), "learning-rate-control")
          .querySelector("input:not([type=range])");
        return {
          rate: window.tools.widget("#bowl").experiment.config.tracks[0].learningRate,
          invalid: field.getAttribute("aria-invalid"),
          alerts: window.tools.alerts(window.tools.widget("#bowl")),
        };
      });
    const enter = async (text) => {
      await session.evaluate(() => {
        const field = window.tools
          .part(window.tools.widget("#bowl"), "learning-rate-control")
          .querySelector("input:not([type=range])");
        field.focus();
        field.select();
      });
      await session.browser.type(text);
      await session.browser.key("Enter");
      await settle(session);
      return read();
    };
    near((await enter("2/26")).rate, 2 / 26, 1e-15, "2/26");
    const wrong = await enter("two");
    near(wrong.rate, 2 / 26, 1e-15, "a word changes nothing");
    assert.equal(wrong.invalid, "true", "the field says that it was not understood");
    const right = await enter("0.08");
    assert.equal(right.rate, 0.08);
    assert.equal(right.invalid, null);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}

/** How many pixels of a box (CSS pixels) differ clearly between two pictures. */
function pixelsChanged(before, after, box, ratio) {
  let changed = 0;
  const [x0, y0] = [Math.max(0, Math.floor(box.left * ratio)), Math.max(0, Math.floor(box.top * ratio))];
  const [x1, y1] = [
    Math.min(before.width, Math.ceil((box.left + box.width) * ratio)),
    Math.min(before.height, Math.ceil((box.top + box.height) * ratio)),
  ];
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) {
      const at = 4 * (y * before.width + x);
      const most = Math.max(...[0, 1, 2].map((i) => Math.abs(before.data[at + i] - after.data[at + i])));
      if (most > 40) changed += 1;
    }
  }
  return changed;
}
