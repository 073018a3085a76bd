// The shadow tree. Made before any number is known, in its final size: what is filled in later moves nothing.
import { Menu } from "./controls/menu.mjs";
import { Setting } from "./controls/setting.mjs";
import { Slider } from "./controls/slider.mjs";
import { Transport } from "./controls/transport.mjs";
import { h } from "./dom.mjs";
import { Figure } from "./figure/figure.mjs";
import { Handle } from "./figure/handle.mjs";
import { zoomable } from "./figure/zoom.mjs";
import { watch } from "./figure/hover.mjs";
import { scrub, turnable } from "./figure/scrub.mjs";
import * as language from "./language/en.mjs";
import { Ledger } from "./ledger.mjs";
import { Race } from "./race.mjs";
import { Sentence } from "./sentence.mjs";

/** The sliders: the name in attributes, the engine's control. */
export const SLIDERS = /** @type {const} */ ([
  ["learning-rate", "learningRate"], ["conditioning", "conditioning"], ["angle", "angle"],
]);

/**
 * What the parts report to the element.
 * @typedef {import("./controls/slider.mjs").SliderOwner
 *   & import("./controls/transport.mjs").TransportOwner
 *   & import("./figure/handle.mjs").HandleOwner
 *   & import("./figure/hover.mjs").HoverOwner
 *   & import("./figure/scrub.mjs").ScrubOwner
 *   & import("./figure/zoom.mjs").ZoomOwner
 *   & import("./race.mjs").RaceOwner
 *   & { redraw: () => void }
 *   & { choose: (id: "optimizer" | "loss", value: string, track: number) => void }} Owner
 */

export class Skeleton {
  root = h("div", { class: "root waiting", part: "root" });
  /** @type {Figure[]} */
  figures;
  /** @type {Slider[]} */
  sliders;
  /** @type {Transport | null} */
  transport = null;
  /** @type {Handle | null} */
  handle = null;
  /** @type {Sentence | null} */
  sentence = null;
  /** @type {Ledger | null} */
  ledger = null;
  /** @type {Race | null} */
  race = null;
  /** Whether a turn of the bowl takes the start along. @type {HTMLInputElement | null} */
  turn = null;
  /** @type {Menu | null} */
  loss = null;
  /** One menu a track. @type {Menu[]} */
  optimizers = [];
  /** By their paths. @type {Map<string, Setting>} */
  settings = new Map();
  alert = h("div", { class: "alert", part: "alert", role: "alert" });
  live = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  #owner;
  #more = h("div", { class: "more" });
  /** A formula stands where a bowl has its sliders. */
  #formula = h("div", { class: "settings formula" });
  #settings = h("div", { class: "settings" });
  #controls;

