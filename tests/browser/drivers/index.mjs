// One small interface over three engines:
//   open(url), evaluate(fn, ...args), setViewport(w, h), move/down/up/click(x, y), key(name, { shift }), type(text), screenshot(path), close()
// Coordinates are CSS pixels of the viewport. `preload(source)` only where `canPreload`; `setRatio(ratio)` only where
// `canRescale`; `touch(places)` only where `canTouch`.
export const ENGINES = ["chromium", "firefox", "webkit"];

/** @param {{dark?: boolean, reducedMotion?: boolean, ratio?: number}} [options] */
export async function launch(engine, { dark = false, reducedMotion = false, ratio = 1 } = {}) {
  const options = { dark, reducedMotion, ratio };
  // Imported late, so that a library that fails to load takes down its own engines only.
  if (engine === "webkit") return (await import("./webkit.mjs")).launch(options);
  return (await import("./puppeteer.mjs")).launch(engine, options);
}
