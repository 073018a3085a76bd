// What an element tells the page and the reader beside its pictures: events, complaints, announcements.
import { h, write } from "./dom.mjs";
import { fault as faultText, hint as hintText } from "./language/faults.mjs";
import { languageOf } from "./language/of-element.mjs";

/** @typedef {import("./types.d.ts").Fault} Fault */
/** Where a fault was made: an attribute, a configuration, a reader's input, the engine itself, or a link to a state. */
/** @typedef {"attribute" | "configuration" | "control" | "engine" | "permalink"} FaultType */

/** Milliseconds without a key after which a reader seems to have finished a thought. */
const PAUSE = 700;

/** What was reported already: figures that share a fault do not repeat it. @type {WeakSet<object>} */
const reported = new WeakSet();

/** @param {unknown} fault */
function reportOnce(fault) {
  if (typeof fault === "object" && fault !== null) {
    if (reported.has(fault)) return;
    reported.add(fault);
  }
  reportError(fault);
}

/** Whether the page or the browser lets no WebAssembly run. @param {unknown} fault */
function isRefused(fault) {
  return typeof WebAssembly === "undefined" || fault instanceof WebAssembly.CompileError;
}

export class Notices {
  #host;
  /** What is wrong at present, by type and field. @type {Map<string, { type: FaultType, message: string }>} */
  #complaints = new Map();
  /** What `state` said last. @type {Map<FaultType, string>} */
  #stated = new Map();
  /** @type {{ alert: HTMLElement, live: HTMLElement } | null} */
  #places = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Where to write from now on.
   * @param {{ alert: HTMLElement, live: HTMLElement }} places
   */
  move(places) {
    this.#places = places;
    this.#show();
  }

  /**
   * Say what is wrong, in the widget and to the page.
   * @param {unknown} fault
   * @param {FaultType} type
   * @param {FaultType} [until] what takes it away once that is cleared
   */
  complain(fault, type, until = type) {
    const known = /** @type {Partial<Fault>} */ (fault ?? {});
    const { field = "", code = "failed" } = known;
    const language = languageOf(this.#host);
    // Nothing of a link is repeated: anybody may write an address.
    const message = type === "permalink" ? language.say("unopened")
      : type === "engine" && isRefused(fault) ? language.say("no-engine") : faultText(language, known);
    this.#complaints.set(`${type} ${field}`, { type: until, message });
    this.#show();
    this.emit("many-clocks-error", { type, field, code, message });
    // A fault without a field is one of ours, not of an author: the console should have its trace.
    if (!field) reportOnce(fault);
  }

  /**
   * The one thing that is wrong, said once however often it is found.
   * @param {FaultType} type
   * @param {Partial<Fault> | null} fault null: nothing is
   */
  state(type, fault) {
    const key = JSON.stringify([fault?.field, fault?.code, fault?.value]);
    if (key === this.#stated.get(type)) return;
    this.#stated.set(type, key);
    this.clear(type);
    if (fault) this.complain(fault, type);
  }

  /**
   * What is wrong with the content of a field: the field shows it, and it is read out once the reader pauses.
   * @param {unknown} fault
   * @param {boolean} final whether the reader has left it so: then the page hears of it
   */
  hint(fault, final) {
    const known = /** @type {Fault} */ (fault);
    const message = hintText(languageOf(this.#host), known);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.announce(message), final ? 0 : PAUSE);
    if (final) this.emit("many-clocks-error", { type: "control", field: known.field, code: known.code, message });
    return message;
  }

  /** @param {FaultType} type what has been mended */
  clear(type) {
    for (const [key, complaint] of this.#complaints) {
      if (complaint.type === type) this.#complaints.delete(key);
    }
    this.#show();
  }

  /** @param {string} message for those who cannot see what changed */
  announce(message) {
    clearTimeout(this.#pause);
    if (this.#places) write(this.#places.live, message);
  }

  /**
   * @param {"many-clocks-ready" | "many-clocks-change" | "many-clocks-error"} type
   * @param {unknown} [detail]
   */
  emit(type, detail) {
    this.#host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #show() {
    if (!this.#places) return;
    const { alert } = this.#places;
    const messages = [...new Set([...this.#complaints.values()].map(({ message }) => message))];
    // The same words again would be read out again.
    if (alert.textContent === messages.join("")) return;
    alert.replaceChildren(...messages.map((message) => h("p", {}, message)));
  }
}
