// Methods and runs in words.
import { becauseOf } from "./sentence.mjs";

/** @typedef {import("./language.mjs").Language} Language */
/** @typedef {import("./language.mjs").Name} Name */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Catalogue} Catalogue */

/**
 * Words that carry a track's colour and its mark on the map.
 * @param {number} index
 * @param {string} text
 * @returns {import("../types.d.ts").Piece}
 */
export function track(index, text) {
  return { text, kind: `run run-${index + 1}` };
}

/**
 * What tracks are called: by the engine's name, whose first words are the method's label and whose last may be a schedule's.
 * @param {Language} language
 * @param {Analysis} analysis
 * @param {import("../types.d.ts").Track[]} tracks
 * @param {Catalogue} catalogue
 */
export function names(language, analysis, tracks, catalogue) {
  return analysis.tracks.map(({ name }, index) => {
    const label = catalogue.optimizers.find(({ id }) => id === tracks[index]?.optimizer)?.label ?? "";
    if (!label || !name.startsWith(label)) return name;
    const rest = name.slice(label.length);
    const told = rest.startsWith(", ") ? `, ${language.label(rest.slice(2))}` : language.spell(rest);
    return language.label(label) + told;
  });
}

/** The methods by what their ruler knows: in the registry's order, each group begins with this one. @type {[name: Name, first: string][]} */
const GROUPS = [
  ["group-scalar", "gradient-descent"], ["group-coordinate", "sign-descent"], ["group-matrix", "full-matrix-adagrad"], ["group-none", "nelder-mead"],
];

/**
 * The catalogue's methods with what kind of ruler they use.
 * @param {Language} language
 * @param {Catalogue} catalogue
 */
export function methods(language, catalogue) {
  /** @type {Name | undefined} */
  let group;
  return catalogue.optimizers.map(({ id, label }) => {
    group = GROUPS.find(([, first]) => first === id)?.[0] ?? group;
    return { id, label: language.label(label), ...(group ? { group: language.say(group) } : {}) };
  });
}

/**
 * An entry of the catalogue in words.
 * @param {Language} language
 * @param {import("../types.d.ts").Entry[]} entries
 * @param {string} id
 */
export function entry(language, entries, id) {
  return language.label(entries.find((each) => each.id === id)?.label ?? id);
}

/**
 * What each track came to, as a row of words.
 * @param {Language} language
 * @param {Analysis} analysis
 * @param {import("../types.d.ts").Track[]} tracks
 * @param {string[]} called
 */
export function runners(language, analysis, tracks, called) {
  const nothing = language.say("nothing");
  const at = (/** @type {number | null} */ step) => (step === null ? nothing : language.say("at-step", { step: String(step) }));
  return analysis.tracks.map(({ stepsToTolerance, staysBelowFrom, costs, outcome, why }, index) => {
    const rate = tracks[index]?.learningRate;
    const counts = /** @type {[number, Name][]} */ ([[costs.gradient, "gradients"], [costs.hessian, "hessians"], [costs.loss, "losses"]]);
    const word = language.find(`outcome-${outcome}`, outcome);
    const reason = why && outcome !== "running" && outcome !== "converged" ? becauseOf(language, why) : "";
    return {
      method: track(index, called[index] ?? ""),
      rated: rate !== undefined,
      cells: [
        rate === undefined ? nothing : language.number(rate), at(stepsToTolerance), at(staysBelowFrom),
        counts.filter(([count]) => count).map(([count, what]) => language.say(what, { count })).join(", "),
        reason ? language.say("outcome-why", { outcome: word, why: reason }) : word,
      ],
    };
  });
}
