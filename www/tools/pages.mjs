// `node pages.mjs <www> <dist>`: puts index.html with its files into dist/, the same chapter as one file, and the pages
// that it leads to. In index.html each figure has its picture in place; the one file has words there, for pictures would
// make it six times as large.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { withPosters } from "./posters.mjs";

const [www = "", dist = ""] = process.argv.slice(2);
const page = readFileSync(join(www, "index.html"), "utf8");

/** An address that means a file beside the page. @param {string} address */
const isLocal = (address) => !/^([a-z]+:|\/\/|#|\/)/i.test(address);

/** The value of one attribute in a tag. @param {string} tag @param {string} name */
const attribute = (tag, name) => new RegExp(`\\s${name}\\s*=\\s*["']?([^"'\\s>]+)`, "i").exec(tag)?.[1];

/** A file beside the page: built, or copied from the sources. @param {string} address */
function beside(address) {
  const name = (address.split(/[?#]/)[0] ?? "").replace(/^\.\//, "");
  const target = join(dist, name);
  if (!existsSync(target)) {
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(www, name), target);
  }
  return target;
}

/** @param {string} path */
function dataUrl(path) {
  const types = /** @type {Record<string, string>} */ ({ ".svg": "image/svg+xml", ".png": "image/png" });
  const type = types[extname(path)];
  if (!type) throw new Error(`index.html: no way to inline ${path}`);
  return `data:${type};base64,${readFileSync(path).toString("base64")}`;
}

// Text inside a script ends at the first `</script`, and `<!--` opens a state of its own; in JavaScript both can
// only stand inside strings, templates and patterns, where a backslash changes nothing.
/** @param {string} code */
const script = (code) => code.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
/** @param {string} css */
const style = (css) => css.replace(/<\/(style)/gi, "<\\/$1");

/** Scripts that wait for the whole page (`defer`) must stand at its end once they are inline. @type {string[]} */
const late = [];

const single = page
  .replace(/<link\b[^>]*>/gi, (tag) => {
    const address = attribute(tag, "href");
    if (!address || !isLocal(address)) return tag;
    const path = beside(address);
    if (!/\brel\s*=\s*["']?stylesheet/i.test(tag)) return tag.replace(address, () => dataUrl(path));
    const media = attribute(tag, "media");
    return `<style${media ? ` media="${media}"` : ""}>\n${style(readFileSync(path, "utf8").trim())}\n</style>`;
  })
  .replace(/<script\b([^>]*)><\/script>/gi, (tag) => {
    const address = attribute(tag, "src");
    if (!address || !isLocal(address)) return tag;
    const type = attribute(tag, "type");
    const code = readFileSync(beside(address), "utf8").trim();
    const inline = `<script${type ? ` type="${type}"` : ""}>\n${script(code)}\n</script>`;
    if (!/\sdefer\b/i.test(tag)) return inline;
    late.push(inline);
    return "";
  })
  .replace(/<(img|source)\b[^>]*>/gi, (tag) => {
    const address = attribute(tag, "src");
    return address && isLocal(address) ? tag.replace(address, () => dataUrl(beside(address))) : tag;
  });

const end = single.toLowerCase().lastIndexOf("</body>");
const at = end < 0 ? single.length : end;
const posters = await withPosters(page, dist);
writeFileSync(join(dist, "index.html"), posters.page);
console.log(`${posters.count} pictures of figures, ${posters.bytes} bytes`);
writeFileSync(join(dist, "chapter.html"), single.slice(0, at) + late.map((text) => `${text}\n`).join("") + single.slice(at));

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The versions that the tests of the hosts install, as their own lists pin them. @type {Map<string, string>} */
const versions = new Map();
const hosts = join(www, "..", "tests", "hosts");
for (const list of ["requirements.txt", "requirements-full.txt"]) {
  for (const [, name = "", version = ""] of readFileSync(join(hosts, list), "utf8").matchAll(/^([\w.-]+)==(\S+)$/gm)) {
    versions.set(name.toLowerCase(), version);
  }
}
for (const [name, version] of Object.entries(JSON.parse(readFileSync(join(hosts, "package.json"), "utf8")).devDependencies)) {
  versions.set(name, version);
}

for (const name of ["teachers.html", "playground.html", "embed.html", "embedding.html"]) {
  const other = readFileSync(join(www, name), "utf8").replace(/<code data-text="([^"]+)"><\/code>/g, (_, file) => (
    `<code data-text="${file}">${escaped(readFileSync(join(www, file), "utf8").trimEnd())}</code>`
  )).replace(/<span data-version="([^"]+)"><\/span>/g, (_, tool) => {
    const version = versions.get(tool);
    if (!version) throw new Error(`${name}: no version of ${tool}`);
    return `<span data-version="${tool}">${version}</span>`;
  });
  for (const [tag] of other.matchAll(/<(?:link|script|img)\b[^>]*>/gi)) {
    const address = attribute(tag, "href") ?? attribute(tag, "src");
    if (address && isLocal(address)) beside(address);
  }
  writeFileSync(join(dist, name), other);
}
