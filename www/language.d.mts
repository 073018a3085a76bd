import type { LanguageTable } from "./many-clocks.mjs";
/** The texts of one language. */
declare const table: LanguageTable;
export default table;
