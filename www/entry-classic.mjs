// many-clocks.js: one classic script. Loading it defines the elements; what it exports is the global `ManyClocks`.
import { define } from "./define.mjs";
import { source } from "./share/shared.mjs";

export { ConfigError, loadEngine } from "./engine.mjs";
export { ManyClocksElement } from "./element.mjs";
export { addLanguage } from "./language/registry.mjs";
export { ManyClocksQuestionElement } from "./question/element.mjs";
export { define };

// Only while it runs does a script know where it came from: for the lines that a reader takes along.
source.script = /** @type {{ src?: string } | null | undefined} */ (globalThis.document?.currentScript)?.src ?? "";

define();
