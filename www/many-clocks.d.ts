/** Many Clocks: one learning rate, many curvatures. Types of the ES module and of the global `ManyClocks`. */

/** A point or vector in the plane of the two parameters. */
export type Vector = [number, number];
/** 0 is the shallow direction (the smaller curvature), 1 the steep one. */
export type Direction = 0 | 1;
/** One value for the shallow, one for the steep direction. */
export type Pair<T> = [shallow: T, steep: T];

export interface LossConfig {
  /** An id of `catalogue().losses`. */
  id?: string;
  [parameter: string]: unknown;
}
export interface ScheduleConfig {
  /** An id of `catalogue().schedules`. */
  id?: string;
  [parameter: string]: unknown;
}
export interface TrackConfig {
  /** An id of `catalogue().optimizers`. */
  optimizer?: string;
  learningRate?: number;
  schedule?: ScheduleConfig;
  [parameter: string]: unknown;
}
/** Everything may be missing. Also the state in permalinks. */
export interface Config {
  loss?: LossConfig;
  /** Where every track starts; each coordinate within ±1e6. */
  start?: Vector;
  /** 1 to 10 000. */
  steps?: number;
  /** The fraction of max(1, first gradient norm) below which a track counts as converged; 0 to 1. */
  tolerance?: number;
  /** 1 to 8 runs. */
  tracks?: TrackConfig[];
}
/** A configuration with every default filled in. */
export type FullConfig = Required<Config> & { loss: { id: string }; tracks: (TrackConfig & { optimizer: string })[] };

/** What a permalink keeps: a configuration and the step that is shown; of a bowl of many directions its curvatures. */
export type State = Config & { step?: number; spectrum?: number[] };

export interface Parameter {
  id: string;
  label: string;
  symbol: string;
  kind: "number" | "boolean" | "choice" | "numbers" | "text";
  /** True for a list of [x, y] in place of a list of numbers. */
  pairs: boolean;
  /** True for numbers that must be whole. */
  whole: boolean;
  minimum: number | null;
  maximum: number | null;
  default: unknown;
  choices: string[] | null;
  scale: "linear" | "log";
}
export interface Entry {
  id: string;
  label: string;
  /** Linear Unicode text. */
  formula: string;
  symbols: [symbol: string, meaning: string][];
  notice: string;
  parameters: Parameter[];
}
export interface Catalogue {
  losses: Entry[];
  optimizers: Entry[];
  schedules: Entry[];
  views: { id: string; label: string }[];
}

export interface Why {
  id:
    | "crossed-limit"
    | "negative-curvature"
    | "singular-hessian"
    | "line-search-failed"
    | "collapsed-simplex"
    | "no-slope"
    | (string & {});
  direction: Direction | null;
  value: number | null;
}
export interface Costs {
  loss: number;
  gradient: number;
  hessian: number;
}
export type Status = "running" | "converged" | "stopped" | "diverged";
export type Regime =
  | "frozen"
  | "runs-away"
  | "creeps"
  | "lands"
  | "overshoots"
  | "bounces"
  | "diverges"
  | "spirals";

export interface LedgerRow {
  /** An id for the page's words: `gradient`, `velocity`, `step`, `split`, `point`, … */
  label: string;
  formula: string;
  substituted: string;
  value: string;
}
export interface Frame {
  optimizer: string;
  step: number;
  theta: Vector;
  loss: number;
  gradient: Vector;
  hessian: [Vector, Vector];
  curvatures: Pair<number>;
  directions: Pair<Vector>;
  /** vᵢ·(θ − θ*) where the Hessian is the same everywhere, else null. */
  coordinates: Pair<number> | null;
  /** The rate of the step that leaves this frame; null where the method has none. */
  learningRate: number | null;
  effectiveRates: Pair<number | null>;
  multipliers: Pair<number | null>;
  /** The step that leaves this frame; null on the last frame and once diverged. */
  displacement: Vector | null;
  /** That step in its two directions; `ofDistance` is the share of the distance it covers, eᵢλᵢ. */
  split: Pair<{ direction: Direction; part: Vector; ofDistance: number | null }> | null;
  costs: Costs;
  memory: Record<string, number | Vector | [Vector, Vector]>;
  ledger: LedgerRow[];
  status: Status;
  why: Why | null;
}

