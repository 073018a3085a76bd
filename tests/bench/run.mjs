// `./build.sh bench [name…]`: this project and what people would use instead, on the same work, in the same browser, in turns.
// Prints a table and writes dist/bench.json. Names choose from: base drag simulate growth memory start chapter native sizes.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { chapter } from "./chapter.mjs";
import { judge } from "./goals.mjs";
import { layOut, versions } from "./layout.mjs";
import { native } from "./native.mjs";
import { sizes } from "./sizes.mjs";
import { start } from "./start.mjs";
import { summary } from "./statistics.mjs";
import { launch } from "../browser/drivers/index.mjs";
import { serve } from "../browser/serve.mjs";
import { root } from "../browser/site.mjs";

/** How often each contest is played. */
const IN_PAGE = {
  base: { rounds: 40, warm: 5 },
  drag: { rounds: 90, warm: 10 },
  simulate: { rounds: 60, warm: 10 },
  growth: { rounds: 25, warm: 3 },
  memory: { rounds: 1, warm: 0 },
};
const PATIENCE = 300_000;

const tools = readFileSync(new URL("../browser/in-page.js", import.meta.url), "utf8");
const wanted = process.argv.slice(2);
const asked = (name) => wanted.length === 0 || wanted.includes(name);

const site = layOut();
const server = await serve(site);
const browser = await launch("chromium", { dark: false, reducedMotion: false, ratio: 2 });
const version = await browser.browser.version();
const results = {};
try {
  await browser.setViewport(1280, 900);
  browser.page.setDefaultTimeout(PATIENCE);
  for (const [name, settings] of Object.entries(IN_PAGE)) {
    if (!asked(name)) continue;
    console.error(`… ${name}`);
    // A page of its own: nothing that one contest leaves behind meets the next.
    await browser.open(`${server.origin}/work.html`);
    await browser.evaluate(new Function(tools));
    await browser.evaluate(() => window.tools.ready());
    const { samples, facts } = await browser.evaluate((...rest) => window.contest(...rest), name, settings);
    if (browser.console.some(({ type }) => type === "error")) throw new Error(JSON.stringify(browser.console));
    results[name] = { ...facts, times: Object.fromEntries(Object.entries(samples).map(([who, times]) => [who, summary(times)])) };
  }
  if (asked("start")) results.start = await start(browser, server.origin);
  if (asked("chapter")) results.chapter = await chapter(browser);
} finally {
  await browser.close();
  await server.close();
}
if (asked("native")) results.native = native();
if (asked("sizes")) results.sizes = sizes();

const machine = { processor: cpus()[0]?.model, cores: cpus().length, node: process.version, browser: version };
const { lines, failed } = judge(results);
console.log(lines.join("\n"));
console.log(Object.entries({ ...machine, ...versions() }).map(([name, value]) => `${name} ${value}`).join(" · "));
writeFileSync(join(root, "dist", "bench.json"), `${JSON.stringify({ machine, versions: versions(), results }, null, 1)}\n`);
console.log(failed ? `${failed} goals are not met` : "every goal is met");
