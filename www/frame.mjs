// One animation frame for all widgets of the page, so that figures on one crank move together.

/**
 * What wants to be drawn. `advance` may ask for further frames of others (a clock that moves its group);
 * every `paint` follows after every `advance`, so nobody is drawn twice or a frame late.
 * @typedef {object} Painter
 * @property {(time: number) => void} advance
 * @property {() => void} paint
 * @property {(fault: unknown) => void} fail what either of them threw
 */

/** @type {Set<Painter>} */
const waiting = new Set();
let requested = false;
/** Whether somebody has this frame's long work. */
let claimed = false;

/**
 * For long work that may wait: one has it in each frame, the others ask again in the next.
 * @returns {boolean} whether it is the caller's
 */
export function claim() {
  return !claimed && (claimed = true);
}

/**
 * Ask for the next frame, once however often it is called.
 * @param {Painter} painter
 */
export function requestFrame(painter) {
  waiting.add(painter);
  if (requested) return;
  requested = true;
  requestAnimationFrame(run);
}

/** @param {Painter} painter */
export function cancelFrame(painter) {
  waiting.delete(painter);
}

/** @param {number} time */
function run(time) {
  const advanced = new Set();
  claimed = false;
  // A set visits what is added while it is walked: members of a group join the frame that moves them.
  for (const painter of waiting) {
    advanced.add(painter);
    guard(painter, () => painter.advance(time));
  }
  waiting.clear();
  // From here on a request is one for the next frame.
  requested = false;
  for (const painter of advanced) guard(painter, () => painter.paint());
}

/**
 * A widget that fails must not take its neighbours' frame with it.
 * @param {Painter} painter
 * @param {() => void} task
 */
function guard(painter, task) {
  try {
    task();
  } catch (error) {
    painter.fail(error);
  }
}
