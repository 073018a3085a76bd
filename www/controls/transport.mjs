// Reset, back, play, forward and the step slider.
import { attribute, h, write } from "../dom.mjs";
import { icon } from "../icons.mjs";
import { SPEEDS } from "../playback.mjs";

/**
 * @typedef {object} TransportOwner
 * @property {() => void} reset
 * @property {() => void} back
 * @property {() => void} forward
 * @property {() => void} toggle
 * @property {(speed: number) => void} pace
 * @property {(step: number, final: boolean) => void} seek
 */
/** @typedef {Record<"reset" | "back" | "play" | "pause" | "forward" | "step" | "valuetext" | "counter" | "transport", string> & { speed: (speed: string) => string }} TransportWords */

export class Transport {
  #reset = button("reset");
  #back = button("back", true);
  #toggle = button("play");
  #forward = button("forward", true);
  #speed = h("button", { type: "button", class: "button speed", part: "button speed", disabled: true }, SPEEDS[0]?.[1] ?? "");
  #range = h("input", { type: "range", class: "range", part: "slider step", min: 0, max: 1, step: 1, value: 0, disabled: true });
  #fill = h("div", { class: "fill" });
  #counter = h("span", { class: "counter", "aria-hidden": "true" });
  #playing = false;
  element;

  /**
   * @param {TransportOwner} owner
   * @param {{ step: boolean, play: boolean, speed: boolean }} has
   */
  constructor(owner, has) {
    const range = this.#range;
    const buttons = h("div", { class: "buttons" }, this.#reset);
    if (has.step) buttons.append(this.#back);
    if (has.play) buttons.append(this.#toggle);
    if (has.step) buttons.append(this.#forward);
    if (has.play && has.speed) buttons.append(this.#speed);
    this.element = h("div", { class: "transport", part: "transport", role: "group" }, buttons);
    if (has.step) {
      this.element.append(h("div", { class: "rail" }, h("div", { class: "track" }, this.#fill), range));
    }
    this.element.append(this.#counter);
    this.#reset.addEventListener("click", () => owner.reset());
    this.#back.addEventListener("click", () => owner.back());
    this.#forward.addEventListener("click", () => owner.forward());
    this.#toggle.addEventListener("click", () => owner.toggle());
    let chosen = 0;
    this.#speed.addEventListener("click", () => {
      chosen = (chosen + 1) % SPEEDS.length;
      const [speed, text] = SPEEDS[chosen] ?? [1, ""];
      write(this.#speed, text);
      owner.pace(speed);
    });
    // On a button the keys of the slider do what they do there.
    this.element.addEventListener("keydown", (event) => {
      if (event.target === range || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = { ArrowLeft: owner.back, ArrowRight: owner.forward, Home: owner.reset, End: () => owner.seek(Number(range.max), true) }[event.key];
      if (!act || !has.step) return;
      event.preventDefault();
      act.call(owner);
    });
    range.addEventListener("input", () => owner.seek(range.valueAsNumber, false));
    range.addEventListener("change", () => owner.seek(range.valueAsNumber, true));
    // Arrows, Home and End are the slider's own; Space does nothing on a slider, so it may play.
    range.addEventListener("keydown", (event) => {
      if (event.key !== " " || !has.play) return;
      event.preventDefault();
      owner.toggle();
    });
  }

  /** Whether the slider has the focus. */
  get isHeld() {
    return this.#range.matches(":focus");
  }

  /**
   * @param {{ step: number, last: number, playing: boolean }} state
   * @param {TransportWords} words
   */
  update({ step, last, playing }, words) {
    const range = this.#range;
    range.disabled = false;
    attribute(range, "max", String(last));
    if (range.valueAsNumber !== step) range.value = String(step);
    attribute(range, "aria-label", words.step);
    attribute(range, "aria-valuetext", words.valuetext);
    attribute(this.element, "aria-label", words.transport);
    this.#fill.style.width = `${(100 * step) / Math.max(1, last)}%`;
    write(this.#counter, words.counter);
    name(this.#reset, words.reset);
    name(this.#back, words.back);
    name(this.#forward, words.forward);
    name(this.#toggle, playing ? words.pause : words.play);
    attribute(this.#speed, "aria-label", words.speed(this.#speed.textContent));
    // A disabled button loses the focus; `aria-disabled` keeps the reader where they are.
    attribute(this.#reset, "aria-disabled", step === 0 ? "true" : null);
    attribute(this.#back, "aria-disabled", step === 0 ? "true" : null);
    attribute(this.#forward, "aria-disabled", step === last ? "true" : null);
    for (const each of [this.#reset, this.#back, this.#toggle, this.#forward, this.#speed]) each.disabled = false;
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.#toggle.replaceChildren(icon(playing ? "pause" : "play"));
  }
}

/**
 * @param {import("../icons.mjs").Icon} what
 * @param {boolean} [bar]
 */
function button(what, bar = false) {
  return h("button", { type: "button", class: `button ${what}`, part: `button ${what}`, disabled: true }, icon(what, bar));
}

/**
 * @param {HTMLButtonElement} element
 * @param {string} label
 */
function name(element, label) {
  attribute(element, "aria-label", label);
  attribute(element, "title", label);
}
