/** What the parts of the element hand to each other. The engine's own types are in many-clocks.d.ts. */

export type {
  Analysis, Blind, Camera, Catalogue, Change, Control, Direction, Engine, Entry, Experiment, Explained, Frame, FullConfig, LedgerRow,
  Regime, Setting, Size, Spectrum, Turn, Why,
} from "./many-clocks.d.ts";
import type {
  Analysis, Config as EngineConfig, Control, Experiment as EngineExperiment, LossConfig, TrackConfig,
} from "./many-clocks.d.ts";

export type Loss = LossConfig;
export type Track = TrackConfig;
/** As an author wrote it: the engine says what is wrong with it. */
export type Config = Omit<EngineConfig, "start"> & { start?: number[]; spectrum?: number[]; [key: string]: unknown };
/** What draws the views: an experiment, or a spectrum in its place. */
export type Pictures = Pick<EngineExperiment, "config" | "camera" | "draw" | "svg">;
/** What a permalink, a host page or a notebook keeps of a widget. */
export type State = Config & { step?: number };
export type Clock = Analysis["clocks"][0];
export type Mark = Control["marks"][0];
/** A theme as the canvases get it: every colour that the page may have changed. */
export type Theme = { base: "light" | "dark"; colours: Record<string, string>; font: string };
/** What is wrong with something that an author or a reader wrote. */
export type Fault = {
  field: string; code: string; value?: unknown; minimum?: number | null; maximum?: number | null;
  choices?: string[] | null; expected?: string; message: string;
};
/** One run of words: `kind` is its class in the styles, `detail` says that a narrow figure may leave it out. */
export type Piece = { text: string; kind?: string; detail?: boolean };
/** One step of one track. */
export type Spot = { track: number; step: number };
