// How large things are, in CSS pixels and in pixels of the screen.

/** Below and above these ratios nobody sees a difference, but memory does. */
const RATIO = { least: 1, most: 3 };
/** Larger canvases are blank without a word in some browsers: sixteen million pixels, and a little for sides that are rounded up. */
const MOST_PIXELS = 15_900_000;
/** So are longer ones. */
const LONGEST_SIDE = 32_000;

/** Nothing on a page is larger than what the engine takes: a box that has lost its styles grows without end. */
export const LARGEST = 100_000;

/** A length that the engine takes, be a pointer as far away as it may or its figure hidden under it. @param {number} length */
export function bounded(length) {
  return Math.max(-LARGEST, Math.min(LARGEST, length || 0));
}

/**
 * The device-pixel ratio to draw with.
 * @param {number} width CSS pixels
 * @param {number} height
 * @param {number} [wish] the screen's ratio if nothing else is asked for
 */
export function pixelRatio(width, height, wish = devicePixelRatio || 1) {
  const ratio = Math.min(RATIO.most, Math.max(RATIO.least, wish));
  return Math.min(ratio, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)), LONGEST_SIDE / Math.max(1, width, height));
}

/**
 * Something whose size matters.
 * @typedef {object} Sized
 * @property {Element} box
 * @property {(width: number, height: number) => void} resize CSS pixels, before the browser paints
 */

/**
 * Report sizes, at once and whenever they or the screen's resolution change. They come from one observer, so that
 * no frame has to ask for a layout and one change of width makes one call.
 * @param {Sized[]} things
 * @param {() => void} changed called once after all the reports
 * @param {AbortSignal} signal
 */
export function observeSizes(things, changed, signal) {
  const reports = new Map(things.map((thing) => [thing.box, thing]));
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      reports.get(target)?.resize(contentRect.width, contentRect.height);
    }
    changed();
  });
  for (const { box } of things) observer.observe(box);
  signal.addEventListener("abort", () => observer.disconnect());
  watchResolution(changed, signal);
}

/**
 * A query matches one resolution only, so it is made anew after each change (zoom, another screen).
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
function watchResolution(changed, signal) {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener("change", () => {
    changed();
    if (!signal.aborted) watchResolution(changed, signal);
  }, { once: true, signal });
}
