// Lays out what the engines open: the build's own files untouched, the fixture pages beside them,
// and, for an engine without preload scripts, a copy of the product pages with the probe as their first script.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dist = join(root, "dist");
export const screenshots = join(root, "tests", "screenshots");

/** The probe's source, for engines that can run it before a page's own scripts. */
export const probe = readFileSync(join(here, "probe.js"), "utf8");

/**
 * @param {boolean} pictured whether the pictures of an earlier run make way for new ones
 * @returns {string} the folder with `dist/`, `probed/` and `pages/`
 */
export function layOut(pictured) {
  const site = join(root, "target", "browser-site");
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  cpSync(dist, join(site, "dist"), { recursive: true });
  cpSync(dist, join(site, "probed"), { recursive: true });
  cpSync(join(here, "pages"), join(site, "pages"), { recursive: true });
  cpSync(join(here, "probe.js"), join(site, "probe.js"));
  // A page that holds what readers copy, as they copy it, and nothing else; and one whose figure has a question.
  const snippet = readFileSync(join(dist, "parent-snippet.txt"), "utf8");
  const asking = snippet.replace(/;v1"/, ';v1&controls=learning-rate&ask=limit-rate&ask-prompt=Where+is+the+limit%3F"').replace('width="100%"', 'width="600"');
  for (const [name, body] of [["embedded.html", snippet], ["asked.html", asking]]) {
    const page = `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>A page with a figure in a frame</title></head>\n<body>\n${body}</body>\n</html>\n`;
    for (const place of ["dist", "probed"]) writeFileSync(join(site, place, name), page);
  }
  for (const name of readdirSync(join(site, "probed")).filter((file) => file.endsWith(".html"))) {
    const path = join(site, "probed", name);
    writeFileSync(path, withProbe(readFileSync(path, "utf8")));
  }
  if (pictured) rmSync(screenshots, { recursive: true, force: true });
  mkdirSync(screenshots, { recursive: true });
  return site;
}

/** The page with the probe before everything else in its head. */
export function withProbe(html) {
  if (!/<head[^>]*>/i.test(html)) throw new Error("a page without <head> cannot take the probe");
  return html.replace(/<head[^>]*>/i, (head) => `${head}<script src="../probe.js"></script>`);
}
