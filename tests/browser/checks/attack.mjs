// A hundred random events a frame on every part of the playground: nothing is thrown, what is shown stays a state, and the figures
// still answer.
import { assert, none } from "../lib/expect.mjs";

/** One attack a seed: a minute of them where time does not count. */
const SECONDS = 5;
const SEEDS = process.env.FULL ? Array.from({ length: 12 }, (_, i) => i + 1) : [1];

/**
 * Runs in the page: the attack, seeded. What a page may not undo is kept from happening: leaving, saving.
 * @returns how many events there were, how many frames, and the longest one
 */
async function attack({ seed, milliseconds, mouse }) {
  const { tools } = window;
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = (list) => list[random(list.length)];

  const saved = [];
  HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
  addEventListener("click", (event) => {
    const link = event.composedPath().find((each) => each.localName === "a");
    // With such a key a browser opens another tab in front, and this one gets no more frames.
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0;
    if (link && (elsewhere || !link.getAttribute("href").startsWith("#"))) event.preventDefault();
  }, true);
  let seen = "visible";
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => seen });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => seen === "hidden" });

  /** Everything, through shadow roots. */
  const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => (element.shadowRoot ? [element, ...all(element.shadowRoot)] : [element]));
  const CONTROLS = "input, select, textarea";
  const PRESSED = 'button, summary, .presets a[href*="="], [role="tab"]';
  let things;
  const gather = () => {
    const every = all(document.body);
    things = {
      every, controls: every.filter((each) => each.matches(CONTROLS)), pressed: every.filter((each) => each.matches(PRESSED)),
      stages: every.filter((each) => each.matches(".stage, .stage *, .handle, canvas")), canvases: every.filter((each) => each.localName === "canvas"), hosts: tools.widgets(),
    };
  };
  /** One of a kind that is still on the page: what is gone cannot be met there. */
  const meet = (kind) => {
    if (!things) gather();
    const found = one(things[kind]);
    if (found?.isConnected) return found;
    gather();
    return one(things[kind]) ?? document.body;
  };

  const TEXTS = ["", " ", "0", "-0", "1", "25", "-3.5", "1e999", "-1e308", "5e-324", "NaN", "Infinity", "0x10", "1/3", "2^70", "1,5", "½", "٣", "x^2 + y^2", "1/x", "x^y", "ln(x)y", "((((", "1 2, 3 4, 5 7",
    "1 2, 1 2", "0 0", "1 25", "-1 0", "0.1 0.2 0.3", "10000", "\u0000", "\u202e🙂", "<img src=x onerror=alert(1)>", "__proto__", "9".repeat(500), "x+".repeat(300)];
  const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", " ", "Enter", "Escape", "Tab", "+", "-", "0", "a", "Delete", "F5", "Unidentified", "Process"];
  const POINTERS = ["pointerdown", "pointermove", "pointermove", "pointermove", "pointerup", "pointercancel", "pointerenter", "pointerleave", "pointerover", "pointerout", "lostpointercapture", "gotpointercapture"];
  const WIDTHS = ["", "0px", "1px", "17px", "320px", "639.5px", "900px", "1280px", "4000px", "100000px"];
  /** Mostly on what is aimed at. */
  const place = (target) => {
    const { left, top, width, height } = target.getBoundingClientRect();
    const beside = random(20) === 0 ? 1e6 * (random(3) - 1) : 0;
    return { clientX: left + (width * random(1000)) / 999 + beside, clientY: top + (height * random(1000)) / 999 + beside };
  };
  const usual = { bubbles: true, composed: true, cancelable: true };
  const keys = () => ({ ctrlKey: random(8) === 0, shiftKey: random(4) === 0, altKey: random(8) === 0, metaKey: random(16) === 0 });
  const target = () => meet(["stages", "stages", "controls", "every"][random(4)]);

  const ACTS = [
    [40, () => {
      const on = target();
      const type = one(POINTERS);
      on.dispatchEvent(new PointerEvent(type, { ...usual, ...place(on), ...keys(), pointerId: random(4) ? mouse : random(90), pointerType: one(["mouse", "touch", "pen", ""]), button: random(5) ? 0 : random(5), buttons: random(2),
        pressure: random(2), isPrimary: random(2) === 1 }));
      if (type === "pointerup" && random(2)) on.dispatchEvent(new MouseEvent("click", { ...usual, ...place(on), ...keys() }));
    }],
    [6, () => {
      const on = target();
      const event = new TouchEvent(one(["touchstart", "touchmove", "touchmove", "touchend", "touchcancel"]), { ...usual, ...keys() });
      Object.defineProperty(event, "touches", { value: Array.from({ length: random(4) }, (_, identifier) => ({ identifier, target: on, ...(random(9) ? place(on) : { clientX: 7, clientY: 7 }) })) });
      on.dispatchEvent(event);
    }],
    [8, () => {
      const on = target();
      on.dispatchEvent(new WheelEvent("wheel", { ...usual, ...place(on), ...keys(), deltaX: random(401) - 200, deltaY: one([0, 1, -1, 120, -120, 1e6, -1e6, 1e-9]), deltaMode: random(3) }));
    }],
    [15, () => {
      const on = random(3) ? target() : tools.focused() ?? document.body;
      const key = { ...usual, ...keys(), key: one(KEYS), repeat: random(3) === 0, isComposing: random(9) === 0 };
      on.dispatchEvent(new KeyboardEvent("keydown", key));
      on.dispatchEvent(new KeyboardEvent("keyup", key));
    }],
    [18, () => {
      const on = meet("controls");
      if (on.localName === "select") on.selectedIndex = random(on.length + 1) - 1;
      else if (on.type === "checkbox" || on.type === "radio") on.checked = !on.checked;
      else if (on.type === "range") on.value = random(6) ? String(Math.round((random(1001) / 1000) * Number(on.max))) : one(TEXTS);
      else on.value = one(TEXTS);
      if (random(4)) on.dispatchEvent(new Event("input", usual));
      if (random(3)) on.dispatchEvent(new Event("change", { ...usual, composed: false }));
    }],
    [5, () => meet("pressed").click()],
    [4, () => (random(2) ? target().focus?.({ preventScroll: true }) : tools.focused()?.blur())],
    [1, () => { meet("hosts").style.width = one(WIDTHS); }],
    [1, () => { meet("hosts").style.display = random(3) ? "" : "none"; }],
    [1, () => {
      seen = one(["visible", "hidden"]);
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      if (random(4) === 0) dispatchEvent(new Event(one(["blur", "focus", "pagehide", "pageshow", "resize"])));
    }],
    [1, () => {
      const canvas = meet("canvases");
      for (const type of random(4) ? ["contextlost", "contextrestored"] : ["contextrestored"]) canvas.dispatchEvent(new Event(type, { cancelable: true }));
    }],
  ];
  const weights = ACTS.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

  const began = performance.now();
  const told = { events: 0, frames: 0, longest: 0, saved: 0 };
  while (performance.now() - began < milliseconds) {
    const start = performance.now();
    if (told.frames % 4 === 0) gather();
    for (let i = 0; i < 100; i += 1) one(weights)();
    told.events += 100;
    told.frames += 1;
    await tools.frame();
    told.longest = Math.max(told.longest, performance.now() - start);
  }
  seen = "visible";
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  told.saved = saved.length;
  return told;
}

