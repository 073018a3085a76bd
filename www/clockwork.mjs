// What plays a run: by itself, or after another member of the group.
import { send } from "./group.mjs";
import { Playback } from "./playback.mjs";

/** @typedef {import("./conductor.mjs").Conductor} Conductor */

export class Clockwork {
  #conductor;
  /** @type {Playback | null} */
  #playback = null;
  #speed = 1;
  /** Another member of the group keeps the time. */
  #following = false;
  #byReader = false;

  /** @param {Conductor} conductor */
  constructor(conductor) {
    this.#conductor = conductor;
  }

  get playing() { return this.#playback !== null || this.#following; }
  /** Whether the next frame is to come by itself. */
  get running() { return this.#playback !== null; }

  /** @param {boolean} byReader */
  play(byReader) {
    const conductor = this.#conductor;
    if (this.playing) return;
    if (conductor.step === conductor.last) conductor.seek(0);
    this.#playback = this.#made();
    this.#byReader = byReader;
    send(conductor, "playing", true);
    conductor.refresh();
  }

  /** @param {number} speed how many times as fast a run is played */
  pace(speed) {
    this.#speed = speed;
    this.restart();
  }

  /** Go on from the step that is shown now. */
  restart() {
    if (this.#playback) this.#playback = this.#made();
  }

  pause() {
    if (!this.playing) return;
    this.stop();
    send(this.#conductor, "playing", false);
    this.#conductor.refresh();
  }

  /** Without a word to the group. */
  stop() {
    this.#playback = null;
    this.#following = false;
  }

  /** @param {boolean} playing what another member of the group does */
  follow(playing) {
    this.stop();
    // With a shared step the sender keeps the time for all; without, everybody plays at their own.
    if (playing && this.#conductor.share.has("step")) this.#following = true;
    else if (playing) this.#playback = this.#made();
  }

  /** The page is hidden, or seen again: the time between does not count. */
  hold() {
    this.#playback?.hold();
  }

  /** @param {number} time of the frame */
  advance(time) {
    const conductor = this.#conductor;
    if (!this.#playback) return;
    // Some browsers draw once more after they have said that nobody sees it, and once before they say that somebody does.
    if (document.hidden) this.hold();
    conductor.seek(this.#playback.at(time));
    if (conductor.step < conductor.last) return;
    this.pause();
    if (this.#byReader) conductor.note(true);
  }

  #made() {
    const { step, last, calm } = this.#conductor;
    return new Playback(step, last, this.#speed, calm);
  }
}
