// One view of an experiment: two canvases on each other, the lower one for what seldom changes.
import { attribute, h, write, writePieces } from "../dom.mjs";
import { bounded, pixelRatio } from "./size.mjs";

/** @typedef {import("../types.d.ts").Pictures} Experiment what draws it */
/** @typedef {import("../types.d.ts").Theme} Theme */
/** @typedef {import("../types.d.ts").Camera} Camera */
/**
 * What of an experiment is shown, and how.
 * @typedef {object} Shown
 * @property {number} step
 * @property {Theme} theme
 * @property {Record<string, string>} [words] what the picture says otherwise than in English
 * @property {import("../types.d.ts").Spot | null} [highlight]
 */

/** CSS pixels. */
const COLUMN = { width: 640, height: 480 };

export class Figure {
  /** @type {string} */
  view;
  width = 0;
  height = 0;
  /** What is held still while a reader drags; undefined: the view decides. @type {Camera | undefined} */
  camera;
  /** What a reader has zoomed to; undefined: the view decides. @type {Camera | undefined} */
  zoomed;
  /** What a map shows besides the run. @type {string[]} */
  marks = [];
  /** After how many steps a graph of rates shows what is left. */
  horizon = 0;
  /** How rates are laid out. @type {"log" | "linear" | "blind"} */
  axis = "log";
  /** How many times larger than usual everything is drawn. */
  #scale = 1;
  #box = { width: 0, height: 0 };
  /** The point that a map explains. @type {import("./explain.mjs").Explain | null} */
  explain = null;
  /** @type {HTMLElement | null} */
  #tools = null;
  /** While a question is open: the step up to which the run may be seen. @type {number | undefined} */
  quiet;
  /** How a body in space is turned; undefined: as it comes. @type {import("../types.d.ts").Turn | undefined} */
  turn;
  #base = h("canvas", { "aria-hidden": "true", class: "base" });
  #overlay = h("canvas", { role: "img", class: "overlay" });
  #title = h("figcaption", { class: "title" });
  #description = h("p", { class: "visually-hidden" });
  #print = h("img", { class: "print", alt: "" });
  stage = h("div", { class: "stage" });
  element;
  /** What the lower canvas shows at present. */
  #drawn = "";

