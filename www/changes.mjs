// What changes a run: requests of a reader, the page or the group, applied with the frame that shows them.
import { send } from "./group.mjs";
import { SLIDERS } from "./skeleton.mjs";

/** @typedef {import("./conductor.mjs").Conductor} Conductor */
/** @typedef {import("./group.mjs").Shared} Shared */

export class Changes {
  #conductor;
  #notices;

  /**
   * @param {Conductor} conductor
   * @param {import("./notices.mjs").Notices} notices
   */
  constructor(conductor, notices) {
    this.#conductor = conductor;
    this.#notices = notices;
  }

  /**
   * Apply what was requested since the last frame.
   * @param {boolean} final whether the reader has let go
   * @returns {{ applied: boolean, refused: boolean }} whether there was any of the one and of the other
   */
  settle(final) {
    const conductor = this.#conductor;
    const { map, screen } = conductor;
    const { applied, faults } = conductor.model?.settle() ?? { applied: [], faults: [] };
    if (applied.length) this.#notices.clear("control");
    const { settings, sliders } = screen.skeleton;
    // Another landscape is another place: what was zoomed to says nothing there.
    if (applied.includes("loss") && map) map.zoomed = undefined;
    for (const id of applied) {
      settings.get(id)?.fault(null);
      this.#share(id);
    }
    for (const { id, fault } of faults) {
      const setting = settings.get(id);
      // While something is written it is often not yet right: the field says so, the page hears of what is left so.
      if (/** @type {Error} */ (fault).name !== "ConfigError") conductor.complain(fault, "engine");
      else if (setting) setting.fault(this.#notices.hint(fault, final));
      else conductor.complain(fault, "control");
      sliders.find((slider) => slider.id === id)?.fault();
    }
    return { applied: applied.length > 0, refused: faults.length > 0 };
  }

  /**
   * Take what another member of the group has set. Nothing is sent on.
   * @param {Shared} what
   * @param {unknown} value
   */
  receive(what, value) {
    const { model } = this.#conductor;
    const id = SLIDERS.find(([name]) => name === what)?.[1] ?? what;
    model?.request(id, { value: /** @type {number} */ (value) });
    // A member that has no such control (Newton and the crank) stays as it is.
    model?.settle();
  }

  /** @param {string} id of a control that has just changed here */
  #share(id) {
    const conductor = this.#conductor;
    const what = /** @type {Shared} */ (SLIDERS.find(([, control]) => control === id)?.[0] ?? id);
    if (!conductor.share.has(what)) return;
    const value = conductor.model?.valueOf(id);
    if (value !== undefined) send(conductor, what, value);
  }
}
