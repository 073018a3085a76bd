// From what has happened to the next picture: who asks for a frame, what that frame does, and what it tells the page.
import { cancelFrame, requestFrame } from "./frame.mjs";
import { rest } from "./group.mjs";

/** @typedef {import("./conductor.mjs").Conductor} Conductor */

export class Showing {
  #conductor;
  #notices;
  #asked;
  #changes;
  /** What the next frame reports to the page. @type {"moving" | "final" | null} */
  #report = null;
  #moving = false;
  #touched = false;
  /** Whether the last frame came to nothing. */
  #failed = false;
  /** Whether a frame has been given to the reports of sizes. */
  #waited = false;
  /** The step that a pointer rests on. @type {import("./types.d.ts").Spot | null} */
  #highlight = null;

  /**
   * @param {Conductor} conductor
   * @param {import("./notices.mjs").Notices} notices
   * @param {import("./question/asked.mjs").Asked} asked what questions want
   * @param {import("./changes.mjs").Changes} changes
   */
  constructor(conductor, notices, asked, changes) {
    this.#conductor = conductor;
    this.#notices = notices;
    this.#asked = asked;
    this.#changes = changes;
  }

  refresh() {
    if (this.#conductor.open) requestFrame(this);
  }

  cancel() { cancelFrame(this); }

  /** A reader has done something that shows: it is drawn, wherever the page stands. */
  touch() {
    this.#touched = true;
    this.refresh();
  }

  /** @param {boolean} final whether the reader has let go */
  note(final) {
    this.#moving = !final;
    if (this.#report !== "final") this.#report = final ? "final" : "moving";
    this.refresh();
  }

  /**
   * Explain another step than the one that is shown, without going there.
   * @param {import("./types.d.ts").Spot | null} spot
   */
  highlight(spot) {
    if (spot?.step === this.#highlight?.step && spot?.track === this.#highlight?.track) return;
    this.#highlight = spot;
    this.refresh();
  }

  /** Another run has other steps. */
  forget() { this.#highlight = null; }

  /** Apply what was requested since the last frame. */
  settle() {
    const { applied, refused } = this.#changes.settle(this.#report === "final");
    if (applied) this.forget();
    if (refused) this.#report = null;
  }

  /** @param {number} time */
  advance(time) {
    this.settle();
    this.#conductor.clockwork.advance(time);
  }

  paint() {
    const conductor = this.#conductor;
    const { model, screen, playing } = conductor;
    if (!model?.experiment) return;
    const first = !screen.drawn;
    // Sizes are reported after the frame in which an element appears: the engine may be quicker. One frame is enough,
    // and a figure that is hidden has none to wait for.
    if (first && !this.#waited && !screen.measured) {
      this.#waited = true;
      this.refresh();
      return;
    }
    const moment = { playing, settled: !this.#moving && !playing, highlight: this.#highlight, quiet: conductor.quiet };
    if (first && !screen.prepared(moment)) {
      this.refresh();
      return;
    }
    // What nobody sees is drawn when it comes near; what a reader does here is always shown.
    const said = first || this.#report || this.#touched || screen.near ? screen.paint(moment) : "";
    this.#touched = false;
    this.#failed = false;
    this.#asked.paint(model.generation);
    if (first) this.#notices.emit("many-clocks-ready");
    const report = this.#report;
    this.#report = null;
    if (report === "final" && said) this.#notices.announce(said);
    if (report === "final") {
      conductor.rest();
      rest(conductor);
    }
    if (report) this.#notices.emit("many-clocks-change", { state: conductor.state, final: report === "final" });
    if (conductor.clockwork.running) this.refresh();
  }

  /** Draw what is shown for paper, at once. */
  print() {
    const { ready, screen } = this.#conductor;
    if (!ready) return;
    if (!screen.drawn) {
      this.#waited = true;
      screen.seen = true;
      // The first picture fills the controls, which may change its size, and lets a question know, which may have been
      // answered before and open the second.
      for (let times = 0; times < 2; times += 1) {
        screen.measure();
        this.paint();
      }
    }
    screen.print();
  }

  /**
   * A frame came to nothing. The engine has been started anew by then: what is shown is tried once more.
   * @param {unknown} fault
   */
  fail(fault) {
    this.#conductor.complain(fault, "engine");
    if (!this.#failed) this.touch();
    this.#failed = true;
  }
}
