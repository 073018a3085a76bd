// A figure that need not be there before a reader comes near it, nor follow what nobody sees.

/** So far below what is seen a figure begins, so that a reader who scrolls finds it drawn. */
const NEAR = "800px";

/** Those that have come near and not yet begun. @type {(() => void)[]} */
const queue = [];

/**
 * One a frame: figures that come near together would hold up the scrolling that brought them.
 * @param {() => void} begin
 */
function inTurn(begin) {
  if (queue.push(begin) === 1) requestAnimationFrame(next);
}

function next() {
  const begin = queue.shift();
  if (queue.length) requestAnimationFrame(next);
  begin?.();
}

/**
 * Wait until an element comes near the viewport, or onto paper.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {(printing: boolean, seen: boolean) => void} begin called once; `seen` where it is already before a reader's eyes
 */
export function whenNear(element, signal, begin) {
  if (typeof IntersectionObserver === "undefined") return begin(false, true);
  const done = new AbortController();
  const end = () => done.abort();
  const start = (/** @type {boolean} */ printing, seen = true) => {
    if (done.signal.aborted) return;
    end();
    begin(printing, seen);
  };
  const observer = new IntersectionObserver((entries) => {
    const met = entries.find(({ isIntersecting }) => isIntersecting);
    if (!met) return;
    observer.disconnect();
    const { top, bottom } = met.boundingClientRect;
    inTurn(() => start(false, top < innerHeight && bottom > 0));
  }, { rootMargin: NEAR });
  observer.observe(element);
  done.signal.addEventListener("abort", () => observer.disconnect());
  window.addEventListener("beforeprint", () => start(true), { signal: done.signal });
  signal.addEventListener("abort", end, { signal: done.signal });
}

/**
 * Tell whether an element is near what is seen, now and whenever that changes.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {(near: boolean) => void} changed
 */
export function watchNear(element, signal, changed) {
  if (typeof IntersectionObserver === "undefined") return;
  const observer = new IntersectionObserver((entries) => changed(Boolean(entries.at(-1)?.isIntersecting)), { rootMargin: NEAR });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
