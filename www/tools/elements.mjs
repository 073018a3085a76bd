// `node elements.mjs <many-clocks.mjs> <custom-elements.json> <elements.md>`: what the elements' sources say of themselves, as
// the manifest that editors read and as the table that people read.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as analyzer from "@custom-elements-manifest/analyzer";

// Its types leave out what its code exports.
const { create, ts } = /** @type {any} */ (analyzer);
const [module = "", manifest = "", table = ""] = process.argv.slice(2);
const www = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = ["element.mjs", "question/element.mjs"];

const modules = SOURCES.map((path) => {
  const source = readFileSync(join(www, path), "utf8");
  return ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
});
const { modules: analysed } = create({ modules });
const { loadEngine } = await import(pathToFileURL(resolve(module)).href);
const colours = Object.keys((await loadEngine()).styles("light").colours);

/** @param {any} member */
const isPublic = ({ name, privacy, static: own }) => privacy !== "private" && !own && !/^#|Callback$|^\[/.test(name);
const elements = analysed.flatMap((/** @type {any} */ { declarations }) => declarations)
  .filter((/** @type {any} */ { tagName }) => tagName)
  .map((/** @type {any} */ element) => ({
    ...element,
    superclass: { name: "HTMLElement" },
    members: element.members.filter(isPublic).map((/** @type {any} */ { kind, name, description, readonly }) => (
      { kind, name, ...(description ? { description } : {}), ...(readonly ? { readonly } : {}) }
    )),
    cssProperties: [
      ...(element.cssProperties ?? []),
      ...colours.map((name) => ({ name: `--many-clocks-${name}`, description: "a colour, of the page and of the canvases" })),
    ],
  }));
writeFileSync(manifest, `${JSON.stringify({
  schemaVersion: "1.0.0", readme: "README.md",
  modules: [{
    kind: "javascript-module", path: "many-clocks.mjs", declarations: elements,
    exports: elements.map((/** @type {any} */ { name }) => ({ kind: "js", name, declaration: { name, module: "many-clocks.mjs" } })),
  }],
}, null, 2)}\n`);

/** @param {string} title @param {any[] | undefined} rows @param {(row: any) => string} name */
const section = (title, rows, name) => (rows?.length ? [`\n### ${title}\n`, `| ${title.toLowerCase()} | what |`, "| --- | --- |",
  ...rows.map((row) => `| ${name(row)} | ${[row.type?.text && `\`${row.type.text.replaceAll("|", "\\|")}\``, row.description].filter(Boolean).join(" ")} |`)] : []);
const code = (/** @type {{ name: string }} */ { name }) => `\`${name}\``;
writeFileSync(table, `${["# The elements", "", "Made from the sources by the build; the same facts are in `custom-elements.json`.",
  ...elements.flatMap((/** @type {any} */ element) => [
    `\n## \`<${element.tagName}>\`\n`, element.description,
    ...section("Attributes", element.attributes, code),
    ...section("Properties", element.members.filter((/** @type {any} */ { kind }) => kind === "field"), code),
    ...section("Methods", element.members.filter((/** @type {any} */ { kind }) => kind === "method"), ({ name }) => `\`${name}()\``),
    ...section("Events", element.events, code),
    ...section("Slots", element.slots, ({ name }) => (name ? `\`${name}\`` : "(default)")),
    ...section("Parts", element.cssParts, code),
    ...section("Custom properties", element.cssProperties, code),
  ])].join("\n")}\n`);
