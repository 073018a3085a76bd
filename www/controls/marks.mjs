// The rates that mean something, as ticks under a slider, with labels that never lie on each other.
import { h } from "../dom.mjs";

/** @typedef {import("../types.d.ts").Mark} Mark */
/**
 * @typedef {object} Label one label under the slider: one mark, or several that stand too close
 * @property {Mark[]} marks
 * @property {number} centre CSS pixels
 * @property {number} width
 * @property {boolean} brief whether only the names fit, without the values
 * @property {boolean} cut whether even these are longer than the slider
 */
/** @typedef {(marks: Mark[], brief: boolean) => { mark: Mark, text: string }[]} MarkWords one text a mark; equal rates share one */

/** Labels keep this distance, ticks that are closer than `ticks` share one, and each mark has its button's padding. */
const GAP = { labels: 10, ticks: 24, mark: 6 };
/** So far may a label's middle be from that of its ticks. */
const ASTRAY = 70;

/**
 * Labels that do not overlap and of which each covers its own ticks: with values where there is room, or where two
 * neighbours share a label; else names only; else more neighbours share one.
 * @param {Mark[]} marks
 * @param {(mark: Mark) => number} place where a mark stands, CSS pixels
 * @param {number} room the width that labels may fill
 * @param {(marks: Mark[], brief: boolean) => number} measure the width of a label
 * @returns {Label[]}
 */
export function arrange(marks, place, room, measure) {
  /** @type {Mark[][]} */
  let groups = [];
  for (const mark of [...marks].sort((a, b) => a.position - b.position)) {
    const last = groups.at(-1)?.at(-1);
    if (last && place(mark) - place(last) < GAP.ticks) groups.at(-1)?.push(mark);
    else groups.push([mark]);
  }
  const whole = fit(groups, false, place, room, measure) ?? fit(joined(groups, place), false, place, room, measure);
  if (whole) return whole;
  for (;;) {
    const placed = fit(groups, true, place, room, measure);
    if (placed) return placed;
    groups = joined(groups, place);
  }
}

/**
 * Each label as near to the middle of its ticks as its neighbours let it; null if they do not fit.
 * @param {Mark[][]} groups
 * @param {boolean} brief
 * @param {(mark: Mark) => number} place
 * @param {number} room
 * @param {(marks: Mark[], brief: boolean) => number} measure
 * @returns {Label[] | null}
 */
function fit(groups, brief, place, room, measure) {
  let end = -GAP.labels;
  const slots = groups.map((marks) => {
    const places = marks.map(place);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    // A last label that is still too wide ends in dots.
    const wanted = measure(marks, brief);
    const width = groups.length === 1 && brief ? Math.min(wanted, room) : wanted;
    const least = Math.max(0, last - width, end + GAP.labels);
    const most = Math.max(0, Math.min(first, room - width));
    end = least + width;
    return { marks, width, cut: width < wanted, least, most, wish: (first + last - width) / 2 };
  });
  if (groups.length > 1 || !brief) {
    if (slots.some(({ least, most, width }) => least > most || width > room)) return null;
  }
  let next = Infinity;
  const labels = slots.reverse().map(({ marks, width, cut, least, most, wish }) => {
    next = Math.max(least, Math.min(wish, most, next - GAP.labels - width));
    return { marks, brief, cut, width, centre: next + width / 2, astray: Math.abs(next - wish) };
  }).reverse();
  return labels.length > 1 && labels.some(({ astray }) => astray > ASTRAY) ? null : labels;
}

/**
 * The groups with the two nearest neighbours made one.
 * @param {Mark[][]} groups
 * @param {(mark: Mark) => number} place
 */
