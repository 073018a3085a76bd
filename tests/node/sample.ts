// What an author of a page or a notebook would write; compiled, never run.
import { loadEngine, define, ManyClocksElement } from "many-clocks";

const engine = await loadEngine();
const version: string = engine.version;
for (const { id, label, parameters } of engine.catalogue().optimizers) {
  const words: string = id + label;
  for (const parameter of parameters) {
    const symbol: string = parameter.symbol;
    void symbol;
  }
  void words;
}

const experiment = engine.simulate({
  loss: { id: "quadratic", curvatures: [1, 10], angle: 30 },
  start: [1.5, 0.5],
  steps: 60,
  tolerance: 1e-6,
  tracks: [
    { optimizer: "gradient-descent", learningRate: 0.1 },
    { optimizer: "adam", learningRate: 0.1 },
  ],
});
const count: number = experiment.length;
const [frame] = experiment.readout(0).tracks;
if (frame) {
  const theta: readonly [number, number] = frame.theta;
  const displacement: readonly [number, number] | null = frame.displacement;
  const rate: number | null = frame.learningRate;
  const status: "running" | "converged" | "stopped" | "diverged" = frame.status;
  void [theta, displacement, rate, status];
}
const analysis = experiment.analysis({ track: 0, step: 0 });
const limit: number | null = analysis.stableBelow;
const regimes: string[] = analysis.clocks.map((clock) => String(clock.regime));
const picture: string = experiment.svg("map", { step: 6, width: 600, height: 450, theme: "dark" });
const place: readonly [number, number] = experiment.place("map", { theta: [1, 1], width: 600, height: 450 });
const picked = experiment.pick("map", { x: place[0], y: place[1], width: 600, height: 450, step: 0 });
const kind: string | null = picked.kind;
const table: string = experiment.csv();
const asked = experiment.ask({ ask: "limit-rate", tolerance: "1/20", misconceptions: [{ near: "best" }] });
const units: [string, string | undefined] = [asked.unit, asked.facts["eta"]];
const { correct, near }: { correct: boolean; near: number | null } = experiment.judge({ ask: "next-point" }, ["1/2", 0]);
experiment.free();

define();
const widget = document.querySelector("many-clocks");
if (widget instanceof ManyClocksElement) {
  widget.step = 5;
  widget.play();
  widget.pause();
  await widget.whenReady();
  const own = widget.experiment;
  void own;
}
void [version, count, limit, regimes, picture, kind, table, units, correct, near];
