// Writes one moment of a run into the shadow tree: pictures, words, positions. Reads nothing of the page's layout.
import { attribute } from "./dom.mjs";
import { parameter, row, slider as sliderWords, transport as transportWords } from "./language/controls.mjs";
import { fault as faultText } from "./language/faults.mjs";
import { explanation } from "./language/modes.mjs";
import { announce, sentence as sentenceOf } from "./language/sentence.mjs";
import { entry, methods, names, runners, track as trackPiece } from "./language/tracks.mjs";
import { figure as figureWords, hushed, split } from "./language/views.mjs";

/** @typedef {import("./model.mjs").Model} Model */
/** @typedef {import("./skeleton.mjs").Skeleton} Skeleton */
/** @typedef {import("./types.d.ts").Experiment} Experiment */
/** @typedef {import("./types.d.ts").Theme} Theme */
/** @typedef {import("./types.d.ts").Control} Control */
/** @typedef {import("./types.d.ts").Frame} Frame */
/** @typedef {import("./types.d.ts").Analysis} Analysis */

/** The schedule that leaves a rate as it is. */
const CONSTANT = "constant";

/**
 * @typedef {object} Moment
 * @property {boolean} playing
 * @property {boolean} settled nobody drags and nothing plays: time for the texts that only a screen reader meets
 * @property {import("./types.d.ts").Spot | null} highlight the step that is explained instead of the one that is shown
 * @property {number} [quiet] while a question is open: the step up to which the run may be seen
 */

/** Controls and catalogue of one experiment, asked for as seldom as they change. */
export class Painter {
  #model;
  #skeleton;
  #generation = -1;
  /** The experiment whose sentence was last told. */
  #told = -1;
  /** How the crank was laid out when it was asked for. */
  #axis = "";
  /** Whether the crank stands elsewhere at every step (a schedule turns it), or its landmarks do (the curvatures change). */
  #turning = false;
  /** @type {Control[]} */
  #controls = [];
  /** @type {import("./types.d.ts").Setting[]} */
  #settings = [];
  /** @type {import("./types.d.ts").Catalogue} */
  #catalogue;
  /** @type {import("./controls/menu.mjs").Choice[]} */
  #optimizers;
  /** @type {import("./controls/menu.mjs").Choice[]} */
  #losses;
  #language;
  #methods = "";

  /**
   * @param {Model} model
   * @param {Skeleton} skeleton
   */
  constructor(model, skeleton) {
    this.#model = model;
    this.#skeleton = skeleton;
    this.#catalogue = model.catalogue;
    this.#language = skeleton.language;
    this.#optimizers = methods(this.#language, this.#catalogue);
    this.#losses = this.#catalogue.losses.map(({ id, label }) => ({ id, label: this.#language.label(label) }));
  }

  /**
   * @param {import("./figure/figure.mjs").Figure[]} figures
   * @param {Theme} theme
   * @param {Pick<Moment, "highlight" | "quiet">} moment
   */
  draw(figures, theme, { highlight, quiet }) {
    const { pictures, step } = this.#model;
    if (!pictures) return;
    for (const figure of figures) {
      figure.quiet = quiet;
      figure.draw(pictures, { step, theme, highlight, words: this.words });
    }
  }

