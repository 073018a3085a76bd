// Hostile calls: whatever a page hands over, the engine answers or refuses by a ConfigError that names a field, at once, and goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine } from "./engine.mjs";

const CALLS = process.env.FULL ? 10_000 : 2_500;
/** Milliseconds that one call may take; the first of each kind compiles. */
const PATIENCE = 50;

/** The same every time. */
let state = 20_261_128;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const one = (list) => list[random(list.length)];

const cycle = {};
cycle.self = cycle;
const deep = Array.from({ length: 3000 }).reduce((inner) => [inner], 1);
const mine = JSON.parse('{ "__proto__": { "loss": { "id": "booth" } }, "constructor": 1 }');
const thrower = { get loss() { throw new Error("mine"); } };
const NUMBERS = [NaN, Infinity, -Infinity, 0, -0, 5e-324, 1e308, -1e308, 1.5, -1, 2 ** 53, 1e-9, 7, 0.1, 25];
const STRANGE = [undefined, null, true, false, "", "x", "__proto__", "constructor", "1e999", "\u0000", "🂡", "<img onerror>", "a".repeat(1 << 20), {}, [], [[]], cycle, deep, mine,
  thrower, new Date(0), /x/, new Map([[1, 2]]), new Float64Array(3), Symbol("s"), 10n, () => 1, new Proxy({}, { get() { throw new Error("no"); } })];
const catalogue = engine.catalogue();
const id = (kind) => one(catalogue[kind]).id;

const value = () => (random(3) ? one(NUMBERS) : one(STRANGE));
const maybe = (good) => (random(4) ? good() : value());
const list = (of, most) => Array.from({ length: random(most + 1) }, of);
const parameters = (kind, entry) => {
  const known = catalogue[kind].find((each) => each.id === entry)?.parameters ?? [];
  return Object.fromEntries(known.filter(() => random(3) === 0).map((each) => [each.id, maybe(() => each.default)]));
};
const track = () => {
  const [optimizer, schedule] = [id("optimizers"), id("schedules")];
  return { optimizer: maybe(() => optimizer), ...parameters("optimizers", optimizer), ...(random(3) ? {} : { schedule: maybe(() => ({ id: schedule, ...parameters("schedules", schedule) })) }),
    ...(random(8) ? {} : { [one(["__proto__", "toString", "x".repeat(500), ""])]: value() }) };
};
const config = () => {
  const loss = id("losses");
  return { loss: maybe(() => ({ id: loss, ...parameters("losses", loss) })), ...(random(2) ? { start: maybe(() => [value(), value()]) } : {}), steps: maybe(() => random(40)),
    ...(random(3) ? {} : { tolerance: value() }), tracks: maybe(() => list(track, 3)) };
};
const options = () => ({ step: maybe(() => random(5)), width: maybe(() => 200), height: maybe(() => 150), theme: one(["light", "dark", value()]), ...(random(3) ? {} : { camera: one([value(), { x: [value(), value()], y: [value(), value()] }]) }),
  ...(random(3) ? {} : { highlight: { track: value(), step: value() } }), ...(random(4) ? {} : { words: { steep: value(), [one(["numerals", "nothing", "__proto__"])]: value() } }),
  x: value(), y: value(), theta: [value(), value()], learningRate: value(), ...(random(4) ? {} : { marks: one([value(), ["ellipse", value()]]), horizon: value(), quiet: value(), explain: [value(), value()] }) });
const view = () => maybe(() => one(catalogue.views).id);

