// <many-clocks-question>: predict, then reveal, checked by the engine. The class only; `define.mjs` registers it.
import { hint } from "../language/faults.mjs";
import { guessOf } from "../language/question.mjs";
import { onLanguage } from "../language/registry.mjs";
import { Notices } from "../notices.mjs";
import { Presence } from "../presence.mjs";
import { ThemeReader } from "../theme.mjs";
import { QUESTION } from "./asked.mjs";
import { Form } from "./form.mjs";
import { OPTIONS, optionsOf } from "./options.mjs";
import { paint } from "./paint.mjs";
import { keep, recall } from "./progress.mjs";
import { fieldsOf } from "./wording.mjs";

/** @typedef {import("../element.mjs").ManyClocksElement} Figure */
/** @typedef {import("../many-clocks.d.ts").Asked} Asked */
/** @typedef {import("../many-clocks.d.ts").Judged} Judged */

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * A question about a figure. The answer that is expected is the engine's, worked out from the figure's configuration;
 * until it is given the figure shows the landscape, the start and the rate, and nothing of the run.
 *
 * @tag many-clocks-question
 * @attr {string} for the id of a `<many-clocks>` in the same tree
 * @attr {string} ask what is asked: `next-point`, `limit-rate`, `ideal-rate`, `best-rate`, `half-life`, `steps-to`, `winner`,
 *   `regime`, `count`, `step-length`, `percent-left`
 * @attr {"steep" | "shallow"} direction which direction is meant
 * @attr {number} track which track, counted from 0
 * @attr {number} step which step
 * @attr {number} tolerance how far an answer may be off: relative, for points a share of the view's width
 * @attr {string} choices what may be chosen, where that is not clear from the question
 * @attr {string} of what is counted or measured: `distance`, `loss`, `loss-rises`, `crossings`
 * @attr {number} fraction of what was there at the start
 * @attr {number} below what has to be fallen short of
 * @attr {number} turn degrees by which bowl and start are turned together
 * @attr {string} lang the language of its words and numbers, where the page has it; without it, that of what it stands in
 * @slot - the prompt (also `prompt`); its places, `{eta}`, `{limit}`, are filled in by the engine
 * @slot hint shown after a miss
 * @slot misconception shown for a typical wrong answer, with the attributes `near` and `tolerance`
 * @slot explanation shown once it is answered; also has `{expected}` and `{given}`
 * @fires many-clocks-answer detail `{ correct, given, expected, attempts }`
 * @fires many-clocks-error detail `{ type, field, code, message }`
 * @csspart root the frame
 * @csspart prompt what is asked
 * @csspart form everything that can be pressed or written in
 * @csspart field a field for a number
 * @csspart choices what may be chosen
 * @csspart radio one of them
 * @csspart never the choice that it never happens
 * @csspart button a button; also by what it does: `check`, `show`, `again`
 * @csspart feedback what is said of an answer
 * @csspart alert what is wrong
 */
export class ManyClocksQuestionElement extends Base {
  static observedAttributes = ["for", "lang", ...OPTIONS];

  /** @type {Form | null} */
  #form = null;
  #notices = new Notices(this);
  /** @type {ThemeReader | null} */
  #theme = null;
  #presence = new Presence(this);
  /** @type {Figure | null} */
  #figure = null;
  /** @type {Asked | null} */
  #asked = null;
  #attempts = 0;
  /** What the last answer was worth. @type {Judged | null} */
  #judged = null;
  /** Answered rightly, or shown: the figure is open and the texts keep their numbers. */
  #done = false;
  #recalled = false;
  /** @type {[number, number] | null} */
  #guess = null;