function joined(groups, place) {
  const middle = (/** @type {Mark[] | undefined} */ group) => group?.[0] ? place(group[0]) : 0;
  let nearest = 0;
  groups.forEach((_, index) => {
    const gap = (/** @type {number} */ at) => middle(groups[at + 1]) - middle(groups[at]);
    if (index + 1 < groups.length && gap(index) < gap(nearest)) nearest = index;
  });
  return groups.flatMap((group, index) => {
    if (index === nearest + 1) return [];
    return [index === nearest ? [...group, ...(groups[index + 1] ?? [])] : group];
  });
}

/** As in the style sheet, CSS pixels. */
const FONT_SIZE = 12.5;

/** Ticks and labels of one slider. A label is made of buttons: pressing one goes there. */
export class Marks {
  ticks = h("div", { class: "ticks", "aria-hidden": "true" });
  labels = h("div", { class: "labels" });
  #choose;
  #words;
  #key = "";
  #scale = 1;
  /** @type {Mark[]} */
  #marks = [];
  /** @type {CanvasRenderingContext2D | null} */
  #ruler = null;

  /**
   * @param {(mark: Mark) => void} choose
   * @param {MarkWords} words
   */
  constructor(choose, words) {
    this.#choose = choose;
    this.#words = words;
  }

  /**
   * @param {Mark[]} marks
   * @param {number} positions the slider's number of steps
   * @param {number} width between the first and the last position, CSS pixels
   * @param {number} margin from there to either end of the slider
   * @param {string} font the family of the labels
   * @param {number} scale how many times larger than usual they are
   */
  update(marks, positions, width, margin, font, scale) {
    const key = JSON.stringify([marks, positions, width, font, scale]);
    if (key === this.#key || width <= 0) return;
    this.#key = key;
    this.#scale = scale;
    this.#marks = marks;
    const share = (/** @type {Mark} */ mark) => mark.position / positions;
    this.ticks.replaceChildren(...marks.map((mark) => {
      const tick = h("i", { class: `tick ${mark.direction ?? mark.id}` });
      tick.style.left = `${100 * share(mark)}%`;
      return tick;
    }));
    const place = (/** @type {Mark} */ mark) => margin + width * share(mark);
    const measure = (/** @type {Mark[]} */ group, /** @type {boolean} */ brief) => this.#measure(group, brief, font);
    const focused = this.#focused();
    const labels = arrange(marks, place, width + 2 * margin, measure);
    this.labels.replaceChildren(...labels.map((label) => this.#label(label)));
    focused && this.#focus(focused);
  }

  /** @param {Label} label */
  #label({ marks, centre, brief, cut }) {
    const element = h("span", { class: cut ? "label cut" : "label" });
    element.style.left = `${centre}px`;
    this.#words(marks, brief).forEach(({ mark, text }, index) => {
      if (index) element.append(h("span", { class: "dot", "aria-hidden": "true" }, "·"));
      const button = h("button", { type: "button", class: `mark ${mark.direction ?? ""}`, "data-mark": mark.id }, text);
      button.addEventListener("click", () => this.#choose(this.#marks.find(({ id }) => id === mark.id) ?? mark));
      element.append(button);
    });
    return element;
  }

  /**
   * Measured on a canvas: asking the page would cost a layout in every frame of a drag.
   * @param {Mark[]} marks
   * @param {boolean} brief
   * @param {string} font
   */
  #measure(marks, brief, font) {
    this.#ruler ??= h("canvas").getContext("2d");
    if (!this.#ruler) return 0;
    this.#ruler.font = `${FONT_SIZE * this.#scale}px ${font}`;
    const words = this.#words(marks, brief);
    return this.#ruler.measureText(words.map(({ text }) => text).join(" · ")).width + words.length * GAP.mark;
  }

  #focused() {
    const root = /** @type {ShadowRoot} */ (this.labels.getRootNode());
    const active = root.activeElement;
    return active && this.labels.contains(active) ? /** @type {HTMLElement} */ (active).dataset.mark : undefined;
  }

  /** @param {string} id */
  #focus(id) {
    /** @type {HTMLElement | null} */ (this.labels.querySelector(`[data-mark="${id}"]`))?.focus();
  }
}
