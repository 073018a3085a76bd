// From what the engine says of a question to what its form and its texts say.
import * as language from "../language/en.mjs";
import * as words from "../language/en-question.mjs";

/** @typedef {import("../many-clocks.d.ts").Asked} Asked */
/** @typedef {import("../many-clocks.d.ts").Judged} Judged */

/**
 * The fields of a question.
 * @param {Asked} asked
 * @returns {import("./form.mjs").Fields}
 */
export function fieldsOf({ ask, kind, unit, never, choices, facts }) {
  const none = words.never(ask, facts.step ?? "");
  const methods = new Set(choices.map(({ method }) => method));
  const labelled = choices.map((choice) => {
    const text = words.choice(choice, methods.size > 1 ? choice.method.replaceAll("-", " ") : "", none);
    return { id: choice.id, label: ask === "winner" ? language.track(Number(choice.id), text) : { text } };
  });
  return { kind, unit, never: never ? none : null, choices: labelled };
}

/**
 * The numbers for its texts, by name. The expected answer is among them only once it may be known, and then all stay as
 * they were when it was given.
 * @param {Asked} asked
 * @param {Judged | null} judged
 * @param {boolean} done
 * @returns {Record<string, string>}
 */
export function factsOf(asked, judged, done) {
  const { choices, never } = fieldsOf(asked);
  const called = (/** @type {string | null | undefined} */ id) => (
    choices.find((choice) => choice.id === id)?.label.text ?? (id === "never" ? never : null) ?? id ?? ""
  );
  const { expected, ...facts } = (done && judged ? judged : asked).facts;
  if (judged) facts.given = called(judged.text);
  if (done) facts.expected = called(expected);
  return facts;
}