/** Runs in the page, after it: what is no state, and who does not answer. */
async function sound() {
  const { tools } = window;
  const settle = async (frames) => {
    for (let i = 0; i < frames; i += 1) await tools.frame();
  };
  for (const host of tools.widgets()) {
    host.style.width = host.style.display = "";
    for (const dialog of host.shadowRoot.querySelectorAll("dialog")) dialog.close();
    host.pause();
  }
  await settle(5);
  const engine = await window.ManyClocks.loadEngine();
  const wrong = [];
  const numbers = (value, path) => {
    if (typeof value === "number" && !Number.isFinite(value)) wrong.push(`${path} is ${value}`);
    else if (value !== null && typeof value === "object") for (const [key, inner] of Object.entries(value)) numbers(inner, `${path}.${key}`);
  };
  const seen = [];
  for (const [index, host] of tools.widgets().entries()) {
    const last = host.experiment.length - 1;
    const given = host.getState();
    numbers(given, `state ${index}`);
    for (const step of new Set([0, host.step, last])) {
      for (const { theta, loss, status } of host.experiment.readout(step).tracks) {
        seen.push(status);
        if (!theta.every(Number.isFinite)) wrong.push(`theta is ${theta} at ${step}, ${status}`);
        if (!Number.isFinite(loss) && status !== "diverged") wrong.push(`the loss is ${loss} at ${step}, ${status}, of ${JSON.stringify(given)}`);
      }
    }
    const { spectrum: _, ...config } = host.config;
    if (JSON.stringify(engine.simulate(config).config) !== JSON.stringify(host.experiment.config)) wrong.push(`${index} shows another configuration than its own`);
    host.reset();
    host.stepForward();
    await settle(5);
    if (host.step !== Math.min(1, last)) wrong.push(`${index} stands at ${host.step} of ${last} after a step`);
    // Whatever stands in its fields, a fresh configuration is taken and drawn.
    host.setAttribute("views", host.hasAttribute("spectrum") ? "clocks rate" : "map clocks rate");
    await settle(2);
    host.config = { ...(host.hasAttribute("spectrum") ? { spectrum: [1, 2, 9] } : { loss: { curvatures: [1, 9] } }), steps: 20, tracks: [{ learningRate: 0.1 }] };
    host.scrollIntoView({ block: "center", behavior: "instant" });
    await settle(6);
    const views = tools.views(host);
    if (views.length < 2) wrong.push(`${index} shows ${views}`);
    for (const view of views) if (!tools.drawn(host, view)) wrong.push(`${index} does not draw ${view}`);
    const before = views.map((view) => tools.fingerprint(host, view)).join();
    host.stepForward();
    await settle(4);
    if (before === views.map((view) => tools.fingerprint(host, view)).join()) wrong.push(`${index} draws the same after a step`);
  }
  return { wrong, seen, errors: window.probe.errors };
}

