// Which step to show at which time. Knows nothing of drawing.

/** A run takes about this long however many steps it has, so a long one does not bore and a short one is not over at once. */
const SECONDS_A_RUN = 9;
const STEPS_A_SECOND = { slowest: 3, fastest: 240, reduced: 1 };

/** What a reader may choose, in turn: as it is, fast, slow. @type {[speed: number, text: string][]} */
export const SPEEDS = [[1, "1×"], [4, "4×"], [0.25, "¼×"]];

/** The clock of one playing widget: a position in steps that follows the time of the animation frames. */
export class Playback {
  /** @type {number | null} */
  #time = null;
  #position = 0;
  #rate = 0;

  /**
   * @param {number} step where to start
   * @param {number} last the last step of the run
   * @param {number} speed how many times as fast as it would by itself
   * @param {boolean} reduced whether the reader prefers reduced motion: then one unhurried step at a time
   */
  constructor(step, last, speed, reduced) {
    this.#position = step;
    const own = Math.min(STEPS_A_SECOND.fastest, Math.max(STEPS_A_SECOND.slowest, last / SECONDS_A_RUN));
    this.#rate = reduced ? STEPS_A_SECOND.reduced : own * speed;
  }

  /** A page that is hidden gets no frames: that time does not count. */
  hold() {
    this.#time = null;
  }

  /**
   * The step to show now.
   * @param {number} time of the animation frame, milliseconds
   */
  at(time) {
    // Where a page stood still for a moment its run goes on from there.
    const passed = this.#time === null ? 0 : Math.min(time - this.#time, 250);
    this.#time = time;
    this.#position += (passed / 1000) * this.#rate;
    return Math.floor(this.#position);
  }
}
