// The paths alone as JSXGraph shows them: four tracks of two hundred steps on a board of SVG.
import { simulate } from "./plain.js";

const TRACKS = [
  { optimizer: "gradient-descent" },
  { optimizer: "momentum", momentum: 0.9 },
  { optimizer: "rmsprop", smoothing: 0.99, epsilon: 1e-8 },
  { optimizer: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];

export function board() {
  const element = document.createElement("div");
  element.id = "board";
  element.style.cssText = "width: 600px; height: 400px";
  document.body.append(element);
  const made = JXG.JSXGraph.initBoard("board", { boundingbox: [-2.25, 2, 2.25, -1], axis: true, showCopyright: false });
  const curves = TRACKS.map(() => made.create("curve", [[0], [0]]));
  const run = (learningRate) => simulate({ start: [-1.2, 1], steps: 200, tracks: TRACKS.map((track) => ({ ...track, learningRate })) });
  return {
    show(learningRate) {
      run(learningRate).forEach((frames, i) => {
        curves[i].dataX = frames.map(({ theta }) => theta[0]);
        curves[i].dataY = frames.map(({ theta }) => theta[1]);
      });
      made.update();
    },
    remove() {
      JXG.JSXGraph.freeBoard(made);
      element.remove();
    },
  };
}