/** The identity of the real pointer: a made one that is not there could not be captured. */
async function mouse(session) {
  await session.evaluate(() => addEventListener("pointermove", (event) => { window.mouse = event.pointerId; }, true));
  await session.browser.move(300, 300);
  await session.browser.move(310, 300);
  return session.evaluate(async () => {
    await window.tools.until(() => window.mouse !== undefined);
    return window.mouse;
  });
}

export async function attacked(session) {
  for (const seed of SEEDS) {
    await session.check(`playground.html: attacked for ${SECONDS} s by a hundred events a frame (seed ${seed}), it throws nothing and still answers`, async () => {
      await session.open(session.product("playground.html"), { visit: true });
      const told = await session.evaluate(attack, { seed, milliseconds: SECONDS * 1000, mouse: await mouse(session) });
      // A lecture may have begun: in full screen no window takes the size that the next check asks for.
      await session.evaluate(() => document.fullscreenElement && document.exitFullscreen());
      const { wrong, seen, errors } = await session.evaluate(sound);
      console.log(`# ${session.label}: ${told.events} events in ${told.frames} frames, the longest ${told.longest.toFixed(0)} ms, ${told.saved} files; ${[...new Set(seen)]}`);
      none(errors, "errors");
      none(wrong, "what is wrong");
      none(session.browser.console.filter(({ type }) => type === "error").map(({ text }) => text), "the console");
      assert.ok(told.frames >= 10, `${told.frames} frames`);
    });
  }
}
