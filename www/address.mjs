// What the page's address says of one figure, and what it is given to say.
import { AttributeError } from "./attributes.mjs";
import { hold, keep, nameOf, release, said, taken } from "./permalink.mjs";

/** @typedef {import("./conductor.mjs").Conductor} Conductor */

export class Address {
  #conductor;

  /** @param {Conductor} conductor */
  constructor(conductor) {
    this.#conductor = conductor;
  }

  /** Take the name that the figure has on the page. */
  hold() { hold(this.#conductor); }
  release() { release(this.#conductor); }

  /** Open what the address says of this figure. @returns {boolean} whether it says anything */
  arrive() {
    const conductor = this.#conductor;
    if (taken(conductor)) conductor.complain({ field: "permalink", code: "taken", value: conductor.permalink }, "attribute");
    const text = said(conductor);
    if (text === undefined) return false;
    this.follow(text);
    return true;
  }

  /** @param {string} text what the address says now */
  follow(text) {
    const conductor = this.#conductor;
    const { engine, screen } = conductor;
    if (!engine || !conductor.open) return;
    conductor.forgive("permalink");
    try {
      const { step, ...config } = engine.unlink(text);
      // A bowl of many directions is shown otherwise: that is for the page to say.
      if (("spectrum" in config) !== screen.presentation.many) throw new AttributeError("spectrum", "not-here", null);
      conductor.pause();
      conductor.configure(config);
      conductor.show(step);
    } catch (fault) {
      // Whoever follows a link looks at the top.
      const { root, alert } = screen.skeleton;
      root.prepend(alert);
      conductor.complain(fault, "permalink");
    }
    screen.skeleton.root.classList.toggle("failed", !conductor.ready);
  }

  /** A reader has let go, here or in the group: what is shown stands in the address. */
  rest() {
    const conductor = this.#conductor;
    if (conductor.permalink === null) return;
    conductor.forgive("permalink");
    const { state, engine } = conductor;
    if (nameOf(conductor) !== null && engine && state) keep(conductor, engine.link(/** @type {import("./many-clocks.d.ts").State} */ (state)).text);
  }
}
