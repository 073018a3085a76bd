// <many-clocks>: a configuration, a step, and pictures of them. The class only; `define.mjs` registers it.
import { CONFIGURATION, configuration, parsed, reconfigured } from "./attributes.mjs";
import { Conductor } from "./conductor.mjs";
import { whenNear } from "./lazy.mjs";
import { Presence } from "./presence.mjs";
import { PRESENTATION, presentation, stepFrom } from "./presentation.mjs";
import { Asked, QUESTION } from "./question/asked.mjs";

/** @typedef {import("./types.d.ts").State} State */
/** @typedef {import("./types.d.ts").Config} Config */

/** On a server there are no elements; the class can be imported all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * One learning rate turns many clocks: a loss landscape, a run on it, a dial for each of its two directions.
 *
 * @tag many-clocks
 * @attr {string} config the whole configuration as JSON; what it says wins over the attributes for its parts
 * @attr {string} loss the landscape, by its id: `quadratic`, `rosenbrock`, …
 * @attr {string} curvatures the two curvatures of a bowl, `1 25`
 * @attr {number} angle how a bowl is turned, in degrees
 * @attr {string} expression a landscape of one's own, a formula in `x` and `y`
 * @attr {string} data pairs of numbers for a landscape of data, `1 2, 2 3.5`
 * @attr {string} spectrum the curvatures of a bowl of many directions, `1 2 5 10`
 * @attr {string} start where every run begins, `2 2`
 * @attr {number} steps how many steps are taken
 * @attr {string} optimizers the methods by their ids, one track each, at most eight
 * @attr {number} learning-rate for every method that has one and no other given
 * @attr {string} views `map clocks rate loss components slices surface`, those that are wanted, `all` or `none`
 * @attr {string} controls those that are wanted, `all` or `none`
 * @attr {string} marks what a map shows besides the run: `ellipse memory field`
 * @attr {number} step the step that is shown
 * @attr {boolean} autoplay plays when it is ready, unless the reader wants less motion
 * @attr {boolean} blind hides the landscape: its limit is to be found in six tries
 * @attr {"eager" | "lazy"} loading `lazy` waits until a reader comes near
 * @attr {"auto" | "light" | "dark"} theme `auto` is as light or dark as what it stands in
 * @attr {string} caption a sentence under the figure
 * @attr {string} lang the language of its words and numbers, where the page has it; without it, that of what it stands in
 * @attr {string} group the name of a group of figures on one page
 * @attr {string} share what the group has in common: `learning-rate step playing …`
 * @attr {string} permalink a name under which the page's address keeps what a reader has set: `#name=…`
 * @slot - shown until the first picture is drawn, without scripts, and where nothing can be drawn
 * @fires many-clocks-ready once the first picture is there
 * @fires many-clocks-change for what a reader did: detail `{ state, final }`
 * @fires many-clocks-error detail `{ type, field, code, message }`
 * @csspart root the frame
 * @csspart figure a view; also by its name, `map`, `clocks`, …
 * @csspart canvas the upper canvas of a view; also `map-canvas`, …
 * @csspart sentence what is happening, in words
 * @csspart tabs where there is little room, the tabs of graphs and numbers
 * @csspart tab one of them
 * @csspart ledger the update with this step's numbers
 * @csspart race how each method came in
 * @csspart control a control with its label; also by its name, `learning-rate-control`, …
 * @csspart slider the track and thumb of a slider; also by its name
 * @csspart field a field for numbers or words; also by its name
 * @csspart select a menu; also by its name
 * @csspart radio one of two choices
 * @csspart button a button; also by what it does: `play`, `nearer`, `explain`, `lecture`, …
 * @csspart transport the buttons and the slider of the steps
 * @csspart tools the buttons over a view
 * @csspart zoom those of them that move the map
 * @csspart start what holds the start
 * @csspart probe what holds the point that is explained
 * @csspart guess what holds the answer to a question about a point
 * @csspart explanation what is known of that point
 * @csspart blind the tries of who looks for a limit
 * @csspart blind-message what they say
 * @csspart caption the sentence under the figure
 * @csspart dialog what a reader can take along
 * @csspart alert what is wrong
 * @cssprop --many-clocks-font the typeface of words and pictures
 * @cssprop --many-clocks-mono the typeface of the ledger and of formulas
 */
