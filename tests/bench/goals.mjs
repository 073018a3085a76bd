// Each measure against its goal. A ratio is one of medians that were taken in turns; a goal is a number to reach, not a test.
import { STEPS } from "./site/simulate.js";
import { line } from "./statistics.mjs";

const ms = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const pair = ({ median, high }) => `${ms(median)} (95 %: ${ms(high)})`;
const times = (value) => `× ${value.toFixed(3)}`;

/**
 * @param {Record<string, any>} results
 * @returns {{ lines: string[], failed: number }}
 */
export function judge(results) {
  const rows = [];
  /** `goal` undefined: only told. */
  const row = (what, value, show, goal) => rows.push({ what, shown: show(value), goal, met: goal === undefined ? null : value <= goal, wanted: goal === undefined ? "" : `≤ ${show(goal)}` });
  const ratio = (what, a, b, goal) => row(what, a.median / b.median, times, goal);

  const base = results.base?.times;
  if (base) {
    for (const [name, told] of Object.entries(base)) row(`base map, ${results.base.bands} bands: ${name}`, told, pair);
    ratio("base map / d3-contour", base.ours, base["d3-contour"], 1 / 6);
    ratio("base map / Plotly", base.ours, base.Plotly, 1 / 15);
  }
  const drag = results.drag?.times;
  if (drag) {
    for (const [name, [median, high]] of Object.entries({ rate: [6, 12], angle: [12, 16], conditioning: [12, 16], Ackley: [12, 16] })) {
      row(`drag ${name}: median`, drag[name].median, ms, median);
      row(`drag ${name}: 95 %`, drag[name].high, ms, high);
    }
    ratio("drag rate / d3-contour’s draw", drag.rate, drag["d3-contour"], 1 / 4);
    row("d3-contour’s draw, beside it", drag["d3-contour"], pair);
    row("JSXGraph: four paths of 200 steps, beside it", drag.JSXGraph, pair);
  }
  const simulate = results.simulate?.times;
  if (simulate) {
    row(`simulate ${results.simulate.frames} frames`, simulate.ours, pair);
    row("plain JavaScript", simulate["plain JavaScript"], pair);
    ratio("simulate / plain JavaScript", simulate.ours, simulate["plain JavaScript"], 1);
    if (results.native) {
      row("native", results.native.simulate, ms);
      row("simulate / native", simulate.ours.median / results.native.simulate, times, 1.5);
    }
  }
  const start = results.start?.times;
  if (start) {
    row("start: ours, median", start.ours.median, ms, 120);
    row("start: Plotly", start.Plotly, pair);
    ratio("start / Plotly", start.ours, start.Plotly, 1 / 5);
  }
  if (results.sizes) {
    for (const [name, bytes] of Object.entries(results.sizes)) row(`${name}, gzip`, bytes, kb, name === "many-clocks.js" ? 110_000 : undefined);
  }
  const { chapter } = results;
  if (chapter) {
    row("chapter over file://: first figure", chapter.first, ms);
    row("chapter: what it loads", chapter.total, kb);
    for (const [when, { tasks }] of Object.entries({ "while figures appear": chapter.fresh, "when they are there": chapter.again })) {
      row(`chapter: tasks over 50 ms ${when}`, tasks.length, String, 0);
      if (tasks.length) row("  the longest", Math.max(...tasks), ms);
    }
    row("chapter: 99 % of frames, while figures appear", chapter.fresh.high, ms);
  }
  const growth = results.growth?.times;
  if (growth) {
    const fit = (name, counts) => line(counts.map((count) => [count, growth[`${name} ${count}`].median]));
    const steps = fit("steps", results.growth.steps);
    const tracks = fit("tracks", results.growth.tracks);
    row("growth: a step more", steps.slope * 1000, (value) => `${value.toFixed(2)} µs`);
    row("growth with steps: not explained by a line", 1 - steps.explained, (value) => value.toFixed(4), 0.02);
    row(`growth: a track of ${STEPS} steps more`, tracks.slope, ms);
    row("growth with tracks: not explained by a line", 1 - tracks.explained, (value) => value.toFixed(4), 0.02);
    for (const [name, told] of Object.entries(growth)) if (name.startsWith("overlay")) row(`${name}, 10 000 steps: median`, told.median, ms, 8);
  }
  if (results.memory) {
    row("memory of 20 figures", results.memory.twenty, mb, 64e6);
    row("memory that 8 × 10 000 frames add", results.memory.longest, mb, 20e6);
  }
  const width = (name) => Math.max(...rows.map((each) => each[name].length));
  const [what, shown] = [width("what"), width("shown")];
  const mark = (met) => (met === null ? "" : met ? "met" : "NOT MET");
  const lines = rows.map((each) => `${each.what.padEnd(what)}  ${each.shown.padStart(shown)}  ${each.wanted} ${mark(each.met)}`.trimEnd());
  return { lines, failed: rows.filter(({ met }) => met === false).length };
}
