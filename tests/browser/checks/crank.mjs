// Turning the crank by pointer: the hand follows, in the same frame, without moving the page or making noise.
import { assert, near, none } from "../lib/expect.mjs";
import { difference, over, parse } from "../lib/colour.mjs";
import { angle, onDial } from "../lib/dial.mjs";
import { clockChecks } from "./picture.mjs";

/** Runs in the page: where the thumb of a slider is, in the viewport, and where another position would be. */
export function thumb(selector, name, position) {
  const widget = window.tools.widget(selector);
  const slider = window.tools.slider(widget, name);
  slider.scrollIntoView({ block: "center", behavior: "instant" });
  const box = slider.getBoundingClientRect();
  const inset = Math.min(box.height, 22) / 2;
  const at = (value) => box.left + inset + (box.width - 2 * inset) * (value / Number(slider.max));
  return {
    from: [at(slider.valueAsNumber), box.top + box.height / 2],
    to: [at(position * Number(slider.max)), box.top + box.height / 2],
    max: Number(slider.max),
  };
}

/** Drags the crank of #bowl to a fraction of its length, in several moves. */
export async function dragCrank(session, position, { release = true, moves = 12, each } = {}) {
  const { from, to } = await session.evaluate(thumb, "#bowl", "learning-rate", position);
  const { browser } = session;
  await browser.move(...from);
  await browser.down();
  for (let i = 1; i <= moves; i += 1) {
    await browser.move(from[0] + ((to[0] - from[0]) * i) / moves, from[1]);
    await each?.();
  }
  if (release) await browser.up();
}

const rateOf = (session) =>
  session.evaluate(() => window.tools.widget("#bowl").experiment.config.tracks[0].learningRate);

