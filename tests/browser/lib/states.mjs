// One figure in every state that a reader can meet: its attributes, what is done to it, and whether it is in that state.
// `act` and `holds` run in the page.

const BOWL = { curvatures: "1 25", angle: "30", start: "-1.9 -0.4", steps: "40", step: "6", "learning-rate": "0.07" };

const status = (name) => new Function(`const { step, experiment } = document.querySelector("many-clocks");
  return experiment.readout(step).tracks[0].status === ${JSON.stringify(name)};`);
const alerted = () => window.tools.alerts(document.querySelector("many-clocks")).length > 0;
const shows = (view) => new Function(`const widget = document.querySelector("many-clocks");
  return window.tools.views(widget).includes(${JSON.stringify(view)}) && window.tools.drawn(widget, ${JSON.stringify(view)});`);

export const STATES = [
  {
    name: "running",
    attributes: { ...BOWL, step: "2", caption: "While it plays." },
    act: () => document.querySelector("many-clocks").play(),
    holds: () => document.querySelector("many-clocks").playing,
  },
  { name: "diverged", attributes: { ...BOWL, "learning-rate": "0.4", steps: "60", step: "50" }, holds: status("diverged") },
  { name: "diverging", attributes: { ...BOWL, "learning-rate": "0.09", step: "9" }, holds: status("running") },
  { name: "landed", attributes: { ...BOWL, curvatures: "4 4", "learning-rate": "0.25", step: "1" }, holds: status("converged") },
  { name: "converged", attributes: { ...BOWL, steps: "400", step: "400" }, holds: status("converged") },
  {
    name: "stopped",
    attributes: { expression: "abs(x) + y^2", optimizers: "bfgs", start: "1.3 0.7", steps: "20", step: "6" },
    holds: status("stopped"),
  },
  {
    name: "stopped-at-once",
    attributes: { expression: "(x + y - 1)^2", optimizers: "newton", start: "1.3 0.7", steps: "20", step: "3", controls: "all" },
    holds: status("stopped"),
  },
  { name: "single-point", attributes: { ...BOWL, start: "0 0" }, holds: status("converged") },
  {
    name: "hovered",
    attributes: { ...BOWL, optimizers: "gradient-descent momentum" },
    act: async () => {
      const widget = document.querySelector("many-clocks");
      const { canvases, box, width, height } = window.tools.view(widget, "map");
      const [x, y] = widget.experiment.place("map", { track: 0, step: 4, width, height,
        camera: widget.experiment.camera("map", { width, height, step: widget.step }) });
      const at = { clientX: box.left + x, clientY: box.top + y, bubbles: true, composed: true };
      canvases[0].parentElement.dispatchEvent(new PointerEvent("pointermove", at));
      await window.tools.frame();
      await window.tools.frame();
    },
    holds: () => Boolean(document.querySelector("many-clocks").shadowRoot.querySelector(".pointed")),
  },
  { name: "error-in-attribute", attributes: { ...BOWL, curvatures: "one ten" }, holds: alerted },
  { name: "error-in-view", attributes: { ...BOWL, views: "map dials", theme: "sepia" }, holds: alerted },
  { name: "error-in-formula", attributes: { expression: "x^2 + sin(", start: "1 1" }, holds: alerted },
  { name: "no-controls", attributes: { ...BOWL, controls: "none", caption: "A figure to look at." }, holds: shows("clocks") },
  {
    name: "race",
    attributes: { ...BOWL, optimizers: "gradient-descent adam newton nelder-mead", controls: "learning-rate step play angle turn race", steps: "200" },
    holds: () => document.querySelector("many-clocks").shadowRoot.querySelector(".race tbody").rows.length === 4,
  },
  {
    name: "spectrum",
    attributes: { spectrum: "1 2 5 10 20 50 100", "learning-rate": "0.0185", step: "4", views: "clocks rate components" },
    holds: shows("clocks"),
  },
  { name: "surface", attributes: { loss: "saddle", "learning-rate": "0.1", step: "5", views: "map surface", start: "1.2 0.02" }, holds: shows("surface") },
  { name: "everything", attributes: { ...BOWL, views: "map clocks rate loss components surface", controls: "all", optimizers: "gradient-descent momentum" }, holds: shows("rate") },
];
