// The limit to be found without seeing the landscape: six tries, of each only the curve of its loss.
import { h, write } from "./dom.mjs";
import { judgement, tried } from "./language/modes.mjs";

/** @typedef {import("./types.d.ts").Blind} Judgement */
/**
 * @typedef {object} BlindOwner
 * @property {(rates: number[], giveUp: boolean) => void} tried
 * @property {() => void} another
 */
/** @typedef {import("./language/language.mjs").Language} Language */

export class Blind {
  /** @type {number[]} */
  rates = [];
  givenUp = false;
  /** The rate that the crank stands at. */
  #rate = NaN;
  #over = false;
  #owner;
  #language;
  #chips = h("ol", { class: "chips" });
  #message = h("p", { class: "said", part: "blind-message" });
  #attempt;
  #reveal;
  element;

  /**
   * @param {BlindOwner} owner
   * @param {Language} language
   */
  constructor(owner, language) {
    this.#owner = owner;
    this.#language = language;
    const button = (/** @type {string} */ part, /** @type {string} */ text, /** @type {() => void} */ act) => {
      const element = h("button", { type: "button", class: "button text", part: `button ${part}` }, text);
      element.addEventListener("click", act);
      return element;
    };
    this.#attempt = button("try", language.say("blind-try"), () => this.#add([...this.rates, this.#rate], false));
    this.#reveal = button("reveal", language.say("blind-reveal"), () => this.#add(this.rates, true));
    const another = button("another", language.say("blind-another"), () => {
      this.rates = [];
      this.givenUp = false;
      owner.another();
    });
    this.element = h("div", { class: "blind", part: "blind", role: "group", "aria-label": language.say("blind") },
      h("div", { class: "buttons" }, this.#attempt, this.#reveal, another), this.#chips, this.#message);
  }

  /** Whether the curve of this rate has been earned. @param {number} rate */
  shows(rate) {
    return this.rates.includes(rate);
  }

  /**
   * @param {number} rate
   * @param {Judgement} judged
   */
  update(rate, judged) {
    this.#rate = rate;
    this.#over = judged.limit !== null;
    this.#attempt.disabled = this.#over || this.shows(rate);
    this.#reveal.disabled = this.#over;
    const chips = judged.tries.map(({ learningRate, settles }) => tried(this.#language, learningRate, settles));
    if (this.#chips.textContent !== chips.join("")) {
      this.#chips.replaceChildren(...chips.map((text, index) => (
        h("li", { class: judged.tries[index]?.settles ? "settles" : "grows" }, text)
      )));
    }
    write(this.#message, judgement(this.#language, judged));
  }

  /** @param {string} message why nothing can be found here */
  refuse(message) {
    this.#over = true;
    this.#attempt.disabled = true;
    this.#reveal.disabled = true;
    write(this.#message, message);
  }

  /**
   * @param {number[]} rates
   * @param {boolean} giveUp
   */
  #add(rates, giveUp) {
    if (this.#over || (!giveUp && this.shows(this.#rate))) return;
    this.rates = rates;
    this.givenUp = giveUp;
    this.#owner.tried(rates, giveUp);
  }
}