export async function crank(session) {
  const theme = session.options.dark ? "dark" : "light";
  await session.check(
    "bowl.html: dragging the crank moves both hands to the angle of the engine's multiplier",
    async () => {
      await session.open(session.fixture("bowl.html"));
      const styles = await session.evaluate(async (base) => (await window.ManyClocks.loadEngine()).styles(base), theme);
      const before = await rateOf(session);
      assert.equal(before, 0.07);
      /** The pixel on the steep dial where the hand of a rate lies. */
      const seen = async (eta) => {
        const [centre, twelve] = await session.evaluate(() => {
          const widget = window.tools.widget("#bowl");
          const { width, height } = window.tools.view(widget, "clocks");
          const place = (more) => widget.experiment.place("clocks", { direction: 1, width, height, ...more });
          return [place({ radius: 0 }), place({ radius: 1, multiplier: 0 })];
        });
        const spot = onDial(centre, centre[1] - twelve[1], angle(1 - eta * 25), 0.6);
        return (
          await session.evaluate((at) => window.tools.pixels(window.tools.widget("#bowl"), "clocks", [at]), spot)
        )[0];
      };
      await clockChecks(session, 0, styles);
      await dragCrank(session, 0.3);
      await session.evaluate(() => window.tools.frame());
      const after = await rateOf(session);
      assert.ok(after > 0 && after !== before, `the rate went from ${before} to ${after}`);
      await clockChecks(session, 0, styles);
      const { multipliers } = await session.evaluate(
        () => window.tools.widget("#bowl").experiment.readout(0).tracks[0],
      );
      near(multipliers[1], 1 - after * 25, 1e-12, "the engine's multiplier");
      const old = over(parse(styles.colours.panel ?? styles.colours.ground), await seen(before));
      assert.ok(difference(old, parse(styles.colours.steep)) > 40, "the hand has left its old place");
      none(await session.evaluate(() => window.probe.errors), "errors");
    },
  );

  await session.check(
    "bowl.html: a drag repaints both views by the next frame, moves no box and touches nothing of the page",
    async () => {
      await session.open(session.fixture("bowl.html"));
      await session.evaluate(() => {
        const widget = window.tools.widget("#bowl");
        const boxes = () =>
          [
            widget,
            document.querySelector("#after"),
            ...widget.shadowRoot.querySelectorAll("figure, canvas, input, button, select, [part]"),
          ]
            .filter((element) => element.localName !== "button" || !/mark/.test(element.className))
            .filter((element) => !element.matches('[part~="start"]') && !element.closest("[hidden]"))
            .map((element) => {
              // Places on the page: taking hold of the crank may scroll to it.
              const { left, top, width, height } = element.getBoundingClientRect();
              const box = [left + scrollX, top + scrollY, width, height].map((value) => Math.round(value * 10) / 10);
              return [window.tools.name(element).replace(/ .*/, ""), ...box];
            });
        const log = { frames: [], mutations: [], boxes: boxes(), final: null };
        window.log = log;
        log.finish = () => {
          log.final = boxes();
        };
        new MutationObserver((records) =>
          records.forEach((record) =>
            log.mutations.push(`${record.type} ${record.target.nodeName} ${record.attributeName ?? ""}`),
          ),
        ).observe(document.body, { childList: true, characterData: true, subtree: true });
        new MutationObserver((records) =>
          records.forEach((record) => log.mutations.push(`attribute ${record.attributeName} of body`)),
        ).observe(document.body, { attributes: true });
        const prints = () => ["map", "clocks"].map((view) => window.tools.fingerprint(widget, view));
        const rateNow = () => widget.experiment.config.tracks[0].learningRate;
        let last = prints();
        let rate = rateNow();
        let asked = false;
        // Behind the widget's own listener, so this frame callback runs behind the widget's drawing. Nothing is read
        // from the widget before that: reading would make it apply the change early.
        addEventListener("input", () => {
          if (asked) return;
          asked = true;
          requestAnimationFrame(() => {
            asked = false;
            const now = prints();
            log.frames.push({ changed: now.map((print, i) => print !== last[i]), moved: rateNow() !== rate });
            [last, rate] = [now, rateNow()];
            const shifted = boxes().filter((box, i) => String(box) !== String(log.boxes[i]));
            log.shifted = log.shifted ?? (shifted.length ? String(shifted[0]) : undefined);
          });
        });
      });
      // A frame between the moves, however slow the machine is.
    await dragCrank(session, 0.35, { each: () => session.evaluate(() => window.tools.frame()) });
      const log = await session.evaluate(async () => {
        await window.tools.frame();
        await window.tools.frame();
        window.log.finish();
        return window.log;
      });
      const moving = log.frames.filter(({ moved }) => moved);
      assert.ok(moving.length >= 3, `${moving.length} frames with a new rate of ${log.frames.length}`);
      for (const { changed } of moving)
        assert.deepEqual(changed, [true, true], "a frame after input shows the old picture");
      none(log.mutations, "the page's own nodes were changed");
      assert.equal(log.shifted, undefined, "a box moved during the drag");
      assert.deepEqual(log.final, log.boxes, "a box moved");
    },
  );

  await session.check(
    "bowl.html: events: at most one change a frame with final: false, then exactly one with final: true",
    async () => {
      await session.open(session.fixture("bowl.html"));
      const events = () =>
        session.evaluate(() => window.probe.events.filter(({ type }) => type === "many-clocks-change"));
      assert.equal((await events()).length, 0, "changes before anybody touched it");
      await dragCrank(session, 0.4, { each: () => session.evaluate(() => window.tools.frame()) });
      await session.evaluate(async () => {
        await window.tools.until(() => window.probe.events.some(({ final }) => final));
        await window.tools.frame();
        await window.tools.frame();
      });
      const dragged = await events();
      const drafts = dragged.filter(({ final }) => final === false);
      assert.ok(drafts.length >= 1, "no change while dragging");
      assert.deepEqual(
        dragged.map(({ final }) => final),
        [...drafts.map(() => false), true],
        "the last and only the last is final",
      );
      assert.equal(new Set(drafts.map(({ frame }) => frame)).size, drafts.length, "two changes in a frame");
      assert.ok(
        dragged.every(({ state, bubbles, composed }) => state && bubbles && composed),
        "incomplete events",
      );
    },
  );

  await session.check("bowl.html: events: none per played frame, one at play and one at pause", async () => {
    await session.open(session.fixture("bowl.html"));
    const result = await session.evaluate(async () => {
      const widget = window.tools.widget("#bowl");
      const count = () => window.probe.events.filter(({ type }) => type === "many-clocks-change").length;
      window.tools.part(widget, "button", "reset").click();
      await window.tools.wait(100);
      const start = count();
      window.tools.part(widget, "button", "play").click();
      await window.tools.wait(900);
      const steps = widget.step;
      const playing = widget.playing;
      const played = count() - start;
      window.tools.part(widget, "button", "play").click();
      await window.tools.wait(200);
      const paused = count() - start;
      const stopped = widget.step;
      await window.tools.wait(400);
      return {
        steps,
        playing,
        played,
        paused,
        still: widget.step === stopped,
        after: widget.playing,
        reduced: matchMedia("(prefers-reduced-motion: reduce)").matches,
      };
    });
    assert.ok(result.playing && result.steps >= 2, `played to step ${result.steps}`);
    assert.equal(result.played, 1, "one change for play and none per played frame");
    assert.equal(result.paused, 2, "one more for pause");
    assert.ok(result.still && !result.after, "pause stops it");
  });
}