  /**
   * @param {import("./presentation.mjs").Presentation} presentation
   * @param {Owner} owner
   */
  constructor({ views, controls, caption, many, marks }, owner) {
    this.#owner = owner;
    this.#controls = controls;
    this.figures = views.map((view) => new Figure(view));
    this.sliders = SLIDERS.filter(([name]) => controls.has(name))
      .map(([name, id]) => new Slider(id, name, owner, language.marks));
    const body = h("div", { class: "body" });
    if (views.length) {
      this.sentence = new Sentence();
      body.append(this.sentence.element);
    }
    const graphs = this.figures.filter(({ view }) => view !== "map" && view !== "clocks");
    body.append(...this.figures.filter((figure) => !graphs.includes(figure)).map(({ element }) => element));
    this.#addControls(body, controls);
    if (graphs.length) body.append(h("div", { class: "graphs" }, ...graphs.map(({ element }) => element)));
    for (const figure of graphs) {
      if (figure.view === "rate" && controls.has("horizon")) figure.element.append(horizon(figure, owner));
      if (figure.view === "surface") {
        turnable(figure, owner, language.NAMES.turn);
        continue;
      }
      // What a graph can set is set by a slider as well, or not at all.
      if (controls.has(figure.view === "rate" ? "learning-rate" : "step")) scrub(figure, owner);
    }
    if (controls.has("race")) {
      this.race = new Race(owner);
      body.append(this.race.element);
    }
    if (controls.has("parameters") || controls.has("schedule")) {
      body.append(this.#settings);
      body.classList.add("set");
    }
    if (views.includes("map") && controls.has("step")) {
      this.ledger = new Ledger();
      body.append(this.ledger.element);
    }
    const map = this.figures.find(({ view }) => view === "map");
    if (map) map.marks = marks;
    if (map) watch(map.stage, owner);
    if (map && controls.has("zoom")) {
      map.stage.append(zoomable(map, owner, language.NAMES));
      map.element.classList.add("zoomable");
    }
    if (map && controls.has("start")) {
      this.handle = new Handle(owner);
      map.stage.append(this.handle.element);
    }
    body.classList.toggle("mapless", !map && !many);
    body.classList.toggle("many", many);
    body.classList.toggle("bare", controls.size === 0);
    body.classList.toggle("crank-only", views.length === 0);
    // A crank on its own needs less of a frame than a figure.
    this.root.classList.toggle("small", views.length === 0);
    this.root.append(body, this.alert, this.live);
    if (caption !== null) this.root.append(h("p", { class: "caption", part: "caption" }, caption));
    // The page's own picture lies over the empty figure until there is a better one.
    this.root.append(h("div", { class: "fallback" }, h("slot")));
  }

  /** Fit the number of method menus to the number of tracks. @param {number} count */
  fitTracks(count) {
    if (!this.#controls.has("optimizer") || this.optimizers.length === count) return;
    for (const menu of this.optimizers.splice(count)) menu.element.remove();
    while (this.optimizers.length < count) {
      const track = this.optimizers.length;
      const menu = new Menu("optimizer", (id) => this.#owner.choose("optimizer", id, track));
      this.optimizers.push(menu);
      this.#more.append(menu.element);
    }
  }

  /**
   * Fit the fields to what can be set here. Those that stay are not touched: one of them may be written in.
   * @param {import("./types.d.ts").Setting[]} all
   */
  fitSettings(all) {
    const shown = all.filter(({ kind, scheduled }) => this.#controls.has(scheduled ? "schedule" : "parameters")
      || (kind === "text" && this.#controls.has("loss")));
    const old = this.settings;
    this.settings = new Map(shown.map((setting) => {
      const known = old.get(setting.id);
      return [setting.id, known?.kind === setting.kind ? known : new Setting(setting, this.#owner)];
    }));
    shown.forEach(({ id, track }, index) => {
      this.settings.get(id)?.element.classList.toggle("first", track !== shown[index - 1]?.track);
    });
    for (const [id, control] of old) if (this.settings.get(id) !== control) control.element.remove();
    for (const place of [this.#formula, this.#settings]) {
      [...this.settings.values()].filter(({ kind }) => (kind === "text") === (place === this.#formula))
        .forEach(({ element }, index) => {
          const there = place.children[index] ?? null;
          if (there !== element) place.insertBefore(element, there);
        });
    }
  }

  /** Turn everything, or the bowl under its ruler. */
  #turns() {
    const { turns } = language.NAMES;
    const choice = (/** @type {string} */ word, /** @type {boolean} */ checked) => {
      const input = h("input", { type: "radio", name: "turn", class: "radio", part: "radio" });
      input.checked = checked;
      return { input, label: h("label", {}, input, " ", word) };
    };
    const [bowl, everything] = [choice(turns[1] ?? "", true), choice(turns[2] ?? "", false)];
    this.turn = everything.input;
    return h("fieldset", { class: "control turn", part: "control turn-control" },
      h("legend", {}, turns[0] ?? ""), bowl.label, everything.label);
  }

  /**
   * @param {HTMLElement} body
   * @param {ReadonlySet<string>} controls
   */
  #addControls(body, controls) {
    const [crank, ...others] = this.sliders;
    const first = crank && crank.id === "learningRate" ? crank : null;
    if (first) body.append(first.element);
    if (controls.has("step") || controls.has("play")) {
      this.transport = new Transport(this.#owner, {
        step: controls.has("step"), play: controls.has("play"), speed: controls.has("speed"),
      });
      body.append(this.transport.element);
    }
    for (const slider of first ? others : this.sliders) this.#more.append(slider.element);
    if (controls.has("turn") && controls.has("angle")) this.#more.append(this.#turns());
    // Empty it would take a place among the menus.
    if (controls.has("loss") || controls.has("parameters")) this.#more.append(this.#formula);
    if (controls.has("loss")) {
      this.loss = new Menu("loss", (id) => this.#owner.choose("loss", id, 0));
      this.#more.append(this.loss.element);
    }
    // One menu at once: its place is reserved before the number of tracks is known.
    this.fitTracks(1);
    if (this.#more.childElementCount) body.append(this.#more);
  }
}

/**
 * A slider under a graph of rates: after how many steps it shows what is left.
 * @param {Figure} figure
 * @param {Owner} owner
 */
function horizon(figure, owner) {
  const words = language.NAMES.horizon;
  const value = h("output", { class: "counter" }, words.none);
  const range = h("input", { type: "range", class: "plain", part: "slider horizon", min: 0, max: 60, step: 1, value: 0 });
  range.addEventListener("input", () => {
    figure.horizon = range.valueAsNumber;
    value.textContent = figure.horizon === 0 ? words.none : `${figure.horizon} ${words.steps}`;
    owner.redraw();
  });
  return h("label", { class: "horizon" }, words.label, range, value);
}
