// What happens when: from a reader's hand or the page's script to the next picture. One conductor an element.
import { Address } from "./address.mjs";
import { Changes } from "./changes.mjs";
import { Clockwork } from "./clockwork.mjs";
import { loadEngine, loadedEngine } from "./engine.mjs";
import { join, leave, send } from "./group.mjs";
import { Hands } from "./hands.mjs";
import { Model } from "./model.mjs";
import { Notices } from "./notices.mjs";
import { Screen } from "./screen.mjs";
import { Showing } from "./showing.mjs";

/** @typedef {import("./presentation.mjs").Presentation} Presentation */
/** @typedef {import("./types.d.ts").Config} Config */
/** @typedef {import("./types.d.ts").Change} Change */
/** @typedef {import("./group.mjs").Shared} Shared */

/** Before there is an engine. */
const NOTHING = { losses: [], optimizers: [], schedules: [], views: [] };
const REDUCED = "(prefers-reduced-motion: reduce)";

export class Conductor {
  host;
  #screen;
  #notices;
  /** @type {Model | null} */
  #model = null;
  /** @type {AbortSignal | null} */
  #connection = null;
  #clockwork = new Clockwork(this);
  #address = new Address(this);
  #changes;
  #asked;
  #showing;

  /**
   * @param {HTMLElement} host
   * @param {Presentation} presentation
   * @param {import("./question/asked.mjs").Asked} asked what questions want
   */
  constructor(host, presentation, asked) {
    this.host = host;
    this.#asked = asked;
    asked.attach(this);
    this.#screen = new Screen(host, presentation, new Hands(this));
    this.#notices = new Notices(host);
    this.#changes = new Changes(this, this.#notices);
    this.#showing = new Showing(this, this.#notices, asked, this.#changes);
    this.#notices.move(this.#screen.skeleton);
  }