export interface Analysis {
  /** True where the Hessian is the same everywhere, so that 1 − ηλ is exact. */
  exact: boolean;
  curvatures: Pair<number>;
  conditionNumber: number | null;
  idealRates: Pair<number | null>;
  stableBelow: number | null;
  bestRate: number | null;
  bestFactor: number | null;
  sharpness: { value: number; limit: number | null };
  clocks: Pair<{
    curvature: number;
    direction: Vector;
    multiplier: number | null;
    halfLife: number | null;
    regime: Regime | null;
    spectralRadius: number | null;
  }>;
  tracks: {
    optimizer: string;
    /** The method's English name, with what tells the track apart from another one of the same method. */
    name: string;
    stepsToTolerance: number | null;
    staysBelowFrom: number | null;
    costs: Costs;
    outcome: Status;
    why: Why | null;
  }[];
  /** The direction whose eigenvector the start lies on: such a start shows one clock only. */
  startOnEigenvector: { direction: Direction } | null;
  landscape: {
    minimum: Vector | null;
    /** The formula as it was understood, with its numbers: `2·x³·y`. */
    formula: string | null;
    /** Something a reader must know: `no-minimum` where data without a penalty have none. */
    note: "no-minimum" | (string & {}) | null;
    /** What each way of standardising the data makes of the condition number. */
    stages: { standardize: string; conditionNumber: number | null }[];
  };
}

export interface Control {
  id: "learningRate" | "momentum" | "conditioning" | "angle" | "steps";
  label: string;
  symbol: string;
  value: number | null;
  text: string;
  /** A whole slider position from 0 to `positions`; the scale is the engine's business. */
  position: number;
  positions: number;
  minimum: number;
  maximum: number;
  marks: {
    id: "ideal-steep" | "best" | "limit" | "ideal-shallow";
    direction: "steep" | "shallow" | null;
    value: number;
    text: string;
    position: number;
  }[];
  /** Why the control has no effect here, as an id; `adjust` of it is refused. */
  disabled: "absolute-schedule" | "no-condition-number" | (string & {}) | null;
}
/** A parameter without a slider, or the choice of a schedule. */
export interface Setting extends Omit<Parameter, "whole" | "minimum" | "maximum" | "default" | "scale"> {
  /** Its path, which `adjust` takes: `loss.expression`, `tracks[0].beta1`, `tracks[0].schedule.period`. */
  id: string;
  value: unknown;
  /** As a field shows it: numbers apart by spaces, pairs by commas. */
  text: string;
  /** null: it belongs to the loss. */
  track: number | null;
  /** Whether it is a schedule or belongs to one. */
  scheduled: boolean;
}
export type Change = (
  | { position: number }
  /** An expression: `2/11`; a formula in x and y. */
  | { text: string }
  | { value: unknown; track?: number }
  /** For `tracks`: take one out; with `value: null` another method enters. */
  | { remove: number }
  /** For `start`: hundredths of the width of what the map shows. */
  | { nudge: Vector }
) & {
  /** For `angle`: the start turns along, about the minimum. */
  turnStart?: boolean;
  /** For `learningRate`: what a position counts along, as in `controls`. */
  axis?: Axis;
};