  /** @param {string} view */
  constructor(view) {
    this.view = view;
    this.#overlay.setAttribute("part", `canvas ${view}-canvas`);
    this.stage.append(this.#base, this.#overlay);
    this.element = h("figure", { class: `figure ${view}`, part: `figure ${view}` },
      this.#title, this.stage, this.#print, this.#description);
  }

  get box() {
    return this.stage;
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    this.#box = { width, height };
    this.width = bounded(width / this.#scale);
    this.height = bounded(height / this.#scale);
  }

  /** In a lecture everything is larger: lengths in the picture are then larger than the page's pixels. */
  get scale() {
    return this.#scale;
  }

  set scale(scale) {
    this.#scale = scale;
    this.resize(this.#box.width, this.#box.height);
  }

  /**
   * Put buttons over the right end of the title.
   * @param {HTMLElement} element
   * @param {number} [places] as wide as so many buttons
   */
  tool(element, places = 1) {
    if (!this.#tools) {
      this.#tools = h("div", { class: "tools", part: "tools" });
      this.stage.append(this.#tools);
      this.element.classList.add("tooled");
    }
    this.#tools.append(element);
    this.#places += places;
    this.element.style.setProperty("--places", String(this.#places));
  }

  #places = 0;

  /**
   * A browser may take a canvas' memory away and give it back empty.
   * @param {() => void} lost called when there is something to draw on again
   * @param {AbortSignal} signal
   */
  guard(lost, signal) {
    for (const canvas of [this.#base, this.#overlay]) {
      // Without preventDefault the browser gives the context up for good.
      canvas.addEventListener("contextlost", (event) => event.preventDefault(), { signal });
      canvas.addEventListener("contextrestored", () => {
        this.forget();
        lost();
      }, { signal });
    }
  }

  /** Draw the lower canvas anew next time, whatever it shows. */
  forget() {
    this.#drawn = "";
  }

  /**
   * The camera that this view shows now.
   * @param {Experiment} experiment
   * @param {number} step
   */
  cameraAt(experiment, step) {
    return this.camera ?? this.zoomed
      ?? experiment.camera(this.view, { width: this.width, height: this.height, step, ...this.hush });
  }

  /**
   * Draw one step. Nothing happens while the figure has no size (in a closed tab or a hidden slide).
   * @param {Experiment} experiment
   * @param {Shown} shown
   */
  draw(experiment, { step, theme, words, highlight }) {
    const { width, height } = this;
    if (width < 1 || height < 1) return;
    const ratio = pixelRatio(width * this.#scale, height * this.#scale) * this.#scale;
    const resized = [this.#base, this.#overlay].map((canvas) => resize(canvas, width * ratio, height * ratio, this.#scale / ratio));
    const options = { step, ratio, theme, ...(words ? { words } : {}), ...this.looking };
    const key = this.#key(experiment, step, theme);
    if (resized.some(Boolean) || key !== this.#drawn) {
      experiment.draw(this.view, this.#base, { ...options, layer: "base" });
      this.#drawn = key;
    }
    experiment.draw(this.view, this.#overlay, { ...options, layer: "overlay", ...(highlight ? { highlight } : {}) });
    this.stage.classList.toggle("pointed", Boolean(highlight));
    this.stage.classList.toggle("movable", Boolean(this.zoomed));
  }

  /**
   * What the lower canvas depends on: the surface, the camera and the colours. Its size is compared apart.
   * @param {Experiment} experiment
   * @param {number} step
   * @param {Theme} theme
   */
  #key(experiment, step, theme) {
    const { loss, tracks } = experiment.config;
    const camera = this.view === "map" ? this.cameraAt(experiment, step)
      // It stands on the part of the plane that the map shows.
      : this.view === "surface" ? [this.turn, experiment.camera("map", { width: 1, height: 1, step, ...this.hush })] : tracks;
    return JSON.stringify([loss, camera, theme]);
  }

  /**
   * Put the figure into words.
   * @param {{ title: import("../types.d.ts").Piece[], label: string, description: string }} words
   */
  describe({ title, label, description }) {
    writePieces(this.#title, title);
    attribute(this.#overlay, "aria-label", label);
    write(this.#description, description);
  }

  /**
   * Where a pointer is, in CSS pixels of the figure: also inside a scaled or zoomed page.
   * @param {PointerEvent | MouseEvent | Touch} event
   */
  locate(event) {
    const box = this.stage.getBoundingClientRect();
    return {
      x: bounded(((event.clientX - box.left) / box.width) * this.width),
      y: bounded(((event.clientY - box.top) / box.height) * this.height),
    };
  }

  /**
   * What is shown, as a vector picture.
   * @param {Experiment} experiment
   * @param {number} step
   * @param {Theme | "light"} theme
   * @param {Record<string, string>} [words]
   */
  svg(experiment, step, theme, words) {
    return experiment.svg(this.view, { step, ...this.#size, theme, ...(words ? { words } : {}), ...this.looking });
  }

  /**
   * What is shown, as pixels on the ground that the page gives it.
   * @param {Experiment} experiment
   * @param {Shown} shown
   * @param {number} scale
   * @returns {Promise<Blob | null>}
   */
  png(experiment, shown, scale) {
    const size = this.#size;
    const ratio = pixelRatio(size.width, size.height, scale);
    const canvas = h("canvas", { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) });
    const { words, step, theme } = shown;
    experiment.draw(this.view, canvas, { step, theme, ...(words ? { words } : {}), ...this.looking, ratio, layer: "all" });
    const context = canvas.getContext("2d");
    if (context) {
      context.resetTransform();
      context.globalCompositeOperation = "destination-over";
      context.fillStyle = shown.theme.colours.panel ?? "transparent";
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    return new Promise((resolve) => canvas.toBlob(resolve));
  }

  /** Where it looks and what it shows, where a reader has chosen. */
  get looking() {
    const camera = this.camera ?? this.zoomed ?? this.turn;
    const explain = this.explain?.theta;
    const { marks, horizon, axis } = this;
    return { marks, horizon, axis, ...this.hush, ...(camera ? { camera } : {}), ...(explain ? { explain } : {}) };
  }

  /** What tells the engine to be quiet. */
  get hush() {
    return this.quiet === undefined ? {} : { quiet: this.quiet };
  }

  /** A figure that has no size yet has that of a page's column. */
  get #size() {
    const { width, height } = this;
    return width < 1 || height < 1 ? COLUMN : { width, height };
  }

  /**
   * A picture for print: vector, on white, whatever the screen shows.
   * @param {Experiment} experiment
   * @param {number} step
   * @param {Record<string, string>} [words]
   */
  print(experiment, step, words) {
    const svg = this.svg(experiment, step, "light", words);
    this.#print.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    // Until the picture is decoded, the canvas is printed.
    this.#print.decode().then(() => this.element.classList.add("printable"), () => {});
  }
}

/**
 * Setting a canvas' size clears it, even to the same size. On the page it is exactly as large as its pixels: a box of a
 * broken width would stretch them, and so would half a CSS pixel where a screen has whole numbers of its own in one.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} pixel how large one is on the page, CSS pixels
 * @returns {boolean} whether it is another size
 */
function resize(canvas, width, height, pixel) {
  const unit = Number.isInteger(1 / pixel) ? 1 / pixel : 1;
  const size = [width, height].map((length) => Math.max(1, Math.round(length / unit)) * unit);
  const [across, down] = size.map((pixels) => `${pixels * pixel}px`);
  if (canvas.style.width !== across || canvas.style.height !== down) Object.assign(canvas.style, { width: across, height: down });
  if (canvas.width === size[0] && canvas.height === size[1]) return false;
  [canvas.width = 1, canvas.height = 1] = size;
  return true;
}
