// From what the engine says of a question to what its form and its texts say.
import { choiceOf, neverOf } from "../language/question.mjs";
import { track } from "../language/tracks.mjs";

/** @typedef {import("../language/language.mjs").Language} Language */

/** @typedef {import("../many-clocks.d.ts").Asked} Asked */
/** @typedef {import("../many-clocks.d.ts").Judged} Judged */

/**
 * The fields of a question.
 * @param {Language} language
 * @param {Asked} asked
 * @returns {import("./form.mjs").Fields}
 */
export function fieldsOf(language, { ask, kind, unit, never, choices, facts }) {
  const none = neverOf(language, ask, language.spell(facts.step ?? ""));
  const methods = new Set(choices.map(({ method }) => method));
  const labelled = choices.map((choice) => {
    const called = methods.size > 1 ? language.label(choice.method.replaceAll("-", " ")) : "";
    const text = choiceOf(language, choice, called, none);
    return { id: choice.id, label: ask === "winner" ? track(Number(choice.id), text) : { text } };
  });
  return { kind, unit, never: never ? none : null, choices: labelled };
}

/**
 * The numbers for its texts, by name. The expected answer is among them only once it may be known, and then all stay as
 * they were when it was given.
 * @param {Language} language
 * @param {Asked} asked
 * @param {Judged | null} judged
 * @param {boolean} done
 * @returns {Record<string, string>}
 */
export function factsOf(language, asked, judged, done) {
  const { choices, never } = fieldsOf(language, asked);
  const called = (/** @type {string | null | undefined} */ id) => (
    choices.find((choice) => choice.id === id)?.label.text ?? (id === "never" ? never : null) ?? language.spell(id ?? "")
  );
  const { expected, ...numbers } = (done && judged ? judged : asked).facts;
  const facts = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, language.spell(text)]));
  if (judged) facts.given = called(judged.text);
  if (done) facts.expected = called(expected);
  return facts;
}