  /**
   * Fill everything but the pictures.
   * @param {Theme} theme
   * @param {Moment} moment
   * @returns {string} the sentence, for the live region; where only the step is another one, which it is
   */
  write(theme, { playing, settled, highlight, quiet }) {
    const { experiment, step, last } = this.#model;
    if (!experiment) return "";
    const { sentence, transport, ledger, race, blind, figures, handle } = this.#skeleton;
    const { track, step: explained } = highlight ?? { track: 0, step };
    const frame = /** @type {Frame} */ (experiment.readout(explained, track).tracks[0]);
    const analysis = experiment.analysis({ track, step: explained });
    this.#refresh(experiment, step, analysis.exact);
    const isQuiet = quiet !== undefined;
    this.#skeleton.root.classList.toggle("quiet", isQuiet);
    const language = this.#language;
    const { start, tracks } = this.#config;
    const { learningRate, schedule } = tracks[track] ?? {};
    const fixed = learningRate !== undefined && schedule?.id === CONSTANT;
    const said = sentenceOf(language, analysis, frame, track, fixed);
    sentence?.update(said);
    this.#paintControls(experiment, analysis, theme.font, isQuiet);
    const counted = transportWords(language, { step, last, loss: frame.loss });
    transport?.update({ step, last, playing }, isQuiet ? { ...counted, valuetext: counted.counter } : counted);
    ledger?.update(frame.ledger, split(language, frame), language);
    // No further than the run goes.
    if (this.#skeleton.horizon) attribute(this.#skeleton.horizon, "max", String(last));
    race?.update(runners(language, analysis, tracks, this.#named(analysis)));
    const map = figures.find(({ view }) => view === "map");
    if (handle) handle.update(this.#placed(map, experiment, start), language.say("handle", { point: language.point(start) }));
    if (map?.explain) this.#explain(map, map.explain, experiment);
    if (blind) this.#judge(blind, experiment);
    if (settled) this.#describe(frame, analysis, track, isQuiet);
    if (blind || isQuiet) return "";
    // Who hears where the run is need not hear once more what it does, but what has become of it.
    const onlyStep = analysis.exact && this.#told === this.#generation;
    if (settled) this.#told = this.#generation;
    // A slider says its own value.
    return onlyStep ? announce({ clauses: transport?.isHeld ? [] : [[{ text: counted.valuetext }]], status: said.status }) : announce(said);
  }

  /** What the pictures say otherwise than in English. */
  get words() {
    return this.#language.wordings(this.#catalogue);
  }

  /** The configuration that is shown, with every default. */
  get #config() {
    return /** @type {import("./types.d.ts").Pictures} */ (this.#model.pictures).config;
  }

  /** What the tracks are called. @param {Analysis} analysis */
  #named(analysis) {
    return names(this.#language, analysis, this.#config.tracks, this.#catalogue);
  }

  /**
   * @param {Experiment} experiment
   * @param {number} step
   * @param {boolean} exact whether the curvatures are the same everywhere
   */
  #refresh(experiment, step, exact) {
    const known = this.#generation === this.#model.generation;
    const { axis } = this.#skeleton;
    if (!known || this.#turning || axis !== this.#axis) {
      this.#axis = axis;
      this.#controls = experiment.controls(step, { axis });
      this.#turning = !exact || this.#controls.some(({ disabled }) => disabled === "absolute-schedule");
    }
    if (known) return;
    this.#generation = this.#model.generation;
    this.#settings = this.#skeleton.hasSettings ? experiment.settings() : [];
    this.#skeleton.fitSettings(this.#settings);
    const { tracks } = this.#config;
    const methods = tracks.map(({ optimizer }) => optimizer).join();
    if (methods !== this.#methods) {
      // Room for the longest ledger, so that nothing jumps when another track is explained.
      const rows = experiment.readout(0).tracks.map(({ ledger }) => ledger.length);
      this.#skeleton.ledger?.clear(rows[0] ?? 0, Math.max(...rows));
    }
    this.#methods = methods;
    this.#skeleton.fitTracks(tracks.length);
  }

  /**
   * @param {Experiment} experiment
   * @param {Analysis} analysis
   * @param {string} font
   * @param {boolean} quiet without landmarks and what the rate does
   */
  #paintControls(experiment, analysis, font, quiet) {
    const { sliders, optimizers, loss, settings } = this.#skeleton;
    const language = this.#language;
    for (const slider of sliders) {
      const control = this.#controls.find(({ id }) => id === slider.id);
      if (slider.id === "angle" && this.#skeleton.turn) this.#skeleton.turn.closest("fieldset")?.toggleAttribute("hidden", !control);
      const words = control && sliderWords(language, control, analysis);
      if (control && words && quiet) slider.update({ ...control, marks: [] }, { ...words, text: words.value }, font);
      else if (control && words) slider.update(control, words, font);
      else slider.hide();
      if (control && slider.id === "learningRate") this.#align(slider, control, experiment);
    }
    const { tracks, loss: landscape } = this.#config;
    optimizers.forEach((menu, index) => {
      const name = language.say("optimizer");
      const label = optimizers.length > 1 ? trackPiece(index, language.say("numbered", { name, number: String(index + 1) })) : { text: name };
      menu.update(this.#optimizers, tracks[index]?.optimizer ?? "", [label]);
    });
    loss?.update(this.#losses, landscape.id, language.pieces("loss"));
    for (const setting of this.#settings) {
      const { id, label, symbol, track, choices } = setting;
      const text = parameter(language, id.slice(id.lastIndexOf(".") + 1), label);
      settings.get(id)?.update(setting.kind === "number" ? { ...setting, text: language.spell(setting.text) } : setting, {
        label: [
          tracks.length > 1 && track !== null ? trackPiece(track, text) : { text },
          ...(symbol && setting.kind !== "text" ? [{ text: " " }, { text: symbol, kind: "symbol" }] : []),
        ],
        choices: (choices ?? []).map((choice) => (
          { id: choice, label: id.endsWith("schedule") ? entry(language, this.#catalogue.schedules, choice) : row(language, choice) }
        )),
        note: setting.kind === "text" && analysis.landscape.formula !== null ? language.say("echo", { formula: analysis.landscape.formula }) : "",
      });
    }
  }

  /**
   * The crank under a graph of rates has its axis: their ticks stand under each other.
   * @param {import("./controls/slider.mjs").Slider} crank
   * @param {Control} control
   * @param {Experiment} experiment
   */
  #align(crank, { minimum, maximum }, experiment) {
    const rate = this.#skeleton.figures.find(({ view }) => view === "rate");
    if (!rate || rate.width < 1) return;
    const { width, height, axis, scale } = rate;
    const [from, to] = [minimum, maximum].map((learningRate) => (
      experiment.place("rate", { step: this.#model.step, learningRate, width, height, axis })
    ));
    crank.align(from && to ? [from[0] * scale, (width - to[0]) * scale] : null);
  }

  /**
   * Where a point of the map is, in CSS pixels; null where it is zoomed away: what holds it must not float over what
   * stands beside the map.
   * @param {import("./figure/figure.mjs").Figure | undefined} map
   * @param {Experiment} experiment
   * @param {import("./many-clocks.d.ts").Vector} theta
   * @returns {[number, number] | null}
   */
  #placed(map, experiment, theta) {
    if (!map || map.width < 1 || map.height < 1) return null;
    const { width, height, scale } = map;
    const step = this.#model.step;
    const place = experiment.place("map", { step: 0, theta, width, height, camera: map.cameraAt(experiment, step) });
    const inside = place && place[0] >= 0 && place[0] <= width && place[1] >= 0 && place[1] <= height;
    return inside ? [place[0] * scale, place[1] * scale] : null;
  }

  /**
   * @param {import("./figure/figure.mjs").Figure} map
   * @param {import("./figure/explain.mjs").Explain} explain
   * @param {Experiment} experiment
   */
  #explain(map, explain, experiment) {
    // Its arrows would answer a question that is open.
    explain.button.hidden = map.quiet !== undefined;
    if (map.quiet !== undefined) explain.theta = null;
    const { theta } = explain;
    if (theta) explain.update(explanation(this.#language, experiment.explain({ theta })), this.#placed(map, experiment, theta));
    else explain.update(null, null);
  }

  /**
   * @param {import("./blind.mjs").Blind} blind
   * @param {Experiment} experiment
   */
  #judge(blind, experiment) {
    const rate = this.#controls.find(({ id }) => id === "learningRate")?.value ?? NaN;
    try {
      blind.update(rate, experiment.blind(blind.rates, blind.givenUp));
    } catch (fault) {
      // A landscape without a limit has nothing to be found.
      blind.refuse(faultText(this.#language, /** @type {import("./types.d.ts").Fault} */ (fault)));
    }
    for (const figure of this.#skeleton.figures) figure.element.classList.toggle("veiled", !blind.shows(rate));
  }

  /**
   * @param {Frame} frame
   * @param {Analysis} analysis
   * @param {number} track
   * @param {boolean} quiet
   */
  #describe(frame, analysis, track, quiet) {
    const language = this.#language;
    const { loss, start, tracks } = this.#config;
    const facts = {
      frame, analysis, track, start, last: this.#model.last, dials: this.#model.spectrum?.readout(0).directions.length,
      loss: entry(language, this.#catalogue.losses, loss.id), methods: this.#named(analysis),
    };
    this.#skeleton.root.classList.toggle("several", tracks.length > 1);
    for (const figure of this.#skeleton.figures) {
      const words = figureWords(language, figure.view, facts);
      const veiled = figure.element.classList.contains("veiled");
      figure.describe(quiet ? hushed(language, words, facts) : veiled ? { ...words, description: language.say("blind-veiled") } : words);
    }
  }
}
