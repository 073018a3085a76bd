// What questions want of the figure they are about: to be quiet until they are answered, and to hold a point that a
// reader guesses.
import { attribute, h } from "../dom.mjs";
import { Handle } from "../figure/handle.mjs";

/** The method by which a question reaches its figure; the same in every copy of the script on a page. */
export const QUESTION = Symbol.for("many-clocks.question");

/**
 * What one question wants.
 * @typedef {object} Wish
 * @property {number | null} quiet nothing of the run beyond this step is shown; null: everything is
 * @property {[x: number, y: number] | null} guess a point on the map
 * @property {boolean} fixed whether the point stays where it is
 * @property {string} label of the point
 * @property {(theta: [number, number]) => void} moved
 * @property {() => void} changed there is another experiment
 */

/** @typedef {import("../conductor.mjs").Conductor} Conductor */
/** @typedef {import("../figure/handle.mjs").HandleOwner} HandleOwner */

/**
 * All that is wanted of one figure.
 * @implements {HandleOwner}
 */
export class Asked {
  /** @type {Map<object, Wish>} */
  #wishes = new Map();
  /** @type {Conductor | null} */
  #conductor = null;
  /** @type {Handle | null} */
  #handle = null;
  #grip = { x: 0, y: 0 };
  #seen = -1;

  /** @param {Conductor} conductor of the figure */
  attach(conductor) {
    this.#conductor = conductor;
  }

  /**
   * @param {object} question
   * @param {Wish | null} wish null: none any more
   */
  set(question, wish) {
    if (wish) this.#wishes.set(question, wish);
    else this.#wishes.delete(question);
    this.#conductor?.touch();
  }

  /** The step up to which the run may be seen; undefined: all of it. */
  get quiet() {
    const steps = [...this.#wishes.values()].flatMap(({ quiet }) => (quiet === null ? [] : [quiet]));
    return steps.length ? Math.min(...steps) : undefined;
  }

  /**
   * A frame has been drawn.
   * @param {number} generation counts experiments
   */
  paint(generation) {
    this.#place();
    if (generation === this.#seen) return;
    this.#seen = generation;
    for (const { changed } of [...this.#wishes.values()]) changed();
  }

  /** Put the guess where it is. */
  #place() {
    const wish = this.#wish;
    const at = wish?.guess && this.#at(wish.guess);
    if (!this.#handle) {
      if (!at) return;
      this.#handle = new Handle(this);
      this.#handle.element.className = "handle guess";
      this.#handle.element.setAttribute("part", "guess");
      this.#handle.element.append(h("i"));
    }
    const map = this.#conductor?.map;
    const { element } = this.#handle;
    if (map && element.parentNode !== map.stage) map.stage.append(element);
    this.#handle.update(at ?? null, wish?.label ?? "");
    element.classList.toggle("fixed", Boolean(wish?.fixed));
    attribute(element, "tabindex", wish?.fixed ? "-1" : null);
  }

  get #wish() {
    return [...this.#wishes.values()].findLast(({ guess }) => guess);
  }

  /** What calls about the map have in common; null while there is none. */
  get #shown() {
    const { map, experiment, step } = this.#conductor ?? {};
    if (!map || !experiment || step === undefined || map.width < 1 || map.height < 1) return null;
    const { width, height } = map;
    return { map, experiment, options: { width, height, step, camera: map.cameraAt(experiment, step), ...map.hush } };
  }

  /** @param {[number, number]} theta */
  #at(theta) {
    const shown = this.#shown;
    return shown && shown.experiment.place("map", { ...shown.options, theta });
  }

  /**
   * Take the point under a pixel.
   * @param {{ x: number, y: number }} pixel
   */
  #take(pixel) {
    const [shown, wish] = [this.#shown, this.#wish];
    if (!shown || !wish || wish.fixed) return;
    const { theta } = shown.experiment.pick("map", { ...shown.options, ...pixel });
    if (theta) wish.moved(theta);
  }

  /** @param {PointerEvent} event */
  dragStart(event) {
    const [shown, guess] = [this.#shown, this.#wish?.guess];
    const at = guess && this.#at(guess);
    if (!shown || !at) return;
    shown.map.camera = shown.options.camera;
    const { x, y } = shown.map.locate(event);
    this.#grip = { x: at[0] - x, y: at[1] - y };
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const at = this.#conductor?.map?.locate(event);
    if (at) this.#take({ x: at.x + this.#grip.x, y: at.y + this.#grip.y });
  }

  dragEnd() {
    const map = this.#conductor?.map;
    if (map) map.camera = undefined;
    this.#conductor?.refresh();
  }

  /** @param {[number, number]} nudge hundredths of the map's width */
  nudge([right, up]) {
    const guess = this.#wish?.guess;
    const at = guess && this.#at(guess);
    const unit = (this.#conductor?.map?.width ?? 0) / 100;
    if (at) this.#take({ x: at[0] + right * unit, y: at[1] - up * unit });
  }
}
