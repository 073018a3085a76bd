// anywidget.mjs: the figure in a notebook (Jupyter, MyST). One file, because a notebook loads what it is given and nothing
// beside it.
import { define } from "./define.mjs";

/**
 * What a notebook hands over: https://anywidget.dev/en/afm/
 * @typedef {object} NotebookModel
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, act: () => void) => void} on
 * @property {(event: string, act: () => void) => void} off
 */

/** Equal values are not sent back: the other side would send them once more. @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Traits: `config` (as the engine takes it), `step`, `answer` (of the last question, read only) and, where there is one,
 * `attributes` (of the element: `views`, `controls`, …).
 * @param {{ model: NotebookModel, el: HTMLElement }} place
 */
function render({ model, el }) {
  define();
  const figure = /** @type {import("./element.mjs").ManyClocksElement} */ (document.createElement("many-clocks"));
  for (const [name, value] of Object.entries(model.get("attributes") ?? {})) figure.setAttribute(name, String(value));
  /** What the notebook was last told or last said. @type {Record<string, unknown>} */
  const known = {};
  const take = (/** @type {"config" | "step"} */ name) => {
    const value = model.get(name);
    if (value === null || value === undefined || same(value, known[name])) return;
    known[name] = value;
    figure[name] = value;
  };
  const tell = (/** @type {Record<string, unknown>} */ facts) => {
    for (const [name, value] of Object.entries(facts)) {
      if (same(value, known[name])) continue;
      known[name] = value;
      model.set(name, value);
    }
    model.save_changes();
  };
  const listeners = /** @type {const} */ (["config", "step"]).map((name) => /** @type {const} */ ([`change:${name}`, () => take(name)]));
  take("config");
  take("step");
  for (const [event, act] of listeners) model.on(event, act);
  figure.addEventListener("many-clocks-change", (event) => {
    const { state, final } = /** @type {CustomEvent} */ (event).detail;
    if (!final) return;
    const { step, ...config } = state;
    tell({ config, step });
  });
  // A question stands beside the figure, in the same output.
  el.addEventListener("many-clocks-answer", (event) => tell({ answer: /** @type {CustomEvent} */ (event).detail }));
  el.append(figure);
  return () => {
    for (const [event, act] of listeners) model.off(event, act);
    figure.remove();
  };
}

export default { render };
