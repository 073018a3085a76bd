// Pictures for readers without scripts, and for the moment before the script has come: each figure of a page as the
// engine draws it, one file a view, right in both themes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { configuration } from "../attributes.mjs";
import { presentation } from "../presentation.mjs";

/** @typedef {import("../many-clocks.d.ts").Engine} Engine */
/** @typedef {Record<string, string>} Attributes */
/** @typedef {{ view: string, width: number, height: number }} Picture */

/** CSS pixels: about the size that the figure itself gives each view on a wide page. */
const LEAD = { width: 560, height: 460 };
const BESIDE = { width: 420, height: 280 };
const SMALL = { map: { width: 250, height: 230 }, other: { width: 310, height: 230 } };
const DIALS = { width: 720, height: 230 };

/** @param {string} text */
const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
/** @param {string} text */
const quoted = (text) => text.replace(/&(?!#?\w+;)/g, "&amp;").replace(/"/g, "&quot;");

/** @param {string} tag @returns {Attributes} */
function attributesOf(tag) {
  const found = tag.replace(/^<[\w-]+/, "").matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/gi);
  return Object.fromEntries([...found].map(([, name = "", double, single]) => [name, plain(double ?? single ?? "")]));
}

/**
 * A picture that is light or dark with the page: where the two differ in nothing but colours, one file carries both.
 * @param {string} light
 * @param {string} dark
 */
function bothThemes(light, dark) {
  const paint = / (fill|stroke|stop-color)="(#[0-9a-f]{3,8})"/gi;
  if (light.replace(paint, "") !== dark.replace(paint, "")) throw new Error("a picture has another shape in the dark");
  /** @type {Map<string, string>} */
  const classes = new Map();
  const nights = dark.matchAll(paint);
  let rules = "";
  const whole = light.replace(/<\w[^>]*>/g, (tag) => {
    /** @type {string[]} */
    const own = [];
    for (const [, property = "", day] of tag.matchAll(paint)) {
      const night = nights.next().value?.[2] ?? "";
      if (day === night) continue;
      const rule = `${property}:${night}`;
      let name = classes.get(rule);
      if (!name) {
        classes.set(rule, name = `c${classes.size.toString(36)}`);
        rules += `.${name}{${rule}}`;
      }
      own.push(name);
    }
    return own.length ? tag.replace(/(\s*\/?>)$/, ` class="${own.join(" ")}"$1`) : tag;
  });
  return whole.replace("</title>", `</title><style>@media (prefers-color-scheme:dark){${rules}}</style>`);
}

/** What a figure shows, in its own order, and how large. @param {Attributes} attributes @returns {Picture[]} */
function pictures(attributes) {
  const { views, many, blind, controls } = presentation((name) => attributes[name] ?? null);
  if (blind) return [];
  if (many) return views.slice(0, 1).map((view) => ({ view, ...DIALS }));
  if (controls.size === 0) {
    return views.slice(0, 3).map((view) => ({ view, ...(view === "map" ? SMALL.map : SMALL.other) }));
  }
  // As the figure itself does it: the map leads, without one the graphs.
  const lead = views.includes("map") ? "map" : views.find((view) => view !== "clocks") ?? views[0];
  const rest = views.filter((view) => view !== lead).slice(0, 2);
  return [...(lead ? [{ view: lead, ...LEAD }] : []), ...rest.map((view) => ({ view, ...BESIDE }))];
}

/**
 * The same page with pictures inside its figures, which are written beside it.
 * @param {string} page
 * @param {string} dist
 * @returns {Promise<{ page: string, count: number, bytes: number }>}
 */
export async function withPosters(page, dist) {
  const { loadEngine } = await import(pathToFileURL(resolve(dist, "many-clocks.mjs")).href);
  /** @type {Engine} */
  const engine = await loadEngine();
  const questions = new Map([...page.matchAll(/<many-clocks-question\b[^>]*>/g)].map(([tag]) => {
    const { id, for: owned, ...asked } = attributesOf(tag);
    return [owned, asked];
  }));
  mkdirSync(join(dist, "figures"), { recursive: true });
  let [count, bytes] = [0, 0];

  /** @param {Attributes} attributes @param {Picture} picture */
  const draw = (attributes, { view, width, height }) => {
    const config = /** @type {any} */ (configuration((name) => attributes[name] ?? null, engine.catalogue()));
    const step = Number(attributes.step ?? 0);
    /** @param {"light" | "dark"} theme @returns {string} */
    const svg = (theme) => {
      if (config.spectrum) {
        const spectrum = engine.spectrum({ curvatures: config.spectrum, track: config.tracks?.[0], steps: config.steps });
        const drawn = spectrum.svg(/** @type {any} */ (view), { step, width, height, theme });
        spectrum.free();
        return drawn;
      }
      const experiment = engine.simulate(config);
      const asked = questions.get(attributes.id ?? "");
      // What a question asks for must not be seen before it is answered.
      const quiet = asked ? { quiet: experiment.ask(/** @type {any} */ ({ ...asked, misconceptions: [] })).from } : {};
      const marks = attributes.marks ? { marks: attributes.marks.split(/\s+/) } : {};
      const drawn = experiment.svg(/** @type {any} */ (view), { step, width, height, theme, ...quiet, ...marks });
      experiment.free();
      return drawn;
    };
    return bothThemes(svg("light"), svg("dark"));
  };

  const illustrated = page.replace(/(<many-clocks(?=\s)[^>]*>)([\s\S]*?)(<\/many-clocks>)/g, (whole, open, inside, close) => {
    const attributes = attributesOf(open);
    const shown = attributes.id ? pictures(attributes) : [];
    if (shown.length === 0) return whole;
    const said = inside.replace(/<[^>]*>/g, "").trim();
    const images = shown.map((picture, index) => {
      const name = `figures/${attributes.id}-${picture.view}.svg`;
      const svg = draw(attributes, picture);
      writeFileSync(join(dist, name), svg);
      count += 1;
      bytes += Buffer.byteLength(svg);
      const lazy = attributes.loading === "lazy" ? ' loading="lazy"' : "";
      return `<img class="${picture.view}" src="${name}" width="${picture.width}" height="${picture.height}" alt="${index ? "" : quoted(said)}"${lazy}>`;
    });
    const kind = presentation((name) => attributes[name] ?? null).controls.size === 0 ? "poster small" : "poster";
    return `${open}\n<div class="${kind}">${images.join("")}</div>\n${close}`;
  });
  return { page: illustrated, count, bytes };
}
