// A figure that need not be there before a reader comes near it.

/** So far below what is seen a figure begins, so that a reader who scrolls finds it drawn. */
const NEAR = "800px";

/**
 * Wait until an element comes near the viewport, or onto paper.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {(printing: boolean) => void} begin called once
 */
export function whenNear(element, signal, begin) {
  if (typeof IntersectionObserver === "undefined") return begin(false);
  const done = new AbortController();
  const end = () => done.abort();
  const start = (/** @type {boolean} */ printing) => {
    end();
    begin(printing);
  };
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && start(false), { rootMargin: NEAR });
  observer.observe(element);
  done.signal.addEventListener("abort", () => observer.disconnect());
  window.addEventListener("beforeprint", () => start(true), { signal: done.signal });
  signal.addEventListener("abort", end, { signal: done.signal });
}
