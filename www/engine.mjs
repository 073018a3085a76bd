// @ts-check
/**
 * The engine: the wasm module behind the names of the public interface. Touches no DOM on import; works in browsers
 * from any kind of page, and in Node.
 */
import * as glue from "virtual:glue";
import { refusal } from "./config-error.mjs";
import { ALIVE, asked, begin, Living } from "./instance.mjs";
import { plain } from "./plain.mjs";

export { ConfigError } from "./config-error.mjs";

/** A simulated configuration. Immutable; `free()` it when it is no longer shown. */
class Experiment extends Living {
  /** @param {unknown} config plain data */
  constructor(config) {
    super("experiment", () => glue.simulate(config));
  }

  get #alive() {
    return this[ALIVE];
  }

  get length() {
    return asked(() => this.#alive.length);
  }

  get config() {
    return asked(() => this.#alive.config);
  }

  /**
   * @param {number} step
   * @param {number} [track]
   */
  readout(step, track) {
    // An absent step is refused like any other that is not a frame.
    return asked(() => this.#alive.readout(step === undefined ? "undefined" : plain(step), plain(track)));
  }

  /** @param {object} [options] */
  analysis(options) {
    return asked(() => this.#alive.analysis(plain(options)));
  }

  csv() {
    return asked(() => this.#alive.csv());
  }

  /**
   * @param {number} [step]
   * @param {object} [options]
   */
  controls(step, options) {
    return asked(() => this.#alive.controls(plain(step), plain(options)));
  }

  /** @param {object} options */
  explain(options) {
    return asked(() => this.#alive.explain(plain(options)));
  }

  /**
   * @param {number[]} rates
   * @param {boolean} [giveUp]
   */
  blind(rates, giveUp = false) {
    return asked(() => this.#alive.blind(plain(rates), giveUp === true));
  }

  settings() {
    return asked(() => this.#alive.settings());
  }

  /** @param {object} options */
  ask(options) {
    return asked(() => this.#alive.ask(plain(options)));
  }

  /**
   * @param {object} options
   * @param {unknown} given
   */
  judge(options, given) {
    return asked(() => this.#alive.judge(plain(options), plain(given)));
  }

  /**
   * @param {string} dialect
   * @param {number} [track]
   */
  code(dialect, track = 0) {
    return asked(() => this.#alive.code(plain(dialect), plain(track)));
  }

  /**
   * @param {string} id
   * @param {object} change
   */
  adjust(id, change) {
    return asked(() => this.#alive.adjust(String(id), plain(change)));
  }

  /**
   * @param {string} view
   * @param {object} [options]
   */
  svg(view, options) {
    return asked(() => this.#alive.svg(String(view), plain(options)));
  }

  /**
   * @param {string} view
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   */
  draw(view, canvas, options) {
    checkDrawable(canvas);
    asked(() => this.#alive.draw(String(view), canvas, plain(options)));
  }

  /**
   * @param {string} view
   * @param {object} options
   */
  pick(view, options) {
    return asked(() => this.#alive.pick(String(view), plain(options)));
  }

  /**
   * @param {string} view
   * @param {object} options
   */
  place(view, options) {
    return asked(() => this.#alive.place(String(view), plain(options)));
  }

  /**
   * @param {string} view
   * @param {object} [options]
   */
  camera(view, options) {
    return asked(() => this.#alive.camera(String(view), plain(options)));
  }

  /**
   * @param {string} view
   * @param {object} options
   */
  colourAt(view, options) {
    return asked(() => this.#alive.colourAt(String(view), plain(options)));
  }
}

/** A run on a bowl of many directions. Immutable; `free()` it. */
class Spectrum extends Living {
  /** @param {unknown} options plain data */
  constructor(options) {
    super("spectrum", () => glue.spectrum(options));
  }

  get #alive() {
    return this[ALIVE];
  }

  get length() {
    return asked(() => this.#alive.length);
  }

  /** @param {number} step */
  readout(step) {
    return asked(() => this.#alive.readout(step === undefined ? "undefined" : plain(step)));
  }

  /**
   * @param {string} view
   * @param {object} [options]
   */
  svg(view, options) {
    return asked(() => this.#alive.svg(String(view), plain(options)));
  }

  /**
   * @param {string} view
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   */
  draw(view, canvas, options) {
    checkDrawable(canvas);
    asked(() => this.#alive.draw(String(view), canvas, plain(options)));
  }
}

/**
 * Refuses what is not a canvas with a 2-D context: an exception thrown by the browser inside wasm would leave the
 * object borrowed for ever.
 * @param {any} canvas
 */
function checkDrawable(canvas) {
  const isCanvas = typeof HTMLCanvasElement === "function" && canvas instanceof HTMLCanvasElement;
  if (!isCanvas || !canvas.getContext("2d")) throw refusal("canvas", "wrong-type", "a canvas element with a 2-D context");
}

const engine = Object.freeze({
  get version() {
    return glue.version();
  },
  catalogue: () => asked(() => glue.catalogue()),
  /** @param {unknown} [config] */
  simulate: (config = {}) => asked(() => new Experiment(plain(config))),
  /**
   * @param {unknown} [config]
   * @param {number} [track]
   */
  sweep: (config = {}, track = 0) => asked(() => glue.sweep(plain(config), plain(track))),
  /** @param {unknown} [options] */
  spectrum: (options = {}) => asked(() => new Spectrum(plain(options))),
  /** @param {unknown} [state] */
  link: (state = {}) => asked(() => glue.link(plain(state))),
  /** @param {unknown} text */
  unlink: (text) => asked(() => glue.unlink(plain(text))),
  /** @param {unknown} theme */
  styles: (theme) => asked(() => glue.styles(plain(theme))),
  stylesheet: () => asked(() => glue.stylesheet()),
  wordings: () => asked(() => glue.wordings()),
});

/** @type {Promise<typeof engine> | undefined} */
let loading;

/**
 * The engine of this page. One wasm instance however often it is called.
 * @returns {Promise<typeof engine>}
 */
export function loadEngine() {
  loading ??= start();
  return loading;
}

/** The engine, where it is there already. */
export function loadedEngine() {
  return loaded;
}

/** @type {typeof engine | undefined} */
let loaded;

async function start() {
  begin();
  return loaded = engine;
}
