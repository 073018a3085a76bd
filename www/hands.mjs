// What a reader does. Everything here is a user's action: it makes events and announcements, and it is shared.

import { Grip } from "./grip.mjs";
import { explainedAloud, judgement } from "./language/modes.mjs";
import { shared } from "./share/shared.mjs";

/** How many times larger everything is in a lecture, where the screen has room for it. */
const LECTURE = 1.6;
const WIDE = "(min-width: 760px)";

/** @typedef {import("./types.d.ts").Change} Change */
/** @typedef {import("./conductor.mjs").Conductor} Conductor */
/** @typedef {import("./skeleton.mjs").Owner} Owner */

/** @implements {Owner} */
export class Hands {
  #conductor;
  #grip;

  /** @param {Conductor} conductor */
  constructor(conductor) {
    this.#conductor = conductor;
    this.#grip = new Grip(conductor);
  }

  /**
   * @param {string} id
   * @param {Change} change
   * @param {boolean} final
   */
  change(id, change, final) {
    const { turn, axis, settings, language } = this.#conductor.screen.skeleton;
    const along = id === "angle" && turn?.checked ? { turnStart: true } : {};
    // Words and lists are taken as they are, numbers as this reader writes them.
    const isNumber = (settings.get(id)?.kind ?? "number") === "number";
    const taken = "text" in change && isNumber ? { ...change, text: language.unspell(change.text) } : change;
    this.#conductor.request(id, { ...taken, ...along, ...(id === "learningRate" ? { axis } : {}) });
    this.#conductor.note(final);
  }

  /**
   * @param {"optimizer" | "loss"} id
   * @param {string} value
   * @param {number} track
   */
  choose(id, value, track) {
    this.change(id, id === "optimizer" ? { value, track } : { value }, true);
  }

  /**
   * @param {number} step
   * @param {boolean} final
   */
  seek(step, final) {
    this.#conductor.pause();
    this.#conductor.seek(step);
    this.#conductor.note(final);
  }

  reset() {
    this.#conductor.reset();
    this.#conductor.note(true);
  }

  back() {
    this.#conductor.move(-1);
    this.#conductor.note(true);
  }

  forward() {
    this.#conductor.move(1);
    this.#conductor.note(true);
  }

  /** Show the same otherwise. */
  redraw() {
    this.#conductor.touch();
  }

  /** @param {number} speed */
  pace(speed) {
    this.#conductor.pace(speed);
  }

  toggle() {
    if (this.#conductor.playing) this.#conductor.pause();
    else this.#conductor.play(true);
    this.#conductor.note(true);
  }

  /** @param {[number, number]} nudge */
  nudge(nudge) {
    this.change("start", { nudge }, true);
  }

  /** @param {PointerEvent | null} event */
  hover(event) {
    this.#conductor.highlight(event && event.buttons === 0 ? this.#under(event) : null);
  }

  /** @param {MouseEvent} event */
  pick(event) {
    const under = this.#under(event);
    if (under) this.seek(under.step, true);
  }

  /**
   * The step that a pointer is on.
   * @param {MouseEvent} event
   * @returns {import("./types.d.ts").Spot | null}
   */
  #under(event) {
    const { map, experiment, step, quiet } = this.#conductor;
    if (!map || !experiment || quiet !== undefined) return null;
    const { width, height } = map;
    const held = { camera: map.cameraAt(experiment, step) };
    const picked = experiment.pick("map", { ...map.locate(event), width, height, step, ...held });
    return picked.kind === "step" && picked.step !== null ? { track: picked.track ?? 0, step: picked.step } : null;
  }

  /**
   * Give a track the rate that arrives first. What a sweep takes is shown before it begins.
   * @param {number} track
   */
  async sweep(track) {
    await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
    let best = null;
    try {
      best = this.#conductor.sweep(track);
    } catch (fault) {
      // Meanwhile it may have become a method that has no rate.
      if (/** @type {Error} */ (fault).name !== "ConfigError") this.#conductor.complain(fault, "engine");
    }
    if (best) this.change(`tracks[${track}].learningRate`, { value: best.learningRate }, true);
    return best !== null;
  }

  /** @param {number | null} track to take out; null: another method enters */
  enter(track) {
    this.change("tracks", track === null ? { value: null } : { remove: track }, true);
  }

