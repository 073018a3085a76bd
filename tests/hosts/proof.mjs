// What is asked of the figure in every host: it is drawn, in place of what stood there; its crank and its steps can be turned by
// keys that turn nothing else; it is as dark as the host becomes; and nothing complains.
import { readFileSync } from "node:fs";
import { assert, none } from "../browser/lib/expect.mjs";

const tools = readFileSync(new URL("../browser/in-page.js", import.meta.url), "utf8");

/** Opens a page and installs the page's tools. */
export async function open(session, address) {
  await session.browser.open(address);
  await session.evaluate(new Function(tools));
}

/** Waits for the first figure to be drawn. */
export async function drawn(session, selector = "many-clocks") {
  const ready = await session.evaluate(async (which) => {
    const { tools } = window;
    return tools.until(() => {
      const widget = document.querySelector(which);
      return Boolean(widget?.experiment) && tools.part(widget, "figure", "map") && tools.drawn(widget, "map");
    }, 10_000);
  }, selector);
  assert.ok(ready, `${selector} is drawn`);
}

/** Runs in the page: what the first figure is like. */
function look() {
  const { tools } = window;
  const widget = tools.widget();
  const { canvases } = tools.view(widget, "map");
  const colours = new Set();
  for (const canvas of canvases) {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return {
    colours: colours.size,
    fallback: [...widget.children].filter((child) => child.getClientRects().length > 0).map((child) => child.localName),
    children: widget.childNodes.length,
    base: tools.part(widget, "root").dataset.base,
    panel: getComputedStyle(tools.part(widget, "root")).backgroundColor,
    alerts: tools.alerts(widget),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    across: widget.getBoundingClientRect().width,
    events: window.probe.events.map(({ type }) => type),
  };
}

const brightness = (colour) => {
  const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
};

/** What a reader does with keys, and what becomes of it. */
async function keys(session) {
  const at = () => session.evaluate(() => {
    const widget = window.tools.widget();
    return { step: widget.step, rate: widget.experiment.config.tracks[0].learningRate, address: location.href };
  });
  const focus = (name) => session.evaluate((part) => {
    const slider = window.tools.slider(window.tools.widget(), part);
    // No farther than needed: a deck puts back what has moved its slide.
    slider.scrollIntoView({ block: "nearest", behavior: "instant" });
    slider.focus();
  }, name);
  const frames = () => session.evaluate(async () => {
    for (let i = 0; i < 3; i += 1) await window.tools.frame();
  });
  const before = await at();
  await focus("step");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]) await session.browser.key(key);
  await frames();
  const stepped = await at();
  assert.equal(stepped.step, before.step + 2, "three steps on and one back");
  await focus("learning-rate");
  for (const key of ["ArrowRight", "ArrowRight"]) await session.browser.key(key);
  await frames();
  const turned = await at();
  assert.ok(turned.rate > stepped.rate, `the crank: ${stepped.rate}, then ${turned.rate}`);
  assert.equal(turned.step, stepped.step);
  assert.equal(turned.address, before.address, "the page stays");
  const changes = await session.evaluate(() => window.probe.events.filter(({ type, final }) => type === "many-clocks-change" && final).length);
  assert.ok(changes >= 2, `${changes} changes are told`);
}

/**
 * The whole proof.
 * @param {object} session
 * @param {import("./hosts.mjs").Host} host
 * @param {string} base the address of its folder
 */
export async function prove(session, host, base) {
  await open(session, new URL(host.page, base).href);
  if (host.show) {
    assert.equal(await session.evaluate(() => document.querySelector("many-clocks").getClientRects().length), 0, "not there at first");
    await session.evaluate(host.show);
  }
  await drawn(session);
  const first = await session.evaluate(look);
  assert.ok(first.events.includes("many-clocks-ready"), `events: ${first.events}`);
  assert.ok(first.colours > 20, `${first.colours} colours on the map`);
  // A slide shows its figure at once; elsewhere something stood in its place before.
  assert.ok(host.dark === null || first.children > 0, "there is something to replace");
  none(first.fallback, "still shown");
  none(first.alerts, "alerts");
  assert.equal(first.base, host.dark ? "light" : "dark");
  assert.ok(first.wide <= 0, `the page is ${first.wide} px too wide`);
  assert.ok(first.across > 250, `the figure is ${first.across} px wide`);
  await keys(session);
  if (host.dark) {
    await session.evaluate(host.dark);
    await session.evaluate(() => window.tools.until(() => window.tools.part(window.tools.widget(), "root").dataset.base === "dark", 4_000));
  }
  const last = await session.evaluate(look);
  assert.equal(last.base, "dark", "in the dark theme of the host");
  assert.ok(brightness(last.panel) < 80, `the frame is ${last.panel}`);
  assert.ok(last.colours > 20, `${last.colours} colours on the dark map`);
  if (process.env.PICTURES) await session.browser.screenshot(`${process.env.PICTURES}/${host.name}.png`);
  await host.more?.(session, base);
  none(await session.evaluate(() => window.probe.errors), "errors");
  none(session.browser.console.filter(({ type }) => type === "error").map(({ text }) => text), "the console");
  const { protocol, host: server } = new URL(base);
  none(session.browser.requests.filter((url) => /^(https?|file):/.test(url) && (!url.startsWith(protocol) || new URL(url).host !== server)), "requests to others");
}
