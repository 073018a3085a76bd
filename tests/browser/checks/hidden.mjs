// A tab that nobody sees: no step is taken there, and when it is seen again its run goes on at once from where it was.
// Really hidden, by another tab in front of it: in Chromium and Firefox. WebKit's driver cannot; made events would leave it its frames.
import { assert, none } from "../lib/expect.mjs";

const AWAY = 1500;
/** A busy machine gives a tab its first frames late: the best of a few returns counts. */
const TRIES = 6;
/** Four times as fast as the fastest run by itself, steps a millisecond: a quarter of a second would be 240 steps. */
const PACE = 0.96;

/** Runs in the page: plays a long run as fast as it goes, and notes where it is whenever anything could happen. */
async function play() {
  const { tools } = window;
  const widget = tools.widget("#bowl");
  widget.config = { ...widget.config, steps: 10_000, tracks: [{ learningRate: 1e-4 }] };
  await tools.frame();
  tools.part(widget, "button", "speed").click();
  const log = (window.log = []);
  const note = (what) => log.push({ what, time: performance.now(), step: widget.step });
  document.addEventListener("visibilitychange", () => note(document.visibilityState));
  // A hidden page has its timers all the same.
  setInterval(() => note("timer"), 20);
  (function frames() {
    note("frame");
    requestAnimationFrame(frames);
  })();
  widget.play();
  await tools.wait(600);
}

export async function hidden(session) {
  if (!session.browser?.hide) return;
  await session.check(`bowl.html: in a hidden tab no step is taken, on return none is leapt over, and it goes on within 100 ms`, async () => {
    const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
    const resumed = [];
    for (let times = 0; times < TRIES && !resumed.some((took) => took <= 100); times += 1) {
      await session.open(session.fixture("bowl.html"));
      await session.evaluate(play);
      await session.browser.hide();
      await wait(AWAY);
      const last = await session.evaluate(() => performance.now());
      await session.browser.show();
      await wait(600);
      const { log, playing, errors } = await session.evaluate(() => ({ log: window.log, playing: window.tools.widget("#bowl").playing, errors: window.probe.errors }));
      none(errors, "errors");
      const away = log.findIndex(({ what }) => what === "hidden");
      // An engine may draw before it says that it is seen again.
      const back = log.findIndex(({ what, time }) => time > last && (what === "visible" || what === "frame"));
      assert.ok(away > 0 && back > away && log[away].step > 20, `hidden at ${away}, back at ${back} of ${log.length}`);
      assert.ok(last - log[away].time > 0.8 * AWAY, "it was away");
      assert.ok(log.slice(away, back).some(({ what }) => what === "timer"), "the page itself lived on");
      none(log.slice(away, back + 1).filter(({ step }) => step !== log[away].step), "steps while nobody saw it");
      const after = log.slice(back);
      // Never further than the time since then takes it, and two frames.
      none(after.filter(({ time, step }) => step - log[back].step > PACE * (time - log[back].time + 34)), `leaps from ${log[back].step} at ${log[back].time}`);
      assert.ok(playing && after.at(-1).step > log[back].step, "it goes on");
      resumed.push(after.find(({ step }) => step > log[back].step).time - log[back].time);
    }
    console.log(`# ${session.label}: goes on ${resumed.map((took) => took.toFixed(0))} ms after it is seen again`);
    assert.ok(Math.min(...resumed) <= 100, `after ${resumed} ms`);
  });
}
