// How a configuration is shown: the attributes that do not touch the mathematics.
import { AttributeError, words } from "./attributes.mjs";
import { SHAREABLE } from "./group.mjs";

/** @typedef {import("./attributes.mjs").Read} Read */

export const PRESENTATION = ["views", "controls", "marks", "step", "autoplay", "theme", "caption", "group", "share", "blind", "permalink", "lang"];

/**
 * What `controls` shows where nothing is said, in the order in which a reader meets it; `numbers` is the update written
 * out with the numbers of the step. With `loss` comes the field of
 * a `formula`: without it that landscape could be chosen but not written.
 */
const STANDARD = /** @type {const} */ ([
  "learning-rate", "step", "play", "start", "momentum", "conditioning", "angle", "optimizer", "loss", "zoom", "explain",
  "lecture", "numbers",
]);
/**
 * What `controls` may list. `turn` (the bowl alone, or the start with it), `race` (how each method came in), `speed` (of
 * the playback), `horizon` and `axis` (of the graph of rates) as well as `parameters` (of the landscape and of each method)
 * and `schedule` (of each track with a learning rate, and its parameters) and `export` (what a reader can take along) only where they are listed, or with `all`: an
 * article shows the few that it speaks of. `momentum` shows itself where a method has one.
 */
export const CONTROLS = /** @type {const} */ ([...STANDARD, "parameters", "schedule", "turn", "race", "speed", "horizon", "axis", "export"]);
/** @typedef {typeof CONTROLS[number]} ControlName */

/** Of a bowl of many directions there is no map, and nothing to drag but the crank. */
const MANY = { views: ["clocks", "rate", "components"], controls: ["learning-rate", "step", "play", "speed", "horizon", "axis", "optimizer", "parameters", "schedule", "lecture", "export"] };
/** Where the limit is to be found, nothing may show it. */
const BLIND = { views: ["loss"], controls: ["learning-rate", "lecture"] };
export const VIEWS = ["map", "clocks", "rate", "loss", "components", "slices", "surface"];
/** What a map may show besides the run. */
const MARKS = ["ellipse", "memory", "field"];
const THEMES = ["auto", "light", "dark"];

/**
 * @typedef {object} Presentation
 * @property {string[]} views
 * @property {ReadonlySet<string>} controls
 * @property {"auto" | "light" | "dark"} theme
 * @property {string | null} caption
 * @property {string | null} group
 * @property {ReadonlySet<string>} share
 * @property {string | null} permalink the name in the page's address
 * @property {boolean} autoplay
 * @property {string[]} marks
 * @property {boolean} many whether it is a bowl of many directions
 * @property {boolean} blind whether the landscape is hidden and its limit is to be found
 * @property {AttributeError[]} faults what could not be understood; its default was taken instead
 */

/**
 * Read all presentation attributes. Never throws: a fault costs one attribute, not the figure.
 * @param {Read} read
 * @param {readonly string[]} [views] the views that the engine has; before it is there, those that are known to come
 * @returns {Presentation}
 */
export function presentation(read, views = VIEWS) {
  /** @type {AttributeError[]} */
  const faults = [];
  const theme = read("theme")?.trim() || "auto";
  if (!THEMES.includes(theme)) faults.push(new AttributeError("theme", "unknown-id", theme, THEMES));
  const permalink = read("permalink")?.trim() ?? null;
  const named = permalink === null || /^[A-Za-z][\w-]*$/.test(permalink);
  if (!named) faults.push(new AttributeError("permalink", "not-a-name", permalink));
  const blind = read("blind") !== null;
  const many = read("spectrum") !== null && !blind;
  const kind = blind ? BLIND : many ? MANY : null;
  const controls = list("controls", read("controls"), CONTROLS, STANDARD, faults);
  const shown = list("views", read("views"), many ? MANY.views : views, many ? ["clocks"] : ["map", "clocks"], faults);
  return {
    views: blind ? BLIND.views : [...shown],
    controls: kind ? new Set([...controls].filter((control) => kind.controls.includes(control))) : controls,
    theme: /** @type {Presentation["theme"]} */ (THEMES.includes(theme) ? theme : "auto"),
    caption: read("caption"),
    group: read("group"),
    share: list("share", read("share"), SHAREABLE, [], faults),
    permalink: named ? permalink : null,
    autoplay: read("autoplay") !== null,
    marks: [...list("marks", read("marks"), MARKS, [], faults)],
    many,
    blind,
    faults,
  };
}

/**
 * The step that the attribute asks for, undefined without the attribute.
 * @param {Read} read
 * @returns {number | undefined}
 * @throws {AttributeError}
 */
export function stepFrom(read) {
  const text = read("step");
  if (text === null) return undefined;
  if (!/^\s*\d+\s*$/.test(text)) throw new AttributeError("step", "not-whole", text);
  return Number(text);
}

/**
 * @param {string} field
 * @param {string | null} text
 * @param {readonly string[]} all
 * @param {readonly string[]} standard without the attribute
 * @param {AttributeError[]} faults
 */
function list(field, text, all, standard, faults) {
  const asked = words(text);
  if (asked === undefined) return new Set(standard);
  if (asked.length === 1 && asked[0] === "all") return new Set(all);
  if (asked.length === 1 && asked[0] === "none") return new Set();
  for (const word of asked) {
    if (!all.includes(word)) faults.push(new AttributeError(field, "unknown-id", word, ["all", "none", ...all]));
  }
  return new Set(asked.filter((word) => all.includes(word)));
}