  /** @param {import("./many-clocks.d.ts").Movement} movement of what the map shows */
  move(movement) {
    const { map, experiment, step, quiet } = this.#conductor;
    if (!map || !experiment) return;
    const { width, height } = map;
    // The whole path would tell how far it goes.
    if (movement.fit && quiet !== undefined) map.zoomed = undefined;
    else map.zoomed = experiment.camera("map", { width, height, step, camera: map.cameraAt(experiment, step), ...movement });
    this.#conductor.touch();
  }

  /**
   * @param {import("./figure/figure.mjs").Figure} figure a body in space
   * @param {[number, number]} drag pixels
   */
  turn(figure, drag) {
    const { experiment, step } = this.#conductor;
    if (!experiment) return;
    const { width, height, turn } = figure;
    figure.turn = experiment.camera("surface", { width, height, step, drag, ...(turn ? { camera: turn } : {}) });
    this.#conductor.touch();
  }

  /**
   * A pointer on a graph turns the crank or goes to a step; with Alt no landmark holds it.
   * @param {import("./figure/figure.mjs").Figure} figure
   * @param {PointerEvent} event
   * @param {boolean} final
   */
  scrub(figure, event, final) {
    const { experiment, step, quiet } = this.#conductor;
    if (!experiment) return;
    // Where a finger was lifted or lost is not where it pointed.
    if (final) {
      this.#conductor.note(true);
      return;
    }
    const { view, width, height } = figure;
    const { axis } = figure;
    const snap = !event.altKey && quiet === undefined;
    const picked = experiment.pick(view, { ...figure.locate(event), width, height, step, axis, snap });
    if (picked.learningRate !== null) this.change("learningRate", { value: picked.learningRate }, false);
    else if (picked.step !== null) this.seek(picked.step, false);
  }

  /** @param {PointerEvent} event */
  dragStart(event) {
    const { experiment } = this.#conductor;
    if (experiment) this.#grip.take(event, experiment.config.start);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const theta = this.#grip.at(event);
    if (theta) this.change("start", { value: theta }, false);
  }

  dragEnd() {
    if (this.#grip.release()) this.#conductor.note(true);
  }

  /** The point that is explained: moved like the start, but nothing is changed by it. */
  probe = {
    explain: () => {
      const { map, experiment, step } = this.#conductor;
      if (!map?.explain || !experiment) return;
      map.explain.theta = map.explain.theta ? null : experiment.readout(step).tracks[0]?.theta ?? null;
      this.#explained();
    },
    dragStart: (/** @type {PointerEvent} */ event) => {
      const theta = this.#conductor.map?.explain?.theta;
      if (theta) this.#grip.take(event, theta);
    },
    drag: (/** @type {PointerEvent} */ event) => {
      const { map } = this.#conductor;
      const theta = this.#grip.at(event);
      if (!theta || !map?.explain) return;
      map.explain.theta = theta;
      this.#conductor.touch();
    },
    dragEnd: () => {
      if (this.#grip.release()) this.#explained();
    },
    nudge: (/** @type {[number, number]} */ nudge) => {
      const { map, experiment } = this.#conductor;
      const theta = map?.explain?.theta;
      if (!map?.explain || !theta || !experiment) return;
      map.explain.theta = experiment.explain({ theta, nudge }).theta;
      this.#explained();
    },
  };

  #explained() {
    const { map, experiment } = this.#conductor;
    const theta = map?.explain?.theta;
    if (theta && experiment) this.#conductor.say(explainedAloud(this.#language, experiment.explain({ theta })));
    this.#conductor.touch();
  }

  /** @param {boolean} on whether everything is larger */
  lecture(on) {
    const { figures, sliders } = this.#conductor.screen.skeleton;
    for (const each of [...figures, ...sliders]) each.scale = on && matchMedia(WIDE).matches ? LECTURE : 1;
    this.#conductor.touch();
  }

  /**
   * @param {number[]} rates
   * @param {boolean} giveUp
   */
  tried(rates, giveUp) {
    const { experiment } = this.#conductor;
    if (experiment) this.#conductor.say(judgement(this.#language, experiment.blind(rates, giveUp)));
    this.#conductor.touch();
  }

  get #language() {
    return this.#conductor.screen.skeleton.language;
  }

  /** What a reader can take along. */
  shared() {
    return shared(this.#conductor, this.#conductor.host);
  }

  /** A bowl that nobody has seen: the time makes it. */
  another() {
    this.change("bowl", { value: Date.now() }, true);
  }
}
