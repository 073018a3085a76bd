// <many-clocks>: a configuration, a step, and pictures of them. The class only; `define.mjs` registers it.
import { CONFIGURATION, configuration, reconfigured } from "./attributes.mjs";
import { Conductor } from "./conductor.mjs";
import { whenNear } from "./lazy.mjs";
import { PRESENTATION, presentation, stepFrom } from "./presentation.mjs";
import { Asked, QUESTION } from "./question/asked.mjs";

/** @typedef {import("./types.d.ts").State} State */
/** @typedef {import("./types.d.ts").Config} Config */

/** On a server there are no elements; the class can be imported all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * One learning rate turns many clocks: a loss landscape, a run on it, a dial for each of its two directions.
 *
 * Attributes, properties, methods and events are listed in the documentation of the package; each keeps its meaning.
 * Children are shown until the first picture is drawn.
 *
 * @fires many-clocks-ready once the first picture is there
 * @fires many-clocks-change for what a reader did: detail `{ state, final }`
 * @fires many-clocks-error detail `{ type, field, code, message }`
 * @csspart root the frame
 * @csspart figure a view; also by its name, `map`, `clocks`
 * @csspart sentence what is happening, in words
 * @csspart ledger the update with this step's numbers
 * @cssprop --many-clocks-font the font of the words
 */
export class ManyClocksElement extends Base {
  static observedAttributes = [...CONFIGURATION, ...PRESENTATION];

  /** @type {Conductor | null} */
  #conductor = null;
  #asked = new Asked();
  /** Attributes that changed since they were last read. @type {Set<string>} */
  #changed = new Set();
  /** @type {AbortController | null} */
  #connection = null;
  /** What was set before there was an engine. @type {{ config?: Config | string, step?: number, playing?: boolean }} */
  #early = {};

  #read = (/** @type {string} */ name) => this.getAttribute(name);

  connectedCallback() {
    // Moved within the page: the microtask of the disconnection finds it connected again and lets it be.
    if (this.#connection) return;
    this.#connection = new AbortController();
    this.#changed.clear();
    const conductor = this.#conductor ??= new Conductor(this, presentation(this.#read), this.#asked);
    const { signal } = this.#connection;
    const connect = (/** @type {boolean} */ printing) => {
      conductor.connect(signal, () => this.#begin(conductor), printing);
      if (printing) conductor.print();
    };
    // Once it was shown it is shown again at once, wherever it has been moved.
    if (this.getAttribute("loading") === "lazy" && !conductor.drawn) whenNear(this, signal, connect);
    else connect(false);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected || !this.#connection) return;
      this.#connection.abort();
      this.#connection = null;
      this.#conductor?.disconnect();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#connection) return;
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

  set step(value) {
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
    if (early.playing ?? shown.autoplay) conductor.play();
  }

  /** Take over what the attributes say now. A faulty one leaves the figure as it was. */
  #adopt() {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const conductor = this.#conductor;
    if (!conductor || !this.#connection) return;
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
    if (changed.has("autoplay") && this.hasAttribute("autoplay")) conductor.play();
  }

  /** @param {() => void} task whose fault is told to the reader and to the page */
  #attempt(task) {
    this.#conductor?.attempt(task);
  }
}

/**
 * A configuration as the `config` property takes it.
 * @param {unknown} value
 * @returns {Config}
 */
function parsed(value) {
  if (typeof value !== "string") return /** @type {Config} */ (value ?? {});
  return configuration((name) => (name === "config" ? value : null), { losses: [], optimizers: [], schedules: [], views: [] });
}
