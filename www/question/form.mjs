// The visible side of a question: a form of the browser's own controls in a shadow tree.
import { attribute, h, write, writePieces } from "../dom.mjs";
import { loadEngine, loadedEngine } from "../engine.mjs";
import { icon } from "../icons.mjs";
import { keepKeys } from "../keys.mjs";
import { unitOf } from "../language/question.mjs";
import { languageOf } from "../language/of-element.mjs";
import { STYLES } from "../styles/index.mjs";
import question from "../styles/question.css";
import { sheetOf } from "../styles/sheet.mjs";
import { colourStyles } from "../theme.mjs";

/** @typedef {import("./progress.mjs").Given} Given */
/** @typedef {{ id: string, label: import("../types.d.ts").Piece }} Labelled */
/** @typedef {{ kind: "number" | "point" | "choice", unit: string, never: string | null, choices: Labelled[] }} Fields */
/**
 * What has become of a question.
 * @typedef {object} Verdict
 * @property {"right" | "wrong" | "shown" | null} verdict
 * @property {string} text what is said beside it
 * @property {string} hint where the author has none
 * @property {boolean} done
 * @property {boolean} tried whether "Show me" is offered
 */
/** @typedef {{ check: () => void, give: () => void, again: () => void, typed: () => void }} FormOwner */

const COORDINATES = ["x", "y"];

let count = 0;
export class Form {
  root = h("div", { class: "root question", part: "root" });
  alert = h("div", { class: "alert", part: "alert", role: "alert" });
  /** Their names count where Firefox prints: its copy of the page has forgotten what was assigned by hand. */
  slots = {
    prompt: h("slot", { name: "prompt" }, h("slot")), hint: h("slot", { name: "hint" }),
    misconception: h("slot", { name: "misconception" }), explanation: h("slot", { name: "explanation" }),
  };
  #number = (count += 1);
  #prompt = h("div", { class: "prompt", part: "prompt", id: "prompt" }, this.slots.prompt);
  #answer = h("div", { class: "answer" });
  #said = h("p", { class: "said" });
  #hint = h("p");
  /** Read out as a whole when it changes. */
  status = h("div", { class: "feedback", part: "feedback", role: "status" }, this.#said, this.slots.misconception, this.#hint,
    this.slots.hint, this.slots.explanation);
  #check = h("button", { class: "button word check", part: "button check", type: "button" });
  #show = h("button", { class: "button word", part: "button show", type: "button" });
  #again = h("button", { class: "button word", part: "button again", type: "button", hidden: true });
  #line = h("div", { class: "line" });
  #actions = h("div", { class: "actions" }, this.#check, this.#show, this.#again);
  /** @type {HTMLInputElement[]} */
  #inputs = [];
  /** @type {HTMLInputElement | null} */
  #never = null;
  /** @type {Fields["kind"]} */
  #kind = "number";
  #key = "";
  #host;
  #shadow;
  /** @type {import("../language/language.mjs").Language} */
  language;

  /**
   * @param {HTMLElement} host
   * @param {FormOwner} owner
   */
  constructor(host, owner) {
    this.#host = host;
    this.language = languageOf(host);
    this.#shadow = host.shadowRoot ?? host.attachShadow({ mode: "open", slotAssignment: "manual" });
    this.dress();
    this.#shadow.append(this.root);
    keepKeys(this.#shadow);
    // Without an engine it is the figure that says so.
    loadEngine().then(() => this.dress(), () => {});
    const form = h("form", { part: "form", novalidate: true }, this.#prompt, this.#answer,
      this.#line, this.#actions, this.status);
    this.root.append(form, this.alert);
    // Not by submitting: a sandboxed frame knows no such thing, and does not say so.
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#check.addEventListener("click", owner.check);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      owner.check();
    });
    this.#show.addEventListener("click", owner.give);
    this.#again.addEventListener("click", owner.again);
    form.addEventListener("input", owner.typed);
  }

  /** Put on the styles, those of the document where the element stands. */
  dress() {
    const engine = loadedEngine();
    const texts = [STYLES, ...(engine ? [colourStyles(engine)] : []), question];
    this.#shadow.adoptedStyleSheets = texts.map((text) => sheetOf(text, this.#host.ownerDocument));
  }

