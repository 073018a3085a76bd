// What a reader can take along of a figure: a link, two lines of HTML, files, a citation.
import { entry, names } from "../language/tracks.mjs";
import { address } from "../permalink.mjs";

/** @typedef {import("../conductor.mjs").Conductor} Conductor */
/** @typedef {import("../many-clocks.d.ts").State} State */
/** @typedef {{ what: string, kind?: string, name: string, make: () => Promise<Blob | null> | Blob | string | null }} File */
/**
 * @typedef {object} Shared
 * @property {string | null} link null where the page's address keeps nothing of this figure
 * @property {string} embed
 * @property {string} citation
 * @property {{ label: string, files: File[] }[]} files
 */

/** What an author said about how it is shown, and another page should say as well. */
const KEPT = ["views", "controls", "marks", "theme", "caption", "lang", "blind"];
/** The address of this script, where it knows one. */
export const source = { script: "" };

/**
 * @param {Conductor} conductor
 * @param {HTMLElement} host
 * @returns {Shared | null}
 */
export function shared(conductor, host) {
  const { engine, experiment, state, permalink, screen } = conductor;
  if (!engine || !experiment || !state) return null;
  const { text, state: brief } = engine.link(/** @type {State} */ (state));
  const { loss, tracks } = experiment.config;
  const { language } = screen.skeleton;
  const catalogue = engine.catalogue();
  const methods = names(language, experiment.analysis(), tracks, catalogue);
  const web = /^https?:/.test(location.href);
  const name = (/** @type {string[]} */ ...parts) => ["many-clocks", loss.id, ...parts].join("-");
  const run = tracks.slice(0, 3).map(({ optimizer, learningRate }) => (
    learningRate === undefined ? optimizer : `${optimizer}-${Number(learningRate.toPrecision(3))}`
  )).join("-");
  const shown = state.step ? [`step-${state.step}`] : [];
  const files = screen.skeleton.figures.map(({ view }) => ({
    label: language.find(`panel-${view}`, view),
    files: [
      { what: "SVG", name: `${name(run, view, ...shown)}.svg`, make: () => screen.svg(view) },
      ...[1, 2, 3].map((scale) => ({
        what: scale > 1 ? `${scale}×` : "PNG", kind: `PNG ${scale}×`, name: `${name(run, view, ...shown)}@${scale}x.png`, make: () => screen.png(view, scale),
      })),
    ],
  }));
  // While a question is open its answer is not handed out; of many directions the experiment beside them knows two.
  if (conductor.quiet === undefined && !state.spectrum) {
    files.push(...methods.map((label, track) => ({
      label,
      files: [["NumPy", "numpy"], ["PyTorch", "pytorch"]].map(([what = "", dialect = ""]) => ({
        what, name: `${name(String(tracks[track]?.optimizer), dialect)}.py`, make: () => experiment.code(/** @type {"numpy"} */ (dialect), track),
      })),
    })), { label: language.say("file-data"), files: [{ what: "CSV", name: `${name(run)}.csv`, make: () => experiment.csv() }] });
  }
  files.push({ label: language.say("file-state"), files: [{ what: "JSON", name: `${name(run)}.json`, make: () => JSON.stringify(brief, null, 2) }] });
  return {
    link: permalink === null ? null : address(permalink, text),
    embed: snippet(host, brief),
    citation: language.say("citation", {
      version: engine.version, methods: methods.join(", "), step: String(state.step ?? 0), date: new Date().toISOString().slice(0, 10),
      loss: entry(language, catalogue.losses, loss.id), address: web ? `${location.href.replace(/#.*/s, "")}, ` : "",
    }),
    files,
  };
}

/**
 * From a disk the script has no address that others could use.
 * @param {HTMLElement} host
 * @param {State} state
 */
function snippet(host, { step, spectrum, ...config }) {
  /** @type {[string, string | null][]} */
  const attributes = KEPT.map((name) => [name, host.getAttribute(name)]);
  if (spectrum) attributes.push(["spectrum", spectrum.join(" ")]);
  if (Object.keys(config).length) attributes.push(["config", JSON.stringify(config)]);
  if (step) attributes.push(["step", String(step)]);
  const written = attributes.flatMap(([name, value]) => (value === null ? [] : value === "" ? [` ${name}`] : [` ${name}='${quoted(value)}'`]));
  return `<script src='${quoted(/^http/.test(source.script) ? source.script : "many-clocks.js")}' defer></script>\n<many-clocks${written.join("")}></many-clocks>`;
}

/** @param {string} text */
function quoted(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#39;");
}
