// What the tested build offers: the whole catalogue is behind a feature that the module may be built without.
import { existsSync } from "node:fs";

const script = new URL("../../../dist/many-clocks.mjs", import.meta.url);

/** Whether the engine has the reader's own formula, and with it the fields for parameters. */
export const hasFormula = existsSync(script)
  ? (await (await import(script.href)).loadEngine()).catalogue().losses.some(({ id }) => id === "formula")
  : false;
if (!hasFormula) console.log("# the module is built without the catalogue: the checks of formulas do not apply");