  /** Take the language of the place where it stands. */
  speak() {
    this.language = languageOf(this.#host);
    attribute(this.root, "lang", this.language.tag);
    attribute(this.root, "dir", this.language.direction);
    write(this.#check, this.language.say("check"));
    write(this.#show, this.language.say("show"));
    write(this.#again, this.language.say("again"));
  }

  /** Make the fields; what is written in them stays while they are the same. @param {Fields} fields */
  update(fields) {
    const { language } = this;
    const key = JSON.stringify([fields, language.tag, language.say("unit-other")]);
    if (key === this.#key) return;
    this.#key = key;
    const { kind, unit, never, choices } = fields;
    const { label, behind } = unitOf(language, unit);
    this.#kind = kind;
    this.#line.hidden = kind === "choice";
    this.#never = never === null || kind !== "number" ? null : h("input", { type: "checkbox", class: "switch", part: "never" });
    if (kind === "choice") {
      this.#inputs = choices.map(({ id }) => h("input", {
        type: "radio", class: "radio", part: "radio", name: `answer-${this.#number}`, value: id,
      }));
      const rows = this.#inputs.map((input, index) => {
        const text = h("span");
        writePieces(text, [choices[index]?.label ?? { text: "" }]);
        return h("label", { class: "choice" }, input, text);
      });
      this.#answer.replaceChildren(h("fieldset", { part: "choices", "aria-describedby": "prompt" },
        h("legend", { class: "visually-hidden" }, label), ...rows));
      return;
    }
    this.#inputs = (kind === "point" ? COORDINATES : [label]).map(() => h("input", {
      class: "field", part: "field", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      "aria-describedby": "prompt",
    }));
    const entries = this.#inputs.map((input, index) => h("label", { class: "entry" },
      kind === "point" ? h("i", { class: "symbol" }, COORDINATES[index] ?? "") : label, " ", input, behind && ` ${behind}`));
    this.#answer.replaceChildren(
      ...(kind === "point" ? [h("p", { class: "drag" }, language.say("answer-drag"))] : []), ...entries,
      ...(this.#never ? [h("label", { class: "choice" }, this.#never, never ?? "")] : []),
    );
    this.#never?.addEventListener("input", () => this.#fit());
  }

  /** Beside "never" there is no number. */
  #fit() {
    for (const input of this.#inputs) input.disabled = Boolean(this.#never?.checked);
  }

  /** What the fields hold; null: nothing. @returns {Given} */
  get given() {
    if (this.#kind === "choice") return this.#inputs.find(({ checked }) => checked)?.value ?? null;
    if (this.#never?.checked) return "never";
    const [first = "", second = ""] = this.#inputs.map(({ value }) => this.language.unspell(value.trim()));
    if (this.#kind === "point") return first || second ? [first, second] : null;
    return first || null;
  }

  set given(given) {
    const texts = [given ?? ""].flat();
    if (this.#never) this.#never.checked = given === "never";
    this.#inputs.forEach((input, index) => {
      if (this.#kind === "choice") input.checked = input.value === given;
      else input.value = given === "never" ? "" : this.language.spell(texts[index] ?? "");
    });
    this.#fit();
  }

  /** Whether there is anything to answer. @param {boolean} can */
  enable(can) {
    for (const part of [this.#answer, this.#actions]) part.hidden = !can;
    this.#line.hidden = !can || this.#kind === "choice";
  }

  /** Say that an answer is missing or cannot be read. @param {string} [message] */
  fault(message) {
    const wanted = /** @type {const} */ ({ number: "answer-missing", point: "answer-place", choice: "answer-choose" })[this.#kind];
    for (const input of this.#inputs) attribute(input, "aria-invalid", "true");
    this.#say(null, message ?? this.language.say(wanted));
    this.#inputs[0]?.focus();
  }

  /** @param {Verdict} verdict */
  show({ verdict, text, hint, done, tried }) {
    const focused = /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement;
    for (const input of this.#inputs) {
      attribute(input, "aria-invalid", null);
      // Read-only, not disabled: it keeps the focus and can still be read.
      if (this.#kind === "choice") input.disabled = done && !input.checked;
      else input.readOnly = done;
    }
    if (this.#never) this.#never.disabled = done;
    this.#check.hidden = done;
    this.#show.hidden = done || !tried;
    this.#again.hidden = !done;
    attribute(this.root, "data-verdict", verdict);
    this.#say(verdict, text, hint);
    if (focused === this.#check || focused === this.#show || focused === this.#again) {
      (done ? this.#again : this.#inputs[0])?.focus();
    }
  }

  /**
   * @param {Verdict["verdict"]} verdict
   * @param {string} text
   * @param {string} [hint]
   */
  #say(verdict, text, hint = "") {
    const word = verdict === "right" || verdict === "wrong" ? this.language.say(verdict) : "";
    this.#said.replaceChildren(
      ...(word ? [icon(verdict === "right" ? "right" : "wrong"), h("b", {}, word), " "] : []), text,
    );
    write(this.#hint, hint);
  }
}
