// Attributes are strings from an author's hand: here they become a configuration, or a fault that names the attribute.

/** @typedef {import("./types.d.ts").Config} Config */
/** @typedef {import("./types.d.ts").Track} Track */
/** @typedef {import("./types.d.ts").Catalogue} Catalogue */
/** @typedef {(name: string) => string | null} Read reads one attribute */

/** The attributes that make the configuration; the rest say how it is shown. */
export const CONFIGURATION = [
  "config", "loss", "curvatures", "angle", "expression", "data", "start", "steps", "optimizers", "learning-rate",
  "spectrum",
];

/** The attributes that are parts of the landscape. */
const PARTS = ["curvatures", "angle", "expression", "data"];

/** An attribute that cannot be understood. Has the fields of the engine's `ConfigError`. */
export class AttributeError extends Error {
  /**
   * @param {string} field the attribute
   * @param {string} code what is wrong, worded by the language table
   * @param {unknown} value what was written
   * @param {string[] | null} [choices] what would be allowed
   */
  constructor(field, code, value, choices = null) {
    super(`${field}: ${code}`);
    this.name = "AttributeError";
    this.field = field;
    this.code = code;
    this.value = value;
    this.choices = choices;
  }
}

/**
 * The configuration that the attributes ask for. What `config` says wins over the single attributes.
 * @param {Read} read
 * @param {Catalogue} catalogue knows which methods have a learning rate
 * @returns {Config}
 * @throws {AttributeError}
 */
export function configuration(read, catalogue) {
  const written = json("config", read("config"));
  /** @type {Config} */
  const config = { ...written };
  const loss = lossFrom(read);
  if (loss && config.loss === undefined) config.loss = loss;
  fill(config, "start", numbers("start", read("start")));
  fill(config, "steps", number("steps", read("steps")));
  fill(config, "spectrum", numbers("spectrum", read("spectrum")));
  const rate = number("learning-rate", read("learning-rate"));
  const optimizers = words(read("optimizers"))?.map((optimizer) => ({ optimizer }));
  fill(config, "tracks", optimizers ?? (rate === undefined ? undefined : [{ optimizer: "gradient-descent" }]));
  if (rate !== undefined && Array.isArray(config.tracks)) {
    config.tracks = config.tracks.map((track) => withRate(track, rate, catalogue, false));
  }
  return config;
}

/**
 * A configuration as the `config` property takes it.
 * @param {unknown} value
 * @returns {Config}
 */
export function parsed(value) {
  if (typeof value !== "string") return /** @type {Config} */ (value ?? {});
  return configuration((name) => (name === "config" ? value : null), { losses: [], optimizers: [], schedules: [], views: [] });
}

/**
 * The configuration after some attributes changed: a changed attribute replaces its own part and leaves
 * alone what a reader has set since.
 * @param {Config} current
 * @param {ReadonlySet<string>} changed
 * @param {Read} read
 * @param {Catalogue} catalogue
 * @returns {Config}
 * @throws {AttributeError}
 */
export function reconfigured(current, changed, read, catalogue) {
  const fresh = configuration(read, catalogue);
  if (changed.has("config")) return fresh;
  const config = { ...current };
  // Each part belongs to a landscape: on another one that a reader chose it brings its own back, and a landscape that
  // stood there only because of an expression or data goes with them.
  const gone = ["expression", "data"].some((name) => changed.has(name) && read(name) === null);
  if (changed.has("loss") || gone || (fresh.loss && fresh.loss.id !== current.loss?.id)) {
    replace(config, "loss", fresh.loss);
  } else if (PARTS.some((part) => changed.has(part))) {
    config.loss = { id: "quadratic", ...config.loss };
    for (const part of PARTS) {
      if (changed.has(part)) replace(config.loss, part, fresh.loss?.[part]);
    }
  }
  if (changed.has("start")) replace(config, "start", fresh.start);
  if (changed.has("steps")) replace(config, "steps", fresh.steps);
  if (changed.has("spectrum")) replace(config, "spectrum", fresh.spectrum);
  if (changed.has("optimizers")) replace(config, "tracks", fresh.tracks);
  const rate = number("learning-rate", read("learning-rate"));
  if (changed.has("learning-rate") && rate !== undefined) {
    config.tracks = (config.tracks ?? [{ optimizer: "gradient-descent" }])
      .map((track) => withRate(track, rate, catalogue, true));
  }
  return config;
}

/**
 * Words separated by spaces or commas; undefined without the attribute.
 * @param {string | null} text
 */
export function words(text) {
  return text === null ? undefined : text.split(/[\s,]+/).filter(Boolean);
}

/** @param {Read} read */
function lossFrom(read) {
  const id = read("loss")?.trim();
  /** @type {Record<string, unknown>} */
  const parts = {
    curvatures: numbers("curvatures", read("curvatures")),
    angle: number("angle", read("angle")),
    expression: read("expression") ?? undefined,
    data: pairs("data", read("data")),
  };
  const given = PARTS.filter((part) => parts[part] !== undefined);
  if (id === undefined && given.length === 0) return undefined;
  const implied = given.includes("expression") ? "formula" : given.includes("data") ? "least-squares" : "quadratic";
  /** @type {import("./types.d.ts").Loss} */
  const loss = { id: id ?? implied };
  for (const part of given) loss[part] = parts[part];
  return loss;
}

/**
 * @param {Track} track
 * @param {number} rate
 * @param {Catalogue} catalogue
 * @param {boolean} over whether a rate that the track already has is replaced
 */
function withRate(track, rate, catalogue, over) {
  const method = catalogue.optimizers.find(({ id }) => id === track?.optimizer);
  if (!method?.parameters.some(({ id }) => id === "learningRate")) return track;
  return !over && "learningRate" in track ? track : { ...track, learningRate: rate };
}

/**
 * @param {string} field
 * @param {string | null} text
 * @returns {Config}
 */
function json(field, text) {
  if (text === null) return {};
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AttributeError(field, "not-json", text);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AttributeError(field, "not-an-object", text);
  }
  return value;
}

/**
 * @param {string} field
 * @param {string | null} text
 */
function number(field, text) {
  if (text === null) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new AttributeError(field, "not-a-number", text);
  return value;
}

/**
 * @param {string} field
 * @param {string | null} text
 */
function numbers(field, text) {
  const values = words(text)?.map(Number);
  if (values && (values.length === 0 || !values.every(Number.isFinite))) {
    throw new AttributeError(field, "not-numbers", text);
  }
  return values;
}

/**
 * Points as JSON, or as they are jotted down: `1 2, 3 4`.
 * @param {string} field
 * @param {string | null} text
 */
function pairs(field, text) {
  if (text === null) return undefined;
  let list;
  try {
    list = text.trim().startsWith("[") ? JSON.parse(text)
      : text.split(/[,;]/).filter((pair) => pair.trim()).map((pair) => pair.trim().split(/\s+/).map(Number));
  } catch {
    throw new AttributeError(field, "not-json", text);
  }
  const isPair = (/** @type {unknown} */ pair) => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isFinite);
  if (!list.every(isPair)) throw new AttributeError(field, "not-pairs", text);
  return list;
}

/**
 * @param {Record<string, unknown>} target
 * @param {string} key
 * @param {unknown} value
 */
function fill(target, key, value) {
  if (value !== undefined && target[key] === undefined) target[key] = value;
}

/**
 * @param {Record<string, unknown>} target
 * @param {string} key
 * @param {unknown} value
 */
function replace(target, key, value) {
  if (value === undefined) delete target[key];
  else target[key] = value;
}
