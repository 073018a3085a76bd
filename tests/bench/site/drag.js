// A reader's hand: what the page's thread does from the event to the last stroke of the frame that shows it.
import { CAMERA, canvas, contourPainter } from "./d3.js";
import { board } from "./board.js";
import { thresholds } from "./base.js";
import { turns } from "./turns.js";

/** A thumb goes there and back over the part of its rail where something happens. */
const place = (round, from, to) => from + (to - from) * (0.5 - 0.5 * Math.cos((round * Math.PI) / 15));

/** One move of a slider, in milliseconds of script: the event's and the frame's. */
async function move(input, value, type = "input") {
  const { spent } = window;
  const start = performance.now();
  input.value = String(value);
  input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  const handled = performance.now() - start;
  spent.milliseconds = 0;
  await spent.frame();
  await spent.frame();
  return handled + spent.milliseconds;
}

const slide = (widget, name, from, to) => {
  const slider = window.tools.slider(widget, name);
  return (round) => move(slider, Math.round(place(round, from, to) * Number(slider.max)));
};

/** A number field: it is taken when its reader has finished with it. */
function field(widget, name, from, to) {
  const input = window.tools.part(widget, "field", name);
  return (round) => move(input, place(round, from, to).toFixed(3), "change");
}

/** One at a time: a widget that is not seen does not draw. */
async function alone(selector, contestants, settings) {
  for (const other of document.querySelectorAll("many-clocks")) other.hidden = true;
  const widget = document.querySelector(selector);
  widget.hidden = false;
  await widget.whenReady();
  widget.scrollIntoView({ block: "start" });
  for (let i = 0; i < 5; i += 1) await window.spent.frame();
  const samples = await turns(contestants(widget), settings);
  widget.hidden = true;
  return samples;
}

/** @param {import("../../../www/many-clocks.d.ts").Engine} engine */
export async function drag(engine, settings) {
  const probe = engine.simulate({ loss: { id: "rosenbrock" }, steps: 1 });
  const element = canvas();
  const contours = contourPainter(element, thresholds(probe, { camera: CAMERA, width: element.width, height: element.height }));
  probe.free();
  const paths = board();
  const rate = await alone("#four", (widget) => ({
    rate: slide(widget, "learning-rate", 0.3, 0.7),
    "d3-contour": (round) => contours(100 + (round % 7)),
    // Four paths and nothing else: it has no bands.
    JSXGraph: (round) => paths.show(place(round, 0.0002, 0.002)),
  }), settings);
  paths.remove();
  element.remove();
  const shape = await alone("#four", (widget) => ({
    angle: slide(widget, "angle", 0.2, 0.6), conditioning: slide(widget, "conditioning", 0.2, 0.8),
  }), settings);
  const ackley = await alone("#ackley", (widget) => ({ Ackley: field(widget, "b", 0.1, 0.4) }), settings);
  const seen = (selector) => window.tools.views(document.querySelector(selector)).join(", ");
  return { samples: { ...rate, ...shape, ...ackley }, facts: { ratio: devicePixelRatio, views: document.querySelector("#four").getAttribute("views"), seen: seen("#four") } };
}
