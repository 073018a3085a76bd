// Turn everything, or the bowl under its ruler.
import { h } from "../dom.mjs";

/** @param {string[]} words the question, the bowl alone, everything */
export function turning([question = "", alone = "", everything = ""]) {
  const choice = (/** @type {string} */ word, /** @type {boolean} */ checked) => {
    const input = h("input", { type: "radio", name: "turn", class: "radio", part: "radio" });
    input.checked = checked;
    return { input, label: h("label", {}, input, " ", word) };
  };
  const [first, second] = [choice(alone, true), choice(everything, false)];
  const element = h("fieldset", { class: "control turn", part: "control turn-control" },
    h("legend", {}, question), first.label, second.label);
  return { element, input: second.input };
}