/** Calls of the interface, by name. @type {Record<string, (experiment: any) => unknown>} */
const OF_EXPERIMENT = {
  readout: (e) => e.readout(value()), analysis: (e) => e.analysis(maybe(() => ({ track: value(), step: value() }))), csv: (e) => e.csv(), code: (e) => e.code(one(["numpy", "pytorch", value()]), value()),
  svg: (e) => e.svg(view(), maybe(options)), pick: (e) => e.pick(view(), maybe(options)), place: (e) => e.place(view(), maybe(options)), camera: (e) => e.camera(view(), maybe(options)),
  controls: (e) => e.controls(value(), maybe(options)), settings: (e) => e.settings(), adjust: (e) => e.adjust(maybe(() => one(["learningRate", "conditioning", "angle", "start", "tracks", "bowl", "loss", "optimizer", "steps"])), maybe(() => ({ value: value(), position: value(), text: value() }))),
  explain: (e) => e.explain(maybe(() => ({ theta: [value(), value()], nudge: value() }))), ask: (e) => e.ask(maybe(() => ({ ask: one(["limit-rate", "next-point", "winner", value()]), step: value(), track: value(), tolerance: value(), direction: value() }))),
  judge: (e) => e.judge({ ask: "limit-rate" }, value()), blind: (e) => e.blind(maybe(() => list(value, 7)), value()), colourAt: (e) => e.colourAt(view(), maybe(options)), draw: (e) => e.draw(view(), value(), maybe(options)), length: (e) => e.length, config: (e) => e.config,
};
const OF_ENGINE = {
  simulate: () => engine.simulate(maybe(config)).free(), sweep: () => random(40) === 0 && engine.sweep(maybe(() => ({ steps: 20, tracks: [track()] })), value()), spectrum: () => engine.spectrum(maybe(() => ({ curvatures: list(value, 5), track: maybe(track), steps: value() }))).free(),
  link: () => engine.link(maybe(config)), unlink: () => engine.unlink(one([value(), `loss:${id("losses")};step:${value()?.toString?.() ?? 1};v1`])), styles: () => engine.styles(one(["light", "dark", { base: value(), colours: { ink: value() }, font: value() }, value()])),
};

test(`${CALLS} hostile calls: an answer or a ConfigError that names its field, each within ${PATIENCE} ms, and no trap`, () => {
  let experiment = engine.simulate({ steps: 20, tracks: [{ learningRate: 0.07 }, { optimizer: "adam" }] });
  const [told, slow, wrong] = [{ answers: 0, refusals: 0 }, [], []];
  for (let index = 0; index < CALLS; index += 1) {
    if (index % 50 === 49) {
      try {
        const next = engine.simulate(config());
        experiment.free();
        experiment = next;
      } catch {
        // It goes on with what it had.
      }
    }
    const own = random(3) > 0;
    const [name, call] = one(Object.entries(own ? OF_EXPERIMENT : OF_ENGINE));
    const before = state;
    const began = performance.now();
    try {
      call(experiment);
      told.answers += 1;
    } catch (error) {
      told.refusals += 1;
      const own = error instanceof Error && /^(mine|no)$/.test(error.message);
      if (own) continue;
      if (error?.name !== "ConfigError" || typeof error.field !== "string" || typeof error.code !== "string" || !error.message) wrong.push(`${name}: ${error?.stack ?? String(error)}`.slice(0, 300));
      if (String(error?.message).length > 2000) wrong.push(`${name}: a message of ${error.message.length} characters`);
    }
    let took = performance.now() - began;
    // The machine may have been busy elsewhere: the same call again, the same things handed over.
    for (let again = 0; took > PATIENCE && again < 3; again += 1) {
      state = before;
      const start = performance.now();
      try {
        call(experiment);
      } catch {
        // As before.
      }
      took = Math.min(took, performance.now() - start);
    }
    if (took > PATIENCE) slow.push(`${name}: ${took.toFixed(0)} ms`);
  }
  assert.deepEqual(wrong.slice(0, 5), []);
  assert.ok(told.answers > CALLS / 10 && told.refusals > CALLS / 5, JSON.stringify(told));
  assert.deepEqual(slow, []);
  // Nothing was left broken, and nothing got into the prototypes.
  assert.equal(engine.simulate({ tracks: [{ learningRate: 0.1 }] }).readout(0).tracks[0].step, 0);
  assert.equal({}.loss, undefined);
  experiment.free();
  assert.throws(() => experiment.readout(0), Error, "what was freed says so");
});