export type View = "map" | "clocks" | (string & {});
export type Theme = "light" | "dark" | { base?: "light" | "dark"; colours?: Record<string, string>; font?: string };
/** What the map shows, as ranges of x and y. */
export interface Camera {
  x: [number, number];
  y: [number, number];
}
/** How what the map shows is moved: one of these. Lengths are CSS pixels. */
export interface Movement {
  /** Steps nearer, about `x`, `y` or the middle; two halve what is shown. */
  zoom?: number;
  /** The same as a wheel counts it, `deltaY`. */
  wheel?: number;
  x?: number;
  y?: number;
  /** The picture follows a drag. */
  pan?: [right: number, down: number];
  /** Where two fingers were, then where they are. */
  pinch?: [Vector, Vector, Vector, Vector];
  /** The whole path of every track. */
  fit?: boolean;
}
/** How the crank's rates are laid out; `blind`: without landmarks, on a range that says nothing about the landscape. */
export type Axis = "log" | "linear" | "blind";
/** What three rulers would do at a point. */
export interface Explained {
  theta: Vector;
  loss: number;
  gradient: Vector;
  hessian: Pair<Vector>;
  curvatures: Pair<number>;
  directions: Pair<Vector>;
  /** `gradient-descent` (with the crank's rate), `diagonal-newton` and `newton`, as far as each has a step here. */
  steps: { id: string; learningRate: number | null; displacement: Vector; theta: Vector; loss: number | null }[];
}
/** What some tries say about a limit that is not seen. */
export interface Blind {
  tries: { learningRate: number; settles: boolean }[];
  /** Of six. */
  left: number;
  /** The highest rate that settles, the lowest that does not. */
  settles: number | null;
  diverges: number | null;
  /** Whether a rate that settles is within a tenth of the limit. */
  found: boolean;
  /** Told when it is found, when no try is left, or to who gives up. */
  limit: number | null;
}
/** How the surface is turned, in degrees. */
export interface Turn {
  yaw: number;
  pitch: number;
}
export interface Size {
  /** CSS pixels. */
  width?: number;
  height?: number;
}
export interface Shown {
  step?: number;
  theme?: Theme;
  camera?: Camera | Turn;
  /** After how many steps `rate` shows what is left of the start's loss at each rate; 0: not at all. */
  horizon?: number;
  /** How `rate` lays out its axis; `blind` leaves out of `loss` what the landscape promises. */
  axis?: Axis;
  /** A point from which the map shows the steps of three rulers. */
  explain?: Vector;
  /** While a question is open: nothing of the run beyond this step is shown, and nothing that tells what it will do. */
  quiet?: number;
  /** What the map shows besides the run. */
  marks?: ("ellipse" | "memory" | "field" | (string & {}))[];
  highlight?: { track: number; step: number };
  /** Words in pictures, by id, for other languages. */
  words?: Record<string, string>;
}
export interface Picked {
  kind: "start" | "step" | "rate" | "point" | null;
  track: number | null;
  step: number | null;
  theta: Vector | null;
  learningRate: number | null;
  snappedTo: string | null;
}

/** A refused configuration or argument. */
export class ConfigError extends Error {
  readonly name: "ConfigError";
  /** Where, as a path: `tracks[0].learningRate`. */
  readonly field: string;
  readonly code: string;
  readonly value: unknown;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly choices: string[];
  readonly expected: string;
}

/** A question about a run. Numbers may be texts, and texts expressions: `1/2`. */
export interface Question {
  ask:
    /** Where the step that leaves frame `step` lands. */
    | "next-point"
    /** How long step number `step` is, from 1. */
    | "step-length"
    /** The rate above which the direction grows, the steep one where none is named. */
    | "limit-rate"
    | "ideal-rate"
    | "best-rate"
    /** Steps until the distance along the direction is halved. */
    | "half-life"
    /**
     * The first step, up to `step`, at which no more than `fraction` of the start is left (from 1 on: more than that is
     * there), or no more than `below`; without either, at which the run has converged.
     */
    | "steps-to"
    /** What is left after `step` steps, in percent of the start. */
    | "percent-left"
    /** The track with the lowest loss at `step`. */
    | "winner"
    | "regime"
    /** On how many of the first `step` steps it happens. */
    | "count"
    | (string & {});
  direction?: "steep" | "shallow" | (string & {}) | null;
  track?: number | string | null;
  step?: number | string | null;
  /** As a part of what is expected, 0.05; for points of the width of what the map shows, 0.04. */
  tolerance?: number | string | null;
  /** Words apart by spaces: tracks, regimes, or numbers to choose from. */
  choices?: string | null;
  /** For `steps-to` and `percent-left` distance or loss, for `count` loss-rises or crossings. */
  of?: "distance" | "loss" | "loss-rises" | "crossings" | (string & {}) | null;
  fraction?: number | string | null;
  below?: number | string | null;
  /** Degrees by which bowl and start are turned before it is asked. */
  turn?: number | string | null;
  /**
   * Typical wrong answers: a number, a choice, a point (`0 0`) or an expression of the run's numbers (`2*limit`,
   * `lambda_steep`; for points of x and y, met where it is zero). Without `near` it is any other.
   */
  misconceptions?: { near?: string | number | null; tolerance?: number | string | null }[] | null;
}
export type Given = number | string | [number | string, number | string];
export interface Asked {
  ask: string;
  kind: "number" | "point" | "choice";
  /** What the answer is measured in: rate, steps, length, percent, point, track, regime. */
  unit: string;
  /** Whether "never" may be an answer. */
  never: boolean;
  choices: { id: string; text: string; method: string }[];
  expected: number | string | Vector;
  /** The step that must be seen to answer. */
  from: number;
  /** The step at which the answer can be seen, where it belongs to one. */
  seen: number | null;
  /** Numbers of the run as texts, by name: eta, lambda, limit, best, expected, … */
  facts: Record<string, string>;
}
export interface Judged {
  correct: boolean;
  given: number | string | Vector | null;
  expected: number | string | Vector;
  /** Which of the misconceptions a wrong answer comes from. */
  near: number | null;
  seen: number | null;
  /** The given answer as a text. */
  text: string | null;
  facts: Record<string, string>;
}

