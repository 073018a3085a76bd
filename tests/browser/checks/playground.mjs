// The playground: every preset, landscape, method, schedule and view, its links, and what it looks like to axe.
import { clean } from "../lib/axe.mjs";
import { assert, none } from "../lib/expect.mjs";

/** Runs in the page: shows every view and mark there is. */
async function everything() {
  const { tools } = window;
  await tools.until(() => document.querySelectorAll("#views input").length > 0);
  for (const input of document.querySelectorAll(".choices input")) if (!input.checked) input.click();
  await tools.wait(200);
  return { asked: [...document.querySelectorAll("#views input")].map(({ value }) => value), shown: tools.views(tools.widget("#bowl")) };
}

async function walk(session) {
  await session.check("playground.html: every preset is what its link says, and every view of it is drawn", async () => {
    await session.open(session.product("playground.html"));
    const { asked, shown } = await session.evaluate(everything);
    assert.deepEqual([...shown].sort(), [...asked].sort());
    assert.ok(asked.length >= 6, `${asked}`);
    const walked = await session.evaluate(async () => {
      const { tools } = window;
      const engine = await window.ManyClocks.loadEngine();
      const widget = tools.widget("#bowl");
      const faults = [];
      const links = [...document.querySelectorAll(".presets a")];
      for (const link of links) {
        link.click();
        await tools.wait(120);
        if (link.hash === "#directions") continue;
        const expected = engine.unlink(decodeURIComponent(link.hash.slice("#figure=".length)));
        const state = widget.getState();
        const same = JSON.stringify(state.loss) === JSON.stringify(expected.loss) && JSON.stringify(state.tracks) === JSON.stringify(expected.tracks)
          && state.step === expected.step && state.steps === expected.steps && String(state.start) === String(expected.start);
        const blank = tools.views(widget).filter((view) => !tools.drawn(widget, view));
        const alerts = tools.alerts(widget);
        const told = link.parentNode.textContent.length - link.textContent.length;
        if (!same || blank.length || alerts.length || told < 40 || link.getAttribute("aria-current") !== "true") {
          faults.push({ link: link.textContent, same, blank, alerts, told, hash: location.hash });
        }
      }
      return { faults, count: links.length, errors: window.probe.errors };
    });
    none(walked.faults, "presets");
    none(walked.errors, "errors");
    assert.ok(walked.count >= 12, `${walked.count} presets`);
  });

  await session.check("playground.html: every landscape, method and schedule is shown without a fault", async () => {
    await session.open(session.product("playground.html"));
    await session.evaluate(everything);
    const found = await session.evaluate(async () => {
      const { tools } = window;
      const { losses, optimizers, schedules } = (await window.ManyClocks.loadEngine()).catalogue();
      const widget = tools.widget("#bowl");
      const faults = [];
      let shown = 0;
      const walk = async (name, entries) => {
        for (const { id } of entries) {
          const select = tools.part(widget, "select", name);
          select.value = id;
          if (select.value !== id) faults.push(`${name} ${id} is not in its menu`);
          select.dispatchEvent(new Event("change", { bubbles: true }));
          await tools.frame();
          await tools.frame();
          await tools.frame();
          const { loss, tracks } = widget.getState();
          const now = { loss: loss.id, optimizer: tracks[0].optimizer, schedule: tracks[0].schedule?.id }[name];
          const alerts = tools.alerts(widget);
          const blank = tools.views(widget).filter((view) => !tools.drawn(widget, view));
          if (now !== id || alerts.length || blank.length) faults.push(`${name} ${id}: ${now} ${alerts} ${blank}`);
          shown += 1;
        }
      };
      await walk("loss", losses);
      await walk("loss", losses.slice(0, 1));
      await walk("schedule", schedules);
      await walk("optimizer", optimizers);
      return { faults, shown, all: losses.length + optimizers.length + schedules.length, errors: window.probe.errors };
    });
    none(found.faults, "faults");
    none(found.errors, "errors");
    assert.ok(found.shown > found.all && found.all > 50, `${found.shown} of ${found.all}`);
  });

  await session.check("playground.html: a formula and data of one's own, with faults said where they are made", async () => {
    await session.open(session.product("playground.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#bowl");
      const write = async (name, text) => {
        const field = tools.part(widget, "field", name);
        const before = field.getAttribute("aria-invalid");
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        // Each of these is the opposite of the one before; a busy machine may take a while to say so.
        await tools.until(() => field.getAttribute("aria-invalid") !== before);
        return [field.getAttribute("aria-invalid"), document.querySelector("#bowl").getState().loss];
      };
      const preset = async (part) => {
        [...document.querySelectorAll(".presets a")].find(({ hash }) => hash.includes(part)).click();
        await tools.wait(120);
      };
      await preset("expression");
      const formula = [await write("expression", "x^2 + 3y^2 +"), await write("expression", "x^2 + 3y^2")];
      await preset("data:");
      const data = [await write("data", "1 2, 3"), await write("data", "1 2, 3 4, 5 7")];
      await tools.wait(600);
      return { formula, data, hash: location.hash, errors: window.probe.errors };
    });
    assert.deepEqual(seen.formula.map(([invalid]) => invalid), ["true", null]);
    assert.equal(seen.formula[1][1].expression, "x^2 + 3y^2");
    assert.deepEqual(seen.data.map(([invalid]) => invalid), ["true", null]);
    assert.deepEqual(seen.data[1][1].data, [[1, 2], [3, 4], [5, 7]]);
    assert.match(seen.hash, /^#figure=loss:least-squares,data:1_2_3_4_5_7;/);
    none(seen.errors, "errors");
  });

  await session.check("playground.html: two figures keep their states side by side; the chapter leads here and back", async () => {
    await session.open(session.product("playground.html"), { visit: true });
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      for (const [selector, part] of [["#bowl", "forward"], ["[spectrum]", "forward"]]) {
        tools.part(tools.widget(selector), "button", part).click();
        await tools.wait(60);
      }
      await tools.wait(600);
      const wide = document.documentElement.scrollWidth;
      return { hash: location.hash, back: Boolean(document.querySelector('a[href="index.html"]')), wide, errors: window.probe.errors };
    });
    assert.match(seen.hash, /^#figure=.*step:13;v1&spectrum=.*spectrum:1_1\.4_2_2\.8.*;step:9;v1$/);
    assert.ok(seen.back && seen.wide <= 1280);
    none(seen.errors, "errors");
    await session.open(session.product("index.html"));
    assert.ok(await session.evaluate(() => Boolean(document.querySelector('a[href="playground.html"]'))));
  });
}

export async function playground(session) {
  // What it does is the same in the dark; how it looks is not.
  if (!session.options.dark) await walk(session);
  for (const [width, height] of [[320, 700], [390, 800], [1280, 900]]) {
    await session.check(`playground.html at ${width} px: nothing runs over, axe finds nothing`, async () => {
      await session.open(session.product("playground.html"), { size: [width, height], visit: true });
      const wide = await session.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px wide`);
      await clean(session);
    });
  }
}
