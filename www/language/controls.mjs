// What controls are called and what they say.

/** @typedef {import("./language.mjs").Language} Language */
/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Mark} Mark */

/** An id in words: of a line of the ledger, of a choice. @param {Language} language @param {string} id */
export function row(language, id) {
  const own = language.find(`row-${id}`, "");
  if (own) return own;
  const words = id.replaceAll("-", " ");
  return language.label(words);
}

/** What a parameter is called. @param {Language} language @param {string} id @param {string} label the engine's */
export function parameter(language, id, label) {
  const own = /** @type {const} */ (["learningRate", "momentum", "conditioning", "angle", "optimizer", "loss", "steps", "schedule"]).find((each) => each === id);
  return own ? language.say(own) : language.label(label);
}

/**
 * What a slider is called and what it says.
 * @param {Language} language
 * @param {Control} control
 * @param {Analysis} analysis
 */
export function slider(language, control, analysis) {
  const name = parameter(language, control.id, control.label);
  const { disabled } = control;
  return {
    label: name,
    symbol: control.symbol,
    field: language.say("field", { name }),
    value: language.spell(control.text),
    // A crank without landmarks is one whose limit is to be found: it must not say what the landscape does.
    text: control.id === "learningRate" && control.marks.length ? rateText(language, control, analysis) : language.spell(control.text),
    note: disabled === null ? "" : language.find(disabled, disabled.replaceAll("-", " ")),
  };
}

/**
 * "0.19, overshoots in the steep direction, limit 0.20".
 * @param {Language} language
 * @param {Control} control
 * @param {Analysis} analysis
 */
function rateText(language, { text, marks }, analysis) {
  const regime = analysis.clocks[1]?.regime;
  const limit = marks.find(({ id }) => id === "limit");
  return language.say("crank-text", {
    rate: language.spell(text),
    does: regime ? language.say("crank-does", { verb: language.find(`crank-${regime}`, regime) }) : "",
    limit: limit ? language.say("crank-limit", { limit: language.spell(limit.text) }) : "",
  });
}

/**
 * The label of marks that stand together: "best 0.0769 · limit 0.08". Equal rates are said once.
 * @param {Language} language
 * @param {Mark[]} marks
 * @param {boolean} brief names only: where the values would not fit, the field beside the slider has them
 */
export function marks(language, marks, brief) {
  /** @type {Map<string, Mark[]>} */
  const equal = new Map();
  for (const mark of marks) equal.set(mark.text, [...(equal.get(mark.text) ?? []), mark]);
  const name = (/** @type {string} */ id) => language.find(`mark-${id}`, id);
  return [...equal.values()].map((group) => {
    const ids = group.map(({ id }) => id);
    // On a round bowl both directions have the same ideal rate, and that is the best one too.
    const round = ids.includes("ideal-steep") && ids.includes("ideal-shallow");
    const names = round ? ["1/λ", ...ids.filter((id) => !id.startsWith("ideal")).map(name)] : ids.map(name);
    const mark = /** @type {Mark} */ (group.find(({ id }) => id === "best") ?? group[0]);
    return {
      mark: round ? { ...mark, direction: null } : mark,
      text: names.join(" = ") + (brief ? "" : ` ${language.spell(mark.text)}`),
    };
  });
}

/**
 * @param {Language} language
 * @param {{ step: number, last: number, loss: number }} state
 */
export function transport(language, { step, last, loss }) {
  const at = { step: String(step), last: String(last) };
  return {
    transport: language.say("transport"), reset: language.say("reset"), back: language.say("back"), play: language.say("play"),
    pause: language.say("pause"), forward: language.say("forward"), step: language.say("step"),
    speed: (/** @type {string} */ speed) => language.say("speed", { speed: language.spell(speed) }),
    valuetext: language.say("step-text", { ...at, loss }), counter: language.spell(language.say("counter", at)),
  };
}
