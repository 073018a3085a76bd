// The shadow tree. Made before any number is known, in its final size: what is filled in later moves nothing.
import { Blind } from "./blind.mjs";
import { Menu } from "./controls/menu.mjs";
import { Settings } from "./controls/settings.mjs";
import { Slider } from "./controls/slider.mjs";
import { Transport } from "./controls/transport.mjs";
import { turning } from "./controls/turn.mjs";
import { attribute, h } from "./dom.mjs";
import { horizon, linear } from "./figure/axis.mjs";
import { Explain } from "./figure/explain.mjs";
import { Figure } from "./figure/figure.mjs";
import { Handle } from "./figure/handle.mjs";
import { zoomable } from "./figure/zoom.mjs";
import { watch } from "./figure/hover.mjs";
import { scrub, turnable } from "./figure/scrub.mjs";
import { marks as markTexts } from "./language/controls.mjs";
import { lecture } from "./lecture.mjs";
import { Ledger } from "./ledger.mjs";
import { Race } from "./race.mjs";
import { sharing } from "./share/dialog.mjs";
import { Sentence } from "./sentence.mjs";
import { tabs } from "./tabs.mjs";

/** The sliders: the name in attributes, the engine's control. */
export const SLIDERS = /** @type {const} */ ([
  ["learning-rate", "learningRate"], ["momentum", "momentum"], ["conditioning", "conditioning"], ["angle", "angle"],
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
 *   & import("./lecture.mjs").LectureOwner
 *   & import("./blind.mjs").BlindOwner
 *   & import("./share/dialog.mjs").ShareOwner
 *   & import("./figure/axis.mjs").AxisOwner
 *   & { probe: import("./figure/handle.mjs").HandleOwner & { explain: () => void } }
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
  /** @type {Blind | null} */
  blind = null;
  /** After how many steps the graph of rates shows what is left. @type {HTMLInputElement | null} */
  horizon = null;
  /** Whether a turn of the bowl takes the start along. @type {HTMLInputElement | null} */
  turn = null;
  /** @type {Menu | null} */
  loss = null;
  /** One menu a track. @type {Menu[]} */
  optimizers = [];
  alert = h("div", { class: "alert", part: "alert", role: "alert" });
  live = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  #owner;
  #more = h("div", { class: "more" });
  #settings;
  #controls;

  /**
   * @param {import("./presentation.mjs").Presentation} presentation
   * @param {Owner} owner
   * @param {import("./language/language.mjs").Language} language
   */
  constructor({ views, controls, caption, many, blind, marks }, owner, language) {
    this.#owner = owner;
    this.#settings = new Settings(owner);
    this.language = language;
    attribute(this.root, "lang", language.tag);
    attribute(this.root, "dir", language.direction);
    this.#controls = controls;
    this.figures = views.map((view) => new Figure(view));
    this.sliders = SLIDERS.filter(([name]) => controls.has(name))
      .map(([name, id]) => new Slider(id, name, owner, (all, brief) => markTexts(language, all, brief)));
    const of = (/** @type {string} */ view) => this.figures.find((figure) => figure.view === view);
    const [map, clocks, rate] = [of("map"), of("clocks"), of("rate")];
    const graphs = this.figures.filter((figure) => ![map, clocks, rate].includes(figure));
    const body = h("div", { class: "body" });
    if (views.length && !blind) {
      this.sentence = new Sentence();
      body.append(this.sentence.element);
    }
    const row = h("div", { class: "graphs" }, ...graphs.map(({ element }) => element));
    for (const figure of [map, clocks]) if (figure) body.append(figure.element);
    if (map && controls.has("numbers")) this.ledger = new Ledger();
    const panels = this.#panels(rate, graphs, row, Boolean((map ?? clocks) && controls.size));
    // A graph alone stands over its crank.
    const lone = !map && !clocks && (blind || !graphs.length);
    if (lone) body.append(panels);
    this.#addCrank(body, controls);
    if (blind) {
      for (const figure of this.figures) figure.axis = "blind";
      this.blind = new Blind(owner, language);
      body.append(this.blind.element);
    }
    // Numbers alone come last; graphs are part of the figure.
    const graphed = rate || graphs.length;
    if (!lone && graphed) body.append(panels);
    this.#addControls(body, controls);
    for (const figure of this.figures) this.#reach(figure, controls);
    if (controls.has("race")) {
      this.race = new Race(owner, language);
      body.append(this.race.element);
    }
    if (controls.has("parameters") || controls.has("schedule")) {
      body.append(this.#settings.element);
      body.classList.add("set");
    }
    if (!lone && !graphed) body.append(panels);
    if (map) this.#equip(map, controls, marks);
    const first = this.figures[0];
    if (first && controls.has("lecture")) first.tool(lecture(this.root, owner, language.say("lecture")));
    if (controls.has("export")) {
      const share = sharing(this.root, owner, language);
      if (first) first.tool(share);
      else body.append(share);
    }
    // The figure that stands left where there is room for two columns; rates stand right, over the crank that has their
    // axis.
    const lead = map ?? (rate || !graphs.length ? clocks : undefined);
    const leader = lead?.element ?? (graphs.length && !blind ? row : null);
    leader?.classList.add("lead");
    // A single graph beside a map and dials takes the place that rates would have.
    const second = Boolean(map && clocks && !rate && graphs.length === 1);
    row.classList.toggle("second", second);
    body.classList.toggle("rated", Boolean(rate && leader) || second);
    body.classList.toggle("aligned", Boolean(rate));
    body.classList.toggle("single", lone);
    // Without dials and rates the graphs stand beside the map.
    body.classList.toggle("beside", Boolean(map && !clocks && !rate));
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

  /** How the crank lays out its rates: as the graph of rates does, or so that nothing is told. */
  get axis() {
    return this.figures.find(({ view }) => view === "rate")?.axis ?? (this.blind ? "blind" : "log");
  }

  /**
   * Graphs and numbers; on a phone one at a time.
   * @param {Figure | undefined} rate
   * @param {Figure[]} graphs
   * @param {HTMLElement} row what holds the graphs
   * @param {boolean} tabbed
   */
  #panels(rate, graphs, row, tabbed) {
    const panels = [...(rate ? [rate] : []), ...graphs].map(({ view, element }) => ({ id: view, element }));
    if (this.ledger) panels.push({ id: "ledger", element: this.ledger.element });
    const element = h("div", { class: "panels" });
    if (tabbed && panels.length > 1) {
      element.classList.add("tabbed");
      const { language } = this;
      const labelled = panels.map((panel) => ({ ...panel, label: language.find(`panel-${panel.id}`, panel.id) }));
      element.append(tabs(labelled, language.say("tabs"), language.direction));
    }
    if (rate) element.append(rate.element);
    if (graphs.length) element.append(row);
    if (this.ledger) element.append(this.ledger.element);
    return element;
  }

  /**
   * What a pointer can do on a graph.
   * @param {Figure} figure
   * @param {ReadonlySet<string>} controls
   */
  #reach(figure, controls) {
    const { view, element, stage } = figure;
    const owner = this.#owner;
    if (view === "rate") {
      // Between the title and the picture: under it stands the crank, with the same axis.
      const row = h("div", { class: "asked" });
      if (controls.has("horizon")) {
        const { range, element: label } = horizon(figure, owner, this.language);
        this.horizon = range;
        row.append(label);
      }
      if (controls.has("axis")) row.append(linear(figure, owner, this.language.say("axis")));
      if (row.childElementCount) element.insertBefore(row, stage);
    }
    if (view === "surface") turnable(figure, owner, this.language.say("turn-surface"));
    // What a graph can set is set by a slider as well, or not at all.
    else if (view === "rate" ? controls.has("learning-rate") : ["loss", "components"].includes(view) && controls.has("step")) {
      scrub(figure, owner);
    }
  }

  /**
   * What belongs to a map.
   * @param {Figure} map
   * @param {ReadonlySet<string>} controls
   * @param {string[]} marks
   */
  #equip(map, controls, marks) {
    const owner = this.#owner;
    map.marks = marks;
    watch(map.stage, owner);
    if (controls.has("zoom")) map.tool(zoomable(map, owner, this.language), 3);
    if (controls.has("start")) {
      this.handle = new Handle(owner);
      map.stage.append(this.handle.element);
    }
    if (controls.has("explain")) {
      map.explain = new Explain(owner.probe, this.language.say("explain"));
      map.tool(map.explain.button);
      map.stage.append(map.explain.handle.element);
      map.element.append(map.explain.element);
    }
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

  /** The fields by the paths of what they set. */
  get settings() {
    return this.#settings.fields;
  }

  /** Whether any setting could have a field here: else nobody asks the engine for them. */
  get hasSettings() {
    return ["parameters", "schedule", "loss"].some((name) => this.#controls.has(name));
  }

  /**
   * Fit the fields to what can be set here.
   * @param {import("./types.d.ts").Setting[]} all
   */
  fitSettings(all) {
    const shown = all.filter(({ kind, scheduled }) => this.#controls.has(scheduled ? "schedule" : "parameters")
      || (kind === "text" && this.#controls.has("loss")));
    this.#settings.fit(shown);
  }

  /**
   * @param {HTMLElement} body
   * @param {ReadonlySet<string>} controls
   */
  #addCrank(body, controls) {
    const crank = this.sliders.find(({ id }) => id === "learningRate");
    if (crank) body.append(crank.element);
    if (controls.has("step") || controls.has("play")) {
      this.transport = new Transport(this.#owner, {
        step: controls.has("step"), play: controls.has("play"), speed: controls.has("speed"),
      });
      body.append(this.transport.element);
    }
  }

  /**
   * @param {HTMLElement} body
   * @param {ReadonlySet<string>} controls
   */
  #addControls(body, controls) {
    for (const { id, element } of this.sliders) if (id !== "learningRate") this.#more.append(element);
    if (controls.has("turn") && controls.has("angle")) {
      const { element, input } = turning([this.language.say("turning"), this.language.say("turn-bowl"), this.language.say("turn-both")]);
      this.turn = input;
      this.#more.append(element);
    }
    // Empty it would take a place among the menus.
    if (controls.has("loss") || controls.has("parameters")) this.#more.append(this.#settings.formula);
    if (controls.has("loss")) {
      this.loss = new Menu("loss", (id) => this.#owner.choose("loss", id, 0));
      this.#more.append(this.loss.element);
    }
    // One menu at once: its place is reserved before the number of tracks is known.
    this.fitTracks(1);
    if (this.#more.childElementCount) body.append(this.#more);
  }
}
