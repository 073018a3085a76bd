// The chapter as a student opens it, by double-click: when the first figure is there, what it weighs, what scrolling costs.
import { statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../browser/site.mjs";

const dist = join(root, "dist");
/** What chapter.html loads. */
const FILES = ["chapter.html", "chapter.css", "chapter.js", "many-clocks.js", "many-clocks.css"];
/** CSS pixels a frame: some 3600 a second, a quick flick of the wheel. */
const PACE = 60;

export async function chapter(browser) {
  console.error("… chapter");
  await browser.page.evaluateOnNewDocument(() => {
    window.tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.tasks.push(duration))).observe({ entryTypes: ["longtask"] });
    document.addEventListener("many-clocks-ready", () => { window.first ??= performance.now(); });
  });
  await browser.open(pathToFileURL(join(dist, "chapter.html")).href);
  const first = await browser.evaluate(async () => {
    while (!window.first) await new Promise((done) => requestAnimationFrame(done));
    return window.first;
  });
  const pass = (pace) => browser.evaluate(async (by) => {
    await new Promise((done) => setTimeout(done, 500));
    window.tasks.length = 0;
    const gaps = [];
    scrollTo({ top: 0, behavior: "instant" });
    let last = performance.now();
    for (let top = 0; top < document.documentElement.scrollHeight; top += by) {
      scrollTo({ top, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    await new Promise((done) => setTimeout(done, 300));
    const sorted = gaps.sort((a, b) => a - b);
    return { tasks: window.tasks.map(Math.round), frames: gaps.length, high: sorted[Math.floor(0.99 * sorted.length)] };
  }, pace);
  // Figures appear in the first pass and are there in the second.
  const [fresh, again] = [await pass(PACE), await pass(PACE)];
  const bytes = Object.fromEntries(FILES.map((name) => [name, statSync(join(dist, name)).size]));
  return { first, fresh, again, bytes, total: Object.values(bytes).reduce((sum, size) => sum + size, 0) };
}