  connectedCallback() {
    const signal = this.#presence.begin();
    if (!signal) {
      this.#speak();
      return;
    }
    const form = this.#form ??= this.#build();
    const theme = this.#theme ??= new ThemeReader(form.root, this);
    theme.observe(() => this.#colour(), signal);
    // Figure and texts may come later than the question, and go.
    const observer = new MutationObserver((records) => {
      this.#look();
      if (records.some(({ target }) => this.contains(target))) this.#refresh();
    });
    observer.observe(this.getRootNode(), { childList: true, subtree: true });
    signal.addEventListener("abort", () => observer.disconnect());
    document.addEventListener("DOMContentLoaded", () => this.#look(), { signal });
    onLanguage(() => this.#speak(), signal);
    form.speak();
    this.#look();
    this.#refresh();
  }

  /** There is another language: what a reader has written stays, as it is written there. */
  #speak() {
    const form = this.#form;
    if (!form) return;
    const { given } = form;
    form.speak();
    if (this.#asked) form.update(fieldsOf(form.language, this.#asked));
    form.given = given;
    this.#refresh();
  }

  disconnectedCallback() {
    this.#presence.end(() => this.#leave());
  }

  /** Taken into another document. */
  adoptedCallback() {
    this.#form?.dress();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#presence.here) return;
    if (name === "lang") this.#speak();
    else if (name === "for") this.#look();
    else this.#again();
    this.#refresh();
  }

  #build() {
    const form = new Form(this, {
      check: () => this.#check(), give: () => this.#judge(null), again: () => this.#restart(), typed: () => this.#typed(),
    });
    this.#notices.move({ alert: form.alert, live: form.status });
    return form;
  }

  #colour() {
    if (!this.#theme || !this.#form) return;
    const choice = this.#figure?.getAttribute("theme");
    this.#theme.choice = choice === "light" || choice === "dark" ? choice : "auto";
    this.#form.root.dataset.base = this.#theme.base;
  }

  /** Find the figure, and tell it what this question wants. */
  #look() {
    if (!this.#presence.here) return;
    const id = this.getAttribute("for") ?? "";
    const found = /** @type {Document} */ (this.getRootNode()).getElementById?.(id) ?? null;
    if (found && found === this.#figure) return;
    this.#leave();
    this.#colour();
    const tag = found?.localName ?? "";
    if (found && QUESTION in found) {
      this.#figure = /** @type {Figure} */ (found);
      this.#notices.state("configuration", null);
      this.#colour();
      this.#refresh();
    } else if (tag.includes("-") && !customElements.get(tag)) {
      customElements.whenDefined(tag).then(() => this.#look());
    } else if (found || document.readyState !== "loading") {
      this.#notices.state("configuration", { field: "for", code: "no-figure", value: id });
    }
  }

  #leave() {
    this.#figure?.[QUESTION](this, null);
    this.#figure = null;
  }

  /** Ask anew: the figure may have another configuration, the author other texts. */
  #refresh() {
    const experiment = this.#figure?.experiment;
    if (!this.#form || !this.#presence.here) return;
    if (experiment && !this.#done) {
      try {
        const before = JSON.stringify(this.#asked?.expected);
        this.#asked = experiment.ask(optionsOf(this));
        // What was said of an answer was said of another question.
        if (JSON.stringify(this.#asked.expected) !== before) this.#judged = null;
        this.#notices.state("attribute", null);
      } catch (fault) {
        this.#asked = null;
        this.#wish();
        this.#paint();
        this.#notices.state("attribute", /** @type {import("../types.d.ts").Fault} */ (fault));
        return;
      }
      this.#form.update(fieldsOf(this.#form.language, this.#asked));
      if (!this.#recalled) this.#recall();
      if (this.#asked.kind === "point") this.#guess ??= this.#from;
    }
    this.#wish();
    this.#paint();
  }

  /** Where a guess begins: at the point whose next one is asked for. @returns {[number, number] | null} */
  get #from() {
    const track = Number(this.getAttribute("track") ?? 0);
    return this.#figure?.experiment?.readout(this.#asked?.from ?? 0).tracks[track]?.theta ?? null;
  }

  /** Tell the figure. A question that cannot be asked hides nothing. */
  #wish() {
    const point = this.#asked?.kind === "point";
    const fixed = this.#done;
    this.#figure?.[QUESTION](this, {
      quiet: fixed || (this.#figure.experiment && !this.#asked) ? null : this.#asked?.from ?? 0,
      guess: point ? this.#guess : null,
      fixed,
      label: this.#guess && this.#form ? guessOf(this.#form.language, this.#guess, fixed) : "",
      moved: (theta) => this.#moved(theta),
      changed: () => this.#refresh(),
    });
  }

  /**
   * The guess was dragged: the fields say where it is.
   * @param {[number, number]} theta
   */
  #moved(theta) {
    this.#guess = theta;
    if (this.#form && !this.#done) this.#form.given = [short(theta[0]), short(theta[1])];
    this.#wish();
  }

  /** Something was written: of a point, the map shows where that is. */
  #typed() {
    if (this.#asked?.kind !== "point" || !this.#form) return;
    try {
      const { given } = this.#figure?.experiment?.judge(optionsOf(this), this.#form.given) ?? {};
      if (Array.isArray(given)) this.#guess = given;
      this.#wish();
    } catch {
      // Not yet a point.
    }
  }

  #check() {
    const given = this.#form?.given ?? null;
    if (given === null) this.#form?.fault();
    else this.#judge(given);
  }

  /**
   * @param {import("./progress.mjs").Given} given null: show me
   */
  #judge(given) {
    const experiment = this.#figure?.experiment;
    if (!experiment || !this.#asked || this.#done) return;
    try {
      this.#judged = experiment.judge(optionsOf(this), given);
    } catch (fault) {
      this.#form?.fault(hint(this.#form.language, /** @type {import("../types.d.ts").Fault} */ (fault)));
      return;
    }
    const { correct, expected } = this.#judged;
    if (given !== null) this.#attempts += 1;
    this.#done = correct || given === null;
    keep(this, { given, attempts: this.#attempts, done: this.#done });
    this.#reveal();
    const detail = { correct, given: this.#judged.given, expected, attempts: this.#attempts };
    this.dispatchEvent(new CustomEvent("many-clocks-answer", { detail, bubbles: true, composed: true }));
  }

  /** Show what an answer was worth. */
  #reveal() {
    const { given, seen } = this.#judged ?? {};
    if (Array.isArray(given)) this.#guess = given;
    // Who has given up without a guess has none.
    else if (this.#done && this.#form?.given === null) this.#guess = null;
    this.#wish();
    if (this.#done && this.#figure && typeof seen === "number") {
      this.#figure.pause();
      this.#figure.step = seen;
    }
    this.#paint();
  }

  /** Go on where the reader was. */
  #recall() {
    this.#recalled = true;
    const kept = recall(this);
    if (!kept || !this.#form) return;
    try {
      this.#judged = this.#figure?.experiment?.judge(optionsOf(this), kept.given) ?? null;
    } catch {
      // It was given to another question.
      return;
    }
    this.#form.given = kept.given;
    this.#attempts = kept.attempts;
    this.#done = kept.done && (kept.given === null || Boolean(this.#judged?.correct));
    this.#reveal();
  }

  /** As if nothing had been answered. */
  #again() {
    [this.#judged, this.#done, this.#attempts, this.#guess] = [null, false, 0, null];
    if (this.#form) this.#form.given = null;
  }

  #restart() {
    this.#again();
    keep(this, null);
    if (this.#figure && this.#asked) this.#figure.step = this.#asked.from;
    this.#refresh();
  }

  #paint() {
    if (!this.#form) return;
    const attempts = this.#attempts;
    paint(this, this.#form, { asked: this.#asked, judged: this.#judged, done: this.#done, attempts });
  }
}

/** A coordinate as it stands in a field. @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(3)));
}