/** A simulated configuration. Immutable. */
export interface Experiment {
  /** Frames per track: steps + 1. */
  readonly length: number;
  /** The configuration with every default filled in. */
  readonly config: FullConfig;
  /** Every track's frame; with `track` that one's alone. */
  readout(step: number, track?: number): { tracks: Frame[] };
  analysis(options?: { track?: number; step?: number }): Analysis;
  /** Sliders as they stand at a step, 0 by default: under an absolute schedule the crank shows that step's rate. */
  controls(step?: number, options?: { axis?: Axis }): Control[];
  /** What is at a point, moved by `nudge` hundredths of the map's width, and what three rulers would do from there. */
  explain(options: { theta: Vector; nudge?: Vector }): Explained;
  /**
   * What tries say of the limit of a bowl that is not seen.
   * @throws ConfigError on `rates` where there is no limit
   */
  blind(rates: number[], giveUp?: boolean): Blind;
  /** Every parameter of the loss, the methods and their schedules that has no slider. */
  settings(): Setting[];
  /** The configuration after one control or setting was changed; this experiment stays as it is. */
  adjust(id: string, change: Change): FullConfig;
  csv(): string;
  /**
   * What a question asks of this run, and the answer that is expected.
   * @throws ConfigError on `ask` where this run has no such answer, else naming the option
   */
  ask(question: Question): Asked;
  /**
   * What an answer is worth: a number or its text (`2/11`), `never`, a point as two of these, the id of a choice; null
   * gives up.
   * @throws ConfigError on `given` where it cannot be read
   */
  judge(question: Question, given: Given | null): Judged;
  /** The run of a track as a script in Python, to be pasted and run. */
  code(dialect: "numpy" | "pytorch", track?: number): string;
  svg(view: View, options?: Size & Shown): string;
  draw(
    view: View,
    canvas: HTMLCanvasElement,
    options?: Shown & { ratio?: number; layer?: "base" | "overlay" | "all" },
  ): void;
  /** What is under a CSS pixel; without `snap` the place itself, no landmark or step near it. */
  pick(view: View, options: Size & Shown & { x: number; y: number; snap?: boolean }): Picked;
  /** Where something is drawn, in CSS pixels. */
  place(
    view: View,
    options: Size &
      Shown & {
        theta?: Vector;
        track?: number;
        learningRate?: number;
        direction?: Direction;
        multiplier?: number;
        radius?: number;
      },
  ): Vector;
  /** What the map shows by itself; how the surface stands after a `drag` by pixels. */
  camera(view: "surface", options?: Size & { step?: number; camera?: Turn; drag?: Pair<number> }): Turn;
  camera(view: View, options?: Size & { step?: number; camera?: Camera } & Movement): Camera;
  /** The colour that the map's base layer shows at a point, `#rrggbb`. */
  colourAt(view: View, options: Size & Shown & { theta: Vector }): string;
  /** Gives the memory back; the experiment must not be used afterwards. */
  free(): void;
}

/** How long a method takes at each learning rate. */
export interface Sweep {
  /** 200 rates in equal ratios over the range of the crank, ascending. */
  rates: number[];
  /** The first step at each rate whose gradient is below the tolerance; null where there is none within `within`. */
  steps: (number | null)[];
  /**
   * How many steps every rate was followed: the configuration's, fewer where that would take longer than a reader waits
   * (thousands of steps that arrive nowhere).
   */
  within: number;
  /** The rate that takes the fewest steps, the smallest of those; refined between the neighbours of the grid's best. */
  best: { learningRate: number; steps: number } | null;
}

