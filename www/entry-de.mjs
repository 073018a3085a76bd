// many-clocks.de.js and many-clocks.de.mjs: German for this page, whichever of the scripts comes first.
import { DE } from "./language/de.mjs";
import { addLanguage } from "./language/registry.mjs";

addLanguage("de", DE);

export default DE;
