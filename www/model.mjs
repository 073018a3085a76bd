// Configuration, experiment and step of one widget; no DOM. There is no history and nothing to keep in step:
// whoever changes something makes a new experiment.

/** @typedef {import("./types.d.ts").Engine} Engine */
/** @typedef {import("./types.d.ts").Experiment} Experiment */
/** @typedef {import("./types.d.ts").Config} Config */
/** @typedef {import("./types.d.ts").Change} Change */
/** @typedef {import("./types.d.ts").Pictures} Pictures */

export class Model {
  /** @type {Engine} */
  engine;
  /** @type {Experiment | null} */
  experiment = null;
  /**
   * A bowl of many directions, where the configuration lists its curvatures. The experiment beside it has the flattest
   * and the steepest of them, and with these the crank, the words and the steps. @type {import("./types.d.ts").Spectrum | null}
   */
  spectrum = null;
  step = 0;
  /** Kept over a disconnection, when the experiment itself is given back. @type {Config | null} */
  config = null;
  /** What draws the views. @type {Pictures | null} */
  pictures = null;
  /** Counts experiments: whoever caches something of one compares this. */
  generation = 0;
  /** @type {{ id: string, change: Change }[]} */
  #pending = [];

  /** Of the one engine of the page, asked for once: it is hundreds of texts. @type {import("./types.d.ts").Catalogue | undefined} */
  static #catalogue;

  get catalogue() {
    return Model.#catalogue ??= this.engine.catalogue();
  }

  /** @param {Engine} engine */
  constructor(engine) {
    this.engine = engine;
  }

  /** The last step of the run. */
  get last() {
    return (this.experiment?.length ?? 1) - 1;
  }

  /**
   * Simulate. If the configuration is faulty, everything stays as it is.
   * @param {Config} config
   * @throws {import("./types.d.ts").Fault} what the engine says
   */
  load(config) {
    // Whatever was written goes to the engine: it is the one that refuses.
    const { spectrum: curvatures, ...plain } = config;
    const many = curvatures === undefined ? null : this.engine.spectrum({
      curvatures: /** @type {number[]} */ (curvatures), track: config.tracks?.[0], steps: config.steps,
    });
    let next;
    try {
      next = this.engine.simulate(/** @type {import("./many-clocks.d.ts").Config} */ (many ? ends(many, plain) : plain));
    } catch (fault) {
      many?.free();
      throw fault;
    }
    this.#release();
    this.experiment = next;
    this.spectrum = many;
    const full = next.config;
    this.config = many ? { ...full, spectrum: curvatures } : full;
    /** @type {Pick<Experiment, "draw" | "svg">} */
    const artist = many ? { draw: (view, ...rest) => many.draw(/** @type {"clocks"} */ (view), ...rest), svg: (view, options) => many.svg(/** @type {"clocks"} */ (view), options) } : next;
    // The configuration is asked for once: the engine writes it anew each time.
    this.pictures = { config: full, camera: next.camera.bind(next), draw: artist.draw.bind(artist), svg: artist.svg.bind(artist) };
    this.generation += 1;
    this.step = Math.min(this.step, this.last);
  }

  /**
   * Note a change of one control. It is applied with the frame that shows it: a pointer reports more often
   * than a screen is drawn.
   * @param {string} id
   * @param {Change} change
   */
  request(id, change) {
    if (!("nudge" in change)) this.#pending = this.#pending.filter((other) => other.id !== id);
    this.#pending.push({ id, change });
  }

  /**
   * Apply what was requested.
   * @returns {{ applied: string[], faults: { id: string, fault: unknown }[] }}
   */
  settle() {
    const pending = this.#pending;
    this.#pending = [];
    const applied = new Set();
    const faults = [];
    for (const { id, change } of pending) {
      if (!this.experiment) break;
      try {
        this.load({ ...this.experiment.adjust(id, change), ...(this.spectrum ? { spectrum: this.config?.spectrum } : {}) });
        applied.add(id);
      } catch (fault) {
        faults.push({ id, fault });
      }
    }
    return { applied: [...applied], faults };
  }

  /**
   * What a control stands at, in the form in which another widget takes it.
   * @param {string} id
   */
  valueOf(id) {
    if (!this.experiment || !this.pictures) return undefined;
    const { start, tracks, loss } = this.pictures.config;
    if (id === "start") return start;
    if (id === "optimizer") return tracks[0]?.optimizer;
    if (id === "loss") return loss.id;
    return this.experiment.controls(this.step).find((control) => control.id === id)?.value;
  }

  /**
   * Go to a step of the run.
   * @param {number} step
   * @returns {boolean} whether it is another one than before
   */
  seek(step) {
    const next = Math.max(0, Math.min(step, this.last));
    const moved = next !== this.step;
    this.step = next;
    return moved;
  }

  /** Give the engine's memory back; configuration and step stay. */
  free() {
    this.#pending = [];
    this.#release();
  }

  #release() {
    this.experiment?.free();
    this.experiment = null;
    this.pictures = null;
    this.spectrum?.free();
    this.spectrum = null;
  }
}

/**
 * The configuration of a bowl with the flattest and the steepest direction of a spectrum.
 * @param {import("./types.d.ts").Spectrum} spectrum
 * @param {Config} config
 */
function ends(spectrum, config) {
  const { directions } = spectrum.readout(0);
  const [low, high] = [directions[0]?.curvature ?? 0, directions.at(-1)?.curvature ?? 0];
  return { start: [1, 1], ...config, loss: { id: "quadratic", curvatures: [low, high] } };
}