export class ManyClocksElement extends Base {
  static observedAttributes = [...CONFIGURATION, ...PRESENTATION];

  /** @type {Conductor | null} */
  #conductor = null;
  #asked = new Asked();
  /** Attributes that changed since they were last read. @type {Set<string>} */
  #changed = new Set();
  #presence = new Presence(this);
  /** What was set before there was an engine. @type {{ config?: Config | string, step?: number, playing?: boolean }} */
  #early = {};

  #read = (/** @type {string} */ name) => this.getAttribute(name);

  connectedCallback() {
    const signal = this.#presence.begin();
    if (!signal) {
      this.#conductor?.speak();
      return;
    }
    this.#changed.clear();
    const conductor = this.#conductor ??= new Conductor(this, presentation(this.#read), this.#asked);
    const connect = (/** @type {boolean} */ printing, seen = true) => {
      conductor.screen.seen = seen;
      conductor.connect(signal, () => this.#begin(conductor), printing);
      if (printing) conductor.print();
    };
    // Once it was shown it is shown again at once, wherever it has been moved.
    if (this.getAttribute("loading") === "lazy" && !conductor.drawn) whenNear(this, signal, connect);
    else connect(false);
  }

  disconnectedCallback() {
    this.#presence.end(() => this.#conductor?.disconnect());
  }

  /** Taken into another document. */
  adoptedCallback() {
    this.#conductor?.screen.dress();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#presence.here) return;
    // Several attributes that are set together make one new configuration.
    if (this.#changed.size === 0) queueMicrotask(() => this.#adopt());
    this.#changed.add(name);
  }

  /** The configuration with every default filled in; `null` before the engine is there. Objects and JSON can be set. */
  get config() {
    return this.#settled?.config ?? null;
  }

  set config(value) {
    if (this.#settled?.open) this.#attempt(() => this.#settled?.configure(parsed(value)));
    else this.#early.config = /** @type {Config} */ (value);
  }

  /** The step that is shown. */
  get step() {
    return this.#settled?.step ?? this.#early.step ?? 0;
  }

  set step(given) {
    // Frameworks hand over an attribute's text as a property, and nothing where there is none any more.
    const text = /** @type {unknown} */ (given);
    const value = typeof text === "string" && text.trim() && !Number.isNaN(Number(text)) ? Number(text) : given ?? 0;
    if (this.#settled?.ready) this.#attempt(() => this.#settled?.show(value));
    else this.#early.step = value;
  }

  /** Whether it plays. */
  get playing() {
    return this.#conductor?.playing ?? false;
  }

  /** The engine's experiment: read only, valid until the next change. */
  get experiment() {
    return this.#settled?.experiment ?? null;
  }

  /** Play from here, or from the start if the end is shown. */
  play() {
    if (this.#conductor?.ready) this.#conductor.play();
    else this.#early.playing = true;
  }

  /** Stop where it is. */
  pause() {
    this.#early.playing = false;
    this.#conductor?.pause();
  }

  /** Stop, and show the start of the run. */
  reset() {
    this.#conductor?.reset();
  }

  /** One step on. */
  stepForward() {
    this.#conductor?.move(1);
  }

  /** One step back. */
  stepBack() {
    this.#conductor?.move(-1);
  }

  /**
   * What it takes to show this again.
   * @returns {State | null}
   */
  getState() {
    return this.#settled?.state ?? null;
  }

  /**
   * Show what `getState` of this or another widget gave. A step alone leaves the configuration as it is.
   * @param {State} state
   */
  setState(state) {
    const { step, ...config } = state;
    const configured = Object.keys(config).length > 0;
    if (!this.#conductor?.open) {
      if (configured) this.#early.config = config;
      if (step !== undefined) this.#early.step = step;
      return;
    }
    this.#attempt(() => {
      if (configured) this.#conductor?.configure(config);
      if (step !== undefined) this.#conductor?.show(step);
    });
  }

  /**
   * A view of what is shown as SVG.
   * @param {string} [view]
   * @returns {string | null} null before the engine is there
   */
  toSVG(view = "map") {
    return this.#settled?.screen.svg(view) ?? null;
  }

  /**
   * A view of what is shown as a PNG picture.
   * @param {string} [view]
   * @param {number} [scale] pixels of the picture for one CSS pixel
   * @returns {Promise<Blob | null>} null before the engine is there
   */
  async toPNG(view = "map", scale = 2) {
    return this.#settled?.screen.png(view, scale) ?? null;
  }

  /** Every track and step as comma-separated values; null before the engine is there. */
  toCSV() {
    return this.experiment?.csv() ?? null;
  }

  /** Resolves with the element when the first picture is drawn. */
  whenReady() {
    this.#ready ??= new Promise((resolve) => {
      if (this.#conductor?.drawn) resolve(this);
      else this.addEventListener("many-clocks-ready", () => resolve(this), { once: true });
    });
    return this.#ready;
  }

  /**
   * What a question wants of this figure; for `<many-clocks-question>` alone.
   * @param {object} question
   * @param {import("./question/asked.mjs").Wish | null} wish
   */
  [QUESTION](question, wish) {
    this.#asked.set(question, wish);
  }

  /** @type {Promise<ManyClocksElement> | null} */
  #ready = null;

  /** The conductor, after what was requested and not yet shown has been applied. */
  get #settled() {
    this.#conductor?.settle();
    return this.#conductor;
  }

  /**
   * The engine is there: make the first experiment of what the attributes say, or of what was left at the last
   * disconnection.
   * @param {Conductor} conductor
   */
  #begin(conductor) {
    const early = this.#early;
    this.#early = {};
    const shown = presentation(this.#read, conductor.views);
    for (const fault of shown.faults) conductor.complain(fault, "attribute");
    this.#attempt(() => {
      if (early.config !== undefined) conductor.configure(parsed(early.config));
      else if (!conductor.resume()) conductor.configure(configuration(this.#read, conductor.catalogue));
      else return;
      const step = early.step ?? stepFrom(this.#read);
      if (step !== undefined) conductor.show(step);
    });
    // What somebody linked to is what stands there.
    const linked = conductor.arrive();
    if (early.playing ?? (shown.autoplay && !linked && !conductor.calm)) conductor.play();
  }

  /** Take over what the attributes say now. A faulty one leaves the figure as it was. */
  #adopt() {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const conductor = this.#conductor;
    if (!conductor || !this.#presence.here) return;
    if ([...PRESENTATION, "spectrum"].some((name) => name !== "step" && changed.has(name))) {
      const shown = presentation(this.#read, conductor.views);
      conductor.present(shown);
      for (const fault of shown.faults) conductor.complain(fault, "attribute");
    }
    if (!conductor.open) return;
    this.#attempt(() => {
      if (CONFIGURATION.some((name) => changed.has(name))) {
        const current = conductor.config;
        conductor.configure(current
          ? reconfigured(current, changed, this.#read, conductor.catalogue)
          : configuration(this.#read, conductor.catalogue));
      }
      if (changed.has("step")) conductor.show(stepFrom(this.#read) ?? 0);
    });
    if (changed.has("autoplay") && this.hasAttribute("autoplay") && !conductor.calm) conductor.play();
  }

  /** @param {() => void} task whose fault is told to the reader and to the page */
  #attempt(task) {
    this.#conductor?.attempt(task);
  }
}
