// many-clocks.js: one classic script. Loading it defines the elements; what it exports is the global `ManyClocks`.
import { define } from "./define.mjs";

export { ConfigError, loadEngine } from "./engine.mjs";
export { ManyClocksElement } from "./element.mjs";
export { ManyClocksQuestionElement } from "./question/element.mjs";
export { define };

define();
