// From the start of a page's script to its first picture, this project's and Plotly's pages in turns.
import { summary } from "./statistics.mjs";

const ROUNDS = 12;
const PAGES = { ours: "start-ours.html", Plotly: "start-plotly.html" };

export async function start(browser, origin) {
  console.error("… start");
  const samples = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, page] of Object.entries(PAGES)) {
      await browser.open(`${origin}/${page}`);
      const took = await browser.evaluate(async () => {
        while (!window.shown) await new Promise((done) => requestAnimationFrame(done));
        return window.shown - window.began;
      });
      // The first opening also fills the file system's caches.
      if (round >= 0) samples[name].push(took);
    }
  }
  return { times: Object.fromEntries(Object.entries(samples).map(([name, times]) => [name, summary(times)])) };
}
