// Colours: the engine's defaults, what the page overrides by custom properties, and how both reach the canvases.
import { h } from "./dom.mjs";

/** @typedef {import("./types.d.ts").Engine} Engine */
/** @typedef {import("./types.d.ts").Theme} Theme */

/** Colours that a reader's own system colours replace where the browser forces them. */
const FORCED = {
  ground: "Canvas", panel: "Canvas", face: "Canvas", ink: "CanvasText", muted: "CanvasText", rule: "GrayText", ring: shade(30),
  "loss-low": "Canvas", "loss-middle": shade(8), "loss-high": shade(16),
};

/** @param {number} percent of the text's colour on the page's */
function shade(percent) {
  return `color-mix(in srgb, CanvasText ${percent}%, Canvas)`;
}

/** @type {WeakMap<Engine, string>} */
const texts = new WeakMap();

/**
 * Styles with one internal property a colour: the page's `--many-clocks-<name>` where it is set, else the engine's colour for
 * the theme that is shown.
 * @param {Engine} engine
 */
export function colourStyles(engine) {
  const known = texts.get(engine);
  if (known) return known;
  const rules = /** @type {const} */ (["light", "dark"]).map((base) => {
    const colours = Object.entries(engine.styles(base).colours);
    const lines = colours.map(([name, value]) => `--${kebab(name)}: var(--many-clocks-${kebab(name)}, ${value});`);
    return `.root[data-base="${base}"] { ${lines.join(" ")} }`;
  });
  const forced = Object.entries(FORCED).map(([name, value]) => `--${name}: ${value};`).join(" ");
  const text = `${rules.join("\n")}\n@media (forced-colors: active) { .root[data-base] { ${forced} } }`;
  texts.set(engine, text);
  return text;
}

/** Knows which theme applies, and what the colours of one widget really are. */
export class ThemeReader {
  #dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {HTMLElement} */
  #root;
  /** @type {Theme | null} */
  #theme = null;
  /** What it stands in. @type {"light" | "dark" | undefined} */
  #around;
  /** @type {"auto" | "light" | "dark"} */
  choice = "auto";

  /**
   * @param {HTMLElement} root the element inside the shadow tree that carries the colours
   * @param {Element} host
   */
  constructor(root, host) {
    this.#root = root;
    this.host = host;
  }

  /** @returns {"light" | "dark"} */
  get base() {
    // Looked for once: a frame must not ask for the page's styles.
    return this.choice === "auto" ? (this.#around ??= around(this.host)) : this.choice;
  }

  /** What it will most likely be; for the frame around what is not drawn yet. */
  get guess() {
    return this.choice === "auto" ? aroundPage() : this.choice;
  }

  /**
   * Report everything that can change a colour: the reader's scheme, and classes that a page's own switch sets.
   * @param {() => void} changed
   * @param {AbortSignal} signal
   */
  observe(changed, signal) {
    const forget = () => {
      this.forget();
      changed();
    };
    const look = () => { if (this.#around && around(this.host) !== this.#around) forget(); };
    this.#dark.addEventListener("change", forget, { signal });
    for (const query of ["(forced-colors: active)", "(prefers-contrast: more)"]) {
      matchMedia(query).addEventListener("change", forget, { signal });
    }
    const observer = new MutationObserver(forget);
    const attributeFilter = ["class", "style", "data-theme", "data-mode", "data-color-mode", "data-bs-theme", "data-md-color-scheme", "theme"];
    // Colours that fade are those of before when the switch is turned, and a sheet may come last of all.
    document.addEventListener("transitionend", ({ target, propertyName }) => {
      if (/color/.test(propertyName) && /** @type {Node} */ (target).contains(this.host)) look();
    }, { signal });
    addEventListener("load", look, { signal });
    for (const element of [document.documentElement, document.body, this.host]) {
      observer.observe(element, { attributes: true, attributeFilter });
    }
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** Forget what was read; the next `read` looks again. */
  forget() {
    this.#theme = null;
    this.#around = undefined;
  }

  /**
   * The theme for the canvases. Reads computed styles, so it is called before anything of a frame is written.
   * @param {Engine} engine
   * @returns {Theme}
   */
  read(engine) {
    if (this.#theme && this.#theme.base === this.base) return this.#theme;
    const base = this.base;
    this.#root.dataset.base = base;
    const names = Object.keys(engine.styles(base).colours);
    // Probes turn any CSS colour (a name, oklch, a system colour) into a used value that can be painted.
    const probes = names.map((name) => {
      const probe = h("i", { class: "probe" });
      probe.style.color = `var(--${kebab(name)})`;
      return probe;
    });
    this.#root.append(...probes);
    /** @type {Record<string, string>} */
    const colours = {};
    names.forEach((name, index) => {
      const probe = probes[index];
      if (probe) colours[name] = hexadecimal(getComputedStyle(probe).color);
    });
    const font = getComputedStyle(this.#root).fontFamily;
    for (const probe of probes) probe.remove();
    this.#theme = { base, colours, font };
    return this.#theme;
  }
}

/** @param {string} name */
function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Whether words stand dark on light or light on dark where an element is: a page's own switch, a slide, a card count as
 * much as the reader's system.
 * @param {Element} element
 * @returns {"light" | "dark"}
 */
function around(element) {
  const ink = brightness(pixel(getComputedStyle(element).color));
  // The paper of a page that says nothing has the scheme of its words.
  let ground = 128;
  for (let at = /** @type {Element | null} */ (element); at; at = at.assignedSlot ?? at.parentElement ?? hostOf(at)) {
    const behind = pixel(getComputedStyle(at).backgroundColor);
    if ((behind[3] ?? 0) < 128) continue;
    ground = brightness(behind);
    break;
  }
  return ink > ground ? "dark" : "light";
}

/** The page's own, while one task connects its figures: each of them would else have the styles of all worked out. @type {"light" | "dark" | null} */
let pages = null;

function aroundPage() {
  if (!pages) {
    pages = around(document.body ?? document.documentElement);
    queueMicrotask(() => { pages = null; });
  }
  return pages;
}

/** @param {Element} element */
function hostOf(element) {
  return /** @type {Partial<ShadowRoot>} */ (element.getRootNode()).host ?? null;
}

/** @param {ArrayLike<number>} pixel */
function brightness({ 0: red = 0, 1: green = 0, 2: blue = 0 }) {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** @type {CanvasRenderingContext2D | null} */
let palette = null;

/**
 * Red, green, blue and alpha of a CSS colour, by painting it: computed colours come in many notations.
 * @param {string} colour
 */
function pixel(colour) {
  palette ??= h("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  if (!palette) return [];
  palette.clearRect(0, 0, 1, 1);
  palette.fillStyle = colour;
  palette.fillRect(0, 0, 1, 1);
  return [...palette.getImageData(0, 0, 1, 1).data];
}

/**
 * "#rrggbb" of a CSS colour.
 * @param {string} colour
 */
function hexadecimal(colour) {
  return `#${pixel(colour).slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
