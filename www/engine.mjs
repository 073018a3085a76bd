// @ts-check
/**
 * The engine: the wasm module behind the names of the public interface. Touches no DOM on import; works in browsers
 * from any kind of page, and in Node.
 */
import * as glue from "virtual:glue";
import packed from "virtual:wasm";
import { unpack } from "./lzma.mjs";
import { plain } from "./plain.mjs";
import { join } from "./streams.mjs";

/** A refused configuration or argument: which field, how, what was given, what is allowed. */
export class ConfigError extends Error {
  /** @param {Record<string, any>} record */
  constructor(record) {
    super(record.message);
    this.name = "ConfigError";
    this.field = record.field;
    this.code = record.code;
    this.value = record.value;
    this.minimum = record.minimum;
    this.maximum = record.maximum;
    this.choices = record.choices;
    this.expected = record.expected;
  }
}

/**
 * Runs a call into the engine; its refusals are records, which become `ConfigError`s.
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function asked(call) {
  try {
    return call();
  } catch (error) {
    const record = /** @type {any} */ (error);
    throw record?.name === "ConfigError" && !(record instanceof Error) ? new ConfigError(record) : error;
  }
}

/** A simulated configuration. Immutable; `free()` it when it is no longer shown. */
class Experiment {
  /** @type {any} */
  #inner;

  /** @param {any} inner */
  constructor(inner) {
    this.#inner = inner;
  }

  /** The living wasm object; a freed one is refused here rather than deep inside the glue. */
  get #alive() {
    if (!this.#inner) throw refusal("experiment", "freed", "an experiment that has not been freed");
    return this.#inner;
  }

  get length() {
    return this.#alive.length;
  }

  get config() {
    return this.#alive.config;
  }

  /** @param {number} step */
  readout(step) {
    // An absent step is refused like any other that is not a frame.
    return asked(() => this.#alive.readout(step === undefined ? "undefined" : plain(step)));
  }

  /** @param {object} [options] */
  analysis(options) {
    return asked(() => this.#alive.analysis(plain(options)));
  }

  csv() {
    return this.#alive.csv();
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
    return this.#alive.settings();
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

  free() {
    this.#inner?.free();
    this.#inner = undefined;
  }
}

/** A run on a bowl of many directions. Immutable; `free()` it. */
class Spectrum {
  /** @type {any} */
  #inner;

  /** @param {any} inner */
  constructor(inner) {
    this.#inner = inner;
  }

  get #alive() {
    if (!this.#inner) throw refusal("spectrum", "freed", "a spectrum that has not been freed");
    return this.#inner;
  }

  get length() {
    return this.#alive.length;
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

  free() {
    this.#inner?.free();
    this.#inner = undefined;
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

/**
 * @param {string} field
 * @param {string} code
 * @param {string} expected
 */
function refusal(field, code, expected) {
  const message = `${field}: expected ${expected}`;
  return new ConfigError({ field, code, value: null, minimum: null, maximum: null, choices: [], expected, message });
}

const engine = Object.freeze({
  get version() {
    return glue.version();
  },
  catalogue: () => glue.catalogue(),
  /** @param {unknown} [config] */
  simulate: (config = {}) => asked(() => new Experiment(glue.simulate(plain(config)))),
  /**
   * @param {unknown} [config]
   * @param {number} [track]
   */
  sweep: (config = {}, track = 0) => asked(() => glue.sweep(plain(config), plain(track))),
  /** @param {unknown} [options] */
  spectrum: (options = {}) => asked(() => new Spectrum(glue.spectrum(plain(options)))),
  /** @param {unknown} [state] */
  link: (state = {}) => asked(() => glue.link(plain(state))),
  /** @param {unknown} text */
  unlink: (text) => asked(() => glue.unlink(plain(text))),
  /** @param {unknown} theme */
  styles: (theme) => asked(() => glue.styles(plain(theme))),
  stylesheet: () => glue.stylesheet(),
  wordings: () => glue.wordings(),
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
  // The module travels packed inside the script: no request, and the size on disk is the size on the wire.
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  glue.initSync({ module: new WebAssembly.Module(join(unpack(bytes))) });
  return loaded = engine;
}
