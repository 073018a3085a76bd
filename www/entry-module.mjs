// many-clocks.mjs: the same names for importers. Nothing is defined and no DOM is touched until asked for.
import { runWhenMain } from "./command.mjs";
import { loadEngine } from "./engine.mjs";

export { ConfigError } from "./engine.mjs";
export { define } from "./define.mjs";
export { ManyClocksElement } from "./element.mjs";
export { addLanguage } from "./language/registry.mjs";
export { ManyClocksQuestionElement } from "./question/element.mjs";
export { loadEngine };

runWhenMain(import.meta.url, loadEngine);