  /** Whether there is something to show: not so after a first configuration that was refused. */
  get ready() { return Boolean(this.#model?.experiment); }
  /** Whether a configuration can be taken. */
  get open() { return Boolean(this.#model && this.#connection); }
  get drawn() { return this.#screen.drawn; }
  get catalogue() { return this.#model?.catalogue ?? NOTHING; }
  get views() { return this.#model ? this.catalogue.views.map(({ id }) => id) : undefined; }
  get config() { return this.#model?.config ?? null; }
  get step() { return this.#model?.step ?? 0; }
  get experiment() { return this.#model?.experiment ?? null; }
  /** The last step of the run. */
  get last() { return this.#model?.last ?? 0; }
  get playing() { return this.#clockwork.playing; }
  get engine() { return this.#model?.engine ?? null; }
  /** Whether the reader wants less motion. */
  get calm() { return matchMedia(REDUCED).matches; }
  get permalink() { return this.#screen.presentation.permalink; }
  get group() { return this.#screen.presentation.group; }
  get share() { return this.#screen.presentation.share; }
  get map() { return this.#screen.map; }
  get model() { return this.#model; }
  get screen() { return this.#screen; }
  get clockwork() { return this.#clockwork; }
  get quiet() { return this.#asked.quiet; }
  get state() { return this.config && { ...this.config, step: this.step }; }

  /**
   * @param {AbortSignal} signal ends with the element's stay in the page
   * @param {() => void} begin called when there is an engine
   * @param {boolean} printing whether it is for a page that is being printed
   */
  connect(signal, begin, printing) {
    this.#connection = signal;
    join(this);
    this.#address.hold();
    this.#screen.connect(signal, () => this.refresh(), () => this.speak());
    document.addEventListener("visibilitychange", () => this.#clockwork.hold(), { signal });
    this.speak();
    if (this.#model) {
      begin();
      return;
    }
    const start = (/** @type {import("./types.d.ts").Engine} */ engine) => {
      if (!this.#model) this.#screen.attach(this.#model = new Model(engine));
      if (!signal.aborted) begin();
    };
    const engine = loadedEngine();
    // A page that is being printed does not wait.
    if (engine && printing) start(engine);
    else loadEngine().then(start).catch((fault) => this.complain(fault, "engine"));
  }

  /** Draw what is shown for paper, at once. */
  print() { this.#showing.print(); }

  disconnect() {
    this.#clockwork.stop();
    leave(this);
    this.#address.release();
    this.#showing.cancel();
    this.#model?.free();
    this.#connection = null;
  }

  /** Go on with what was shown before a disconnection. @returns {boolean} whether there was something */
  resume() {
    if (!this.#model?.config) return false;
    this.#model.load(this.#model.config);
    this.refresh();
    return true;
  }

  /** Open what the page's address says of this widget. @returns {boolean} whether it says anything */
  arrive() { return this.#address.arrive(); }

  /** @param {string} text what the page's address says now */
  follow(text) { this.#address.follow(text); }

  /** @param {Config} config */
  configure(config) {
    const before = this.config?.loss?.id;
    this.#model?.load(config);
    if (before !== this.config?.loss?.id && this.map) this.map.zoomed = undefined;
    this.#showing.forget();
    this.refresh();
  }

  /**
   * Show a step that the page asks for.
   * @param {number} step
   */
  show(step) {
    this.experiment?.readout(step);
    this.seek(step);
    this.#clockwork.restart();
  }

  /**
   * Go to a step, as near as the run has one.
   * @param {number} step
   */
  seek(step) {
    if (!this.#model?.seek(step)) return;
    send(this, "step", this.step);
    this.refresh();
  }

  /** @param {number} by */
  move(by) {
    this.pause();
    this.seek(this.step + by);
  }

  reset() {
    this.pause();
    this.seek(0);
  }

  /** @param {boolean} [byReader] */
  play(byReader = false) { if (this.#model) this.#clockwork.play(byReader); }

  /** @param {number} speed how many times as fast a run is played */
  pace(speed) { this.#clockwork.pace(speed); }

  pause() { this.#clockwork.pause(); }

  /**
   * @param {string} id
   * @param {Change} change
   */
  request(id, change) {
    this.#model?.request(id, change);
    this.refresh();
  }

  /** @param {boolean} final whether the reader has let go */
  note(final) { this.#showing.note(final); }

  /**
   * Explain another step than the one that is shown, without going there.
   * @param {import("./types.d.ts").Spot | null} spot
   */
  highlight(spot) { this.#showing.highlight(spot); }

  /** Apply what was requested since the last frame. */
  settle() { this.#showing.settle(); }

  /**
   * Follow another member of the group. Nothing is sent on.
   * @param {Shared} what
   * @param {unknown} value
   */
  receive(what, value) {
    const model = this.#model;
    if (!model?.experiment) return;
    if (what === "step") model.seek(/** @type {number} */ (value));
    else if (what === "playing") this.#clockwork.follow(Boolean(value));
    else this.#changes.receive(what, value);
    this.refresh();
  }

  /** @param {string} message for those who hear what changes */
  say(message) {
    this.#notices.announce(message);
  }

  /** The rate of a track that arrives in the fewest steps. @param {number} track */
  sweep(track) {
    const { engine, experiment } = this.#model ?? {};
    return engine && experiment ? engine.sweep(experiment.config, track).best : null;
  }

  refresh() { this.#showing.refresh(); }

  /** A reader has done something that shows: it is drawn, wherever the page stands. */
  touch() { this.#showing.touch(); }

  /**
   * Show otherwise what is shown.
   * @param {Presentation} presentation
   */
  present(presentation) {
    this.#notices.clear("attribute");
    const renamed = presentation.permalink !== this.permalink;
    this.speak(presentation);
    if (!renamed || !this.open) return;
    // As if it had come to the page with this name; what stands under the old one stays there.
    this.#address.hold();
    this.arrive();
  }

  /** Take the language of the place where it stands now. @param {Presentation} [presentation] */
  speak(presentation = this.#screen.presentation) {
    this.#screen.present(presentation);
    this.#notices.move(this.#screen.skeleton);
    this.touch();
  }

  /** @param {() => void} task whose fault is told to the reader and to the page */
  attempt(task) {
    this.#notices.clear("configuration");
    try {
      task();
    } catch (fault) {
      const type = /** @type {Error} */ (fault).name === "AttributeError" ? "attribute" : "configuration";
      this.#notices.complain(fault, type, "configuration");
    }
    // Nothing has ever been shown: what is wrong stands under the page's own words, not under an empty figure.
    this.#screen.skeleton.root.classList.toggle("failed", !this.ready && this.open);
  }

  /**
   * @param {unknown} fault
   * @param {import("./notices.mjs").FaultType} type
   */
  complain(fault, type) {
    this.#notices.complain(fault, type);
  }

  /** @param {import("./notices.mjs").FaultType} type what is no longer wrong */
  forgive(type) {
    this.#notices.clear(type);
  }

  /** A reader has let go, here or in the group: what is shown stands in the address. */
  rest() { this.#address.rest(); }
}