export interface SpectrumOptions {
  /** 1 to 1000 curvatures of a bowl, each from 1e-6 to 1e6, in any order; 1 and 10 by default. */
  curvatures?: number[];
  /** A method that treats each direction by itself; plain gradient descent by default. */
  track?: TrackConfig;
  /** 1 to 10 000, and curvatures × steps at most two million; 60 by default. */
  steps?: number;
}
/** One direction of a spectrum. */
export interface SpectrumDirection {
  curvature: number;
  /** Signed, as a share of the distance at the start. */
  distance: number;
  /** The factor of the step that leaves this frame; null where it does not exist. */
  multiplier: number | null;
  halfLife: number | null;
  regime: Regime | null;
  spectralRadius: number | null;
  /** Of the remaining loss; null where nothing remains. */
  share: number | null;
}
export interface SpectrumFrame {
  step: number;
  learningRate: number | null;
  loss: number;
  conditionNumber: number;
  bestRate: number;
  bestFactor: number;
  stableBelow: number | null;
  /** The index of the direction that is furthest out, the flattest of those that are equally far. */
  slowest: number;
  status: Status;
  /** Ascending curvatures. */
  directions: SpectrumDirection[];
}
/** A run on a bowl of many directions, each started at distance 1. Immutable. */
export interface Spectrum {
  /** Frames: steps + 1. */
  readonly length: number;
  readout(step: number): SpectrumFrame;
  /** A picture: dials for up to 100 directions, the rates, or the distances. */
  svg(view: "clocks" | "rate" | "components", options?: Size & Shown): string;
  /** The same on a canvas whose backing store has been sized: CSS pixels × `ratio`. */
  draw(view: "clocks" | "rate" | "components", canvas: HTMLCanvasElement, options?: Shown & { ratio?: number }): void;
  /** Gives the memory back; the spectrum must not be used afterwards. */
  free(): void;
}

export interface Engine {
  readonly version: string;
  catalogue(): Catalogue;
  /** @throws ConfigError */
  simulate(config?: Config): Experiment;
  /**
   * Steps to tolerance against learning rate.
   * @throws ConfigError on `track` where it has no learning rate, or a schedule that ignores it
   */
  sweep(config?: Config, track?: number): Sweep;
  /** @throws ConfigError on `track.optimizer` for methods that mix directions */
  spectrum(options?: SpectrumOptions): Spectrum;
  /**
   * The text of a state's permalink, and the state without what is a default.
   * @throws ConfigError
   */
  link(state?: State): { text: string; state: State };
  /**
   * The state that such a text tells, with every default filled in.
   * @throws ConfigError where it cannot be opened: unknown, cut off, of another version
   */
  unlink(text: string): FullConfig & { step: number; spectrum?: number[] };
  /** The English wordings inside pictures by name, for translators. */
  wordings(): Record<string, string>;
  styles(theme?: Theme): { colours: Record<string, string>; lengths: Record<string, number> };
  /** Custom properties for both themes, as CSS text. */
  stylesheet(): string;
}

/** The engine of this page; one wasm instance however often it is called. Touches no DOM. */
export function loadEngine(): Promise<Engine>;

/**
 * The texts of a language by name: those of `many-clocks.en.mjs`, translated. What is missing stays English.
 *
 * `{name}` in a text is a place, `{kind:words}` are words in the colour of that kind, `[…]` what a narrow figure may leave out.
 * An object of texts by plural category (`one`, `other`, …) stands where a text depends on a count. `direction` is `ltr` or
 * `rtl`; `labels` are names of the catalogue by their English labels, `pictures` the wordings inside pictures by name.
 */
export type LanguageTable = { [name: string]: string | Record<string, string> };

/**
 * Gives the page a language; elements whose `lang` (or that of what they stand in) says so speak it at once.
 * @throws TypeError for a tag that is none, and for a table that is no object of texts
 */
export function addLanguage(tag: string, table: LanguageTable): void;

/** Registers the elements, once. */
export function define(): void;

/** The element `<many-clocks>`. */
export class ManyClocksElement extends HTMLElement {
  config: Config;
  step: number;
  readonly playing: boolean;
  /** Valid until the next change. */
  readonly experiment: Experiment | null;
  play(): void;
  pause(): void;
  reset(): void;
  stepForward(): void;
  stepBack(): void;
  getState(): State;
  setState(state: State): void;
  toSVG(view?: View): string;
  toPNG(view?: View, scale?: number): Promise<Blob>;
  toCSV(): string;
  whenReady(): Promise<this>;
}

/** The element `<many-clocks-question>`: its attributes are those of `Question`, and `for`. */
export class ManyClocksQuestionElement extends HTMLElement {}
/** The detail of `many-clocks-answer`; of "show me" `given` is null. */
export interface AnswerDetail {
  correct: boolean;
  given: number | string | Vector | null;
  expected: number | string | Vector;
  attempts: number;
}
