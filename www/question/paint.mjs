// Everything that a question says: which of its author's texts are shown, with which numbers, and the verdict.
import { hintOf, unitOf } from "../language/question.mjs";
import { misconceptions } from "./options.mjs";
import { fill, sorted } from "./texts.mjs";
import { factsOf } from "./wording.mjs";

/**
 * Where a reader is with a question.
 * @typedef {object} Standing
 * @property {import("../many-clocks.d.ts").Asked | null} asked
 * @property {import("../many-clocks.d.ts").Judged | null} judged what the last answer was worth
 * @property {boolean} done answered rightly, or shown
 * @property {number} attempts
 */

/**
 * @param {Element} host
 * @param {import("./form.mjs").Form} form
 * @param {Standing} standing
 */
export function paint(host, form, { asked, judged, done, attempts }) {
  form.enable(Boolean(asked));
  const parts = sorted(host);
  const gaveUp = done && judged?.given === null;
  const missed = Boolean(judged && !judged.correct && !gaveUp);
  const shown = {
    prompt: parts.prompt,
    misconception: missed && typeof judged?.near === "number" ? misconceptions(host).slice(judged.near, judged.near + 1) : [],
    hint: missed && typeof judged?.near !== "number" ? parts.hint : [],
    explanation: done ? parts.explanation : [],
  };
  const { language } = form;
  const facts = asked && factsOf(language, asked, judged, done);
  for (const [name, slot] of Object.entries(form.slots)) {
    const nodes = shown[/** @type {keyof typeof shown} */ (name)];
    if (facts) for (const node of nodes) fill(node, facts);
    slot.assign(...nodes);
    slot.classList.toggle("on", nodes.length > 0);
  }
  const { behind } = unitOf(language, asked?.unit ?? "");
  const bare = missed && shown.misconception.length + shown.hint.length === 0;
  form.show({
    verdict: gaveUp ? "shown" : missed ? "wrong" : judged ? "right" : null,
    text: done ? language.say("expected", { answer: [facts?.expected ?? "", behind].filter(Boolean).join(" ") }) : "",
    hint: bare ? hintOf(language, asked?.ask ?? "", facts ?? {}) : "",
    done,
    tried: attempts > 0,
  });
}
