// A point of the map in a reader's hand: the start, or the point that is explained.
import { bounded } from "./figure/size.mjs";

/** @typedef {import("./conductor.mjs").Conductor} Conductor */

export class Grip {
  #conductor;
  /** From the pointer to the middle of the handle, so that it does not jump when it is taken. */
  #offset = { x: 0, y: 0 };
  #moved = false;

  /** @param {Conductor} conductor */
  constructor(conductor) {
    this.#conductor = conductor;
  }

  /**
   * Take hold of a point of the map.
   * @param {PointerEvent} event
   * @param {readonly number[]} theta
   */
  take(event, theta) {
    const { map, experiment, step } = this.#conductor;
    if (!map || !experiment) return;
    const { width, height } = map;
    // The view holds still while something in it is moved.
    const camera = map.camera = map.cameraAt(experiment, step);
    const { x, y } = map.locate(event);
    const [left, top] = experiment.place("map", { theta: /** @type {[number, number]} */ (theta), width, height, camera });
    this.#offset = { x: left - x, y: top - y };
    this.#moved = false;
  }

  /**
   * Where what is held is now.
   * @param {PointerEvent} event
   */
  at(event) {
    const { map, experiment, step } = this.#conductor;
    const camera = map?.camera;
    if (!map || !experiment || !camera) return null;
    const { width, height } = map;
    const { x, y } = map.locate(event);
    const at = { x: bounded(x + this.#offset.x), y: bounded(y + this.#offset.y) };
    // Its own path lies under the start: no step may catch it.
    const { theta } = experiment.pick("map", { ...at, width, height, camera, step, snap: false, ...map.hush });
    if (theta) this.#moved = true;
    return theta;
  }

  /** @returns {boolean} whether it was moved */
  release() {
    const { map } = this.#conductor;
    if (map) map.camera = undefined;
    this.#conductor.touch();
    return this.#moved;
  }
}
