// The sentence above the figure: what is happening, direction by direction.

/** @typedef {import("./language.mjs").Language} Language */
/** @typedef {import("./language.mjs").Name} Name */
/** @typedef {import("../types.d.ts").Piece} Piece */
/** @typedef {import("../types.d.ts").Analysis} Analysis */
/** @typedef {import("../types.d.ts").Clock} Clock */
/** @typedef {import("../types.d.ts").Frame} Frame */
/** @typedef {import("../types.d.ts").Why} Why */

/** @typedef {{ clauses: Piece[][], status: Piece[] | null }} Sentence */

/**
 * One clause a direction, and what has become of the run.
 * @param {Language} language
 * @param {Analysis} analysis
 * @param {Frame} frame
 * @param {number} [track] the track that both are of
 * @param {boolean} [fixed] whether every step has the same rate
 * @returns {Sentence}
 */
export function sentence(language, analysis, frame, track = 0, fixed = true) {
  const [shallow, steep] = analysis.clocks;
  const end = status(language, analysis, frame, track);
  const facts = [clock(steep, frame, 1), clock(shallow, frame, 0)];
  const round = steep.curvature === shallow.curvature;
  const both = round && same(facts);
  const does = facts.map((fact) => tell(language, fact, both, fixed));
  const first = both ? "says-both" : round ? "says-first" : "says-steep";
  const clauses = [language.pieces(analysis.exact ? first : `${first}-here`, { step: frame.step, does: does[0] ?? [] })];
  if (!both) clauses.push(language.pieces(round ? "says-second" : "says-shallow", { does: does[1] ?? [] }));
  return { clauses, status: end };
}

/**
 * The sentence for a live region: once an interaction, not once a frame.
 * @param {Sentence} said
 */
export function announce({ clauses, status: end }) {
  return [...clauses, ...(end ? [end] : [])].map((pieces) => pieces.map(({ text }) => text).join("")).join(" ");
}

/**
 * What is known of one direction, whatever the method.
 * @typedef {object} Fact
 * @property {"rate" | "envelope" | "step"} kind a fixed factor, a factor in the long run, or one of this step only
 * @property {string | null} regime
 * @property {number | null} factor
 * @property {number | null} halfLife
 */

/**
 * @param {Clock} clock
 * @param {Frame} frame
 * @param {0 | 1} direction
 * @returns {Fact}
 */
function clock({ regime, multiplier, halfLife, spectralRadius }, frame, direction) {
  if (spectralRadius !== null && spectralRadius !== undefined) {
    return { kind: "envelope", regime, factor: spectralRadius, halfLife };
  }
  if (regime !== null) return { kind: "rate", regime, factor: multiplier, halfLife };
  return { kind: "step", regime: null, factor: frame.multipliers[direction], halfLife: null };
}

/** @param {Fact[]} facts */
function same([first, second]) {
  return first?.regime === second?.regime && first?.factor === second?.factor;
}

/**
 * @param {Language} language
 * @param {Fact} fact
 * @param {boolean} both
 * @param {boolean} fixed
 * @returns {Piece[]}
 */
function tell(language, fact, both, fixed) {
  const plural = both ? "-both" : "";
  if (fact.factor === null) return language.pieces(/** @type {Name} */ (`does-nothing${plural}`));
  const factor = language.factor(fact.factor);
  if (fact.kind === "step") return language.pieces(/** @type {Name} */ (`does-once${plural}`), { factor });
  const regime = fact.regime ?? "";
  const usual = language.find(`verb-${regime}${plural}`, regime.replaceAll("-", " "));
  const danger = (fixed && regime === "diverges") || regime === "runs-away";
  /** @type {Piece} */
  const verb = { text: fixed ? usual : language.find(`once-${regime}${plural}`, usual), kind: danger ? "danger" : "verb" };
  if (!fixed) return language.pieces(fact.kind === "envelope" ? "does-envelope-now" : "does-now", { verb, factor });
  const halves = fact.halfLife !== null && fact.halfLife > 0;
  const half = halves
    ? language.pieces(both ? "half-both" : "half", { steps: language.steps(fact.halfLife ?? 0) }).map((piece) => ({ ...piece, kind: "rest" }))
    : "";
  const name = fact.kind === "envelope" ? "does-envelope" : regime === "lands" || regime === "frozen" ? "does-at-once" : "does-rate";
  return language.pieces(name, { verb, factor, half });
}

/**
 * What has become of the run, or what it suffers from while it goes on.
 * @param {Language} language
 * @param {Analysis} analysis
 * @param {Frame} frame
 * @param {number} track
 * @returns {Piece[] | null}
 */
function status(language, analysis, frame, track) {
  const reason = why(language, frame.why);
  if (frame.status === "converged") {
    const step = analysis.tracks[track]?.stepsToTolerance;
    const because = reason ? language.pieces("converged-why", { why: reason }) : "";
    return typeof step === "number"
      ? language.pieces("converged-from", { step: String(step), why: because })
      : language.pieces("converged", { why: because });
  }
  if (frame.status !== "running") {
    const because = reason ? language.pieces("ended-why", { why: reason }) : "";
    return language.pieces(frame.status === "diverged" ? "diverged" : "stopped", { why: because });
  }
  if (reason) return language.pieces("suffers", { why: reason });
  const { note } = analysis.landscape;
  if (note) return language.pieces("suffers", { why: language.find(`note-${note}`, note.replaceAll("-", " ")) });
  const alone = analysis.startOnEigenvector;
  if (!alone || analysis.curvatures[0] === analysis.curvatures[1]) return null;
  return language.pieces(alone.direction === 1 ? "alone-steep" : "alone-shallow");
}

/** A reason as plain words. @param {Language} language @param {Why} reason */
export function becauseOf(language, reason) {
  return (why(language, reason) ?? []).map(({ text }) => text).join("");
}

/**
 * @param {Language} language
 * @param {Why | null} reason
 * @returns {Piece[] | null}
 */
function why(language, reason) {
  if (!reason) return null;
  const { direction, value } = reason;
  const id = /** @type {const} */ (["crossed-limit", "negative-curvature"]).find((each) => each === reason.id);
  if (!id) return [{ text: language.find(`why-${reason.id}`, reason.id.replaceAll("-", " ")) }];
  const who = language.pieces(direction === null ? "who-one" : direction === 1 ? "who-steep" : "who-shallow");
  // Which direction it is may not be known; then its curvature says nothing.
  const told = value !== null && (id === "crossed-limit" || direction !== null);
  return language.pieces(`why-${id}`, { who, value: told ? language.pieces(`why-${id}-value`, { value }) : "" });
}
