// Words for what a reader may switch on: an explained point, the search for a limit.

/** @typedef {import("./language.mjs").Language} Language */

/**
 * A point, and what three rulers would do from it.
 * @param {Language} language
 * @param {import("../types.d.ts").Explained} explained
 */
export function explanation(language, { theta, loss, gradient, hessian, curvatures: [low, high], steps }) {
  const point = language.point(theta);
  return {
    handle: language.say("probe", { point }),
    caption: language.say("explain-caption"),
    columns: [language.say("explain-from"), language.say("explain-to"), language.say("explain-loss")],
    lines: [
      { label: language.say("fact-point"), value: point },
      { label: language.say("fact-loss"), value: language.number(loss) },
      { label: language.say("fact-gradient"), value: language.point(gradient) },
      { label: language.say("fact-hessian"), value: language.matrix(hessian) },
      { label: language.say("fact-curvatures"), value: language.say("fact-both", { high, low }) },
    ],
    steps: steps.map(({ id, theta: to, loss: there }) => (
      [language.find(`ruler-${id}`, id), language.point(to), there === null ? language.say("nothing") : language.number(there)]
    )),
  };
}

/**
 * The same for those who hear it.
 * @param {Language} language
 * @param {import("../types.d.ts").Explained} explained
 */
export function explainedAloud(language, { theta, loss, curvatures: [low, high] }) {
  return language.say("explain-aloud", { point: language.point(theta), loss, high, low });
}

/**
 * What a rate was found to do.
 * @param {Language} language
 * @param {number} rate
 * @param {boolean} settles
 */
export function tried(language, rate, settles) {
  return language.say(settles ? "blind-settles" : "blind-grows", { rate });
}

/**
 * What is known of the limit.
 * @param {Language} language
 * @param {import("../types.d.ts").Blind} judged
 */
export function judgement(language, { tries, left, settles, diverges, found, limit }) {
  if (limit !== null) return found ? language.say("blind-found", { rate: settles ?? 0, limit }) : language.say("blind-limit", { limit });
  if (!tries.length) return language.say("blind-begin");
  const more = language.say("blind-left", { count: left });
  return settles === null || diverges === null ? more : language.say("blind-between", { settles, diverges, left: more });
}
