// What a reader can take along of a figure: a link, two lines of HTML, files, a citation.
import { entry, names } from "../language/tracks.mjs";
import { address, nameOf } from "../permalink.mjs";

/** @typedef {import("../conductor.mjs").Conductor} Conductor */
/** @typedef {import("../many-clocks.d.ts").State} State */
/** @typedef {{ what: string, kind?: string, name: string, make: () => Promise<Blob | null> | Blob | string | null }} File */
/**
 * @typedef {object} Shared
 * @property {string | null} link null where the page's address keeps nothing of this figure
 * @property {string} embed
 * @property {boolean} beside whether the script has no address that others could use
 * @property {string} frame
 * @property {string} citation
 * @property {{ label: string, files: File[] }[]} files
 */

/** What an author said about how it is shown, and another page should say as well. */
const KEPT = ["views", "controls", "marks", "theme", "caption", "lang", "blind"];
/** @param {string} address */
const isWeb = (address) => /^https?:/.test(address);
/** The address of this script, where it knows one. */
export const source = { script: "" };

/**
 * @param {Conductor} conductor
 * @param {HTMLElement} host
 * @returns {Shared | null}
 */
export function shared(conductor, host) {
  const { engine, experiment, state, screen } = conductor;
  const permalink = nameOf(conductor);
  if (!engine || !experiment || !state) return null;
  const { text, state: brief } = engine.link(/** @type {State} */ (state));
  const { config } = experiment;
  const { loss, tracks } = config;
  // By the time a file is asked for the figure may show another run: its group or its page goes on under the dialog.
  const again = () => engine.simulate(config);
  const { language } = screen.skeleton;
  const catalogue = engine.catalogue();
  const methods = names(language, experiment.analysis(), tracks, catalogue);
    const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3))).replace("-", "minus-");
  const landscape = state.spectrum ? ["spectrum", `${state.spectrum.length}-directions`]
    : [loss.id, ...(loss.id === "quadratic" && Array.isArray(loss.curvatures) ? loss.curvatures.map(short) : [])];
  const name = (/** @type {string[]} */ ...parts) => ["many-clocks", ...landscape, ...parts].join("-");
  const run = tracks.slice(0, 3).map(({ optimizer, learningRate }) => (
    learningRate === undefined ? optimizer : `${optimizer}-${short(learningRate)}`
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
        what, name: `${name(String(tracks[track]?.optimizer), dialect)}.py`, make: () => again().code(/** @type {"numpy"} */ (dialect), track),
      })),
    })), { label: language.say("file-data"), files: [{ what: "CSV", name: `${name(run)}.csv`, make: () => again().csv() }] });
  }
  files.push({ label: language.say("file-state"), files: [{ what: "JSON", name: `${name(run)}.json`, make: () => JSON.stringify(brief, null, 2) }] });
  return {
    link: permalink === null ? null : address(permalink, text),
    embed: snippet(host, brief),
    beside: !isWeb(source.script),
    frame: frame(host, text, state.spectrum),
    citation: language.say("citation", {
      version: engine.version, methods: methods.join(", "), step: String(state.step ?? 0), date: new Date().toISOString().slice(0, 10),
      loss: entry(language, catalogue.losses, loss.id), address: isWeb(location.href) ? `${location.href.replace(/#.*/s, "")}, ` : "",
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
  const attributes = kept(host);
  if (spectrum) attributes.push(["spectrum", spectrum.join(" ")]);
  if (Object.keys(config).length) attributes.push(["config", JSON.stringify(config)]);
  if (step) attributes.push(["step", String(step)]);
  const written = attributes.flatMap(([name, value]) => (value === null ? [] : value === "" ? [` ${name}`] : [` ${name}='${quoted(value)}'`]));
  return `<script src='${quoted(isWeb(source.script) ? source.script : "many-clocks.js")}' defer></script>\n<many-clocks${written.join("")}></many-clocks>`;
}

/** @param {HTMLElement} host @returns {[string, string | null][]} */
const kept = (host) => KEPT.map((name) => [name, host.getAttribute(name)]);

/**
 * The page beside the script that is one figure.
 * @param {HTMLElement} host
 * @param {string} text of the state
 * @param {number[] | undefined} spectrum
 */
function frame(host, text, spectrum) {
  const said = [...kept(host), ["spectrum", spectrum?.join(" ") ?? null]].flatMap(([name, value]) => (
    value === null ? [] : [`&${name}=${encodeURIComponent(value ?? "").replaceAll("%20", "+")}`]
  ));
  const page = isWeb(source.script) ? new URL("embed.html", source.script).href : "embed.html";
  const label = host.getAttribute("caption") || "Many Clocks";
  return `<iframe src='${quoted(`${page}#figure=${text}${said.join("")}`)}' title='${quoted(label)}' width='100%' height='640' sandbox='allow-scripts' loading='lazy'></iframe>`;
}

/** @param {string} text */
function quoted(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#39;");
}
