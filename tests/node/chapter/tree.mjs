// The chapter's pages as trees: elements with attributes and children, texts as they are read.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { SaxesParser } = createRequire(import.meta.url)("saxes");

const VOID = new Set(["meta", "link", "img", "br", "hr", "input", "wbr", "source"]);

/** The pages are written so that only these four habits of HTML keep them from being XML. */
function parse(name) {
  const html = readFileSync(new URL(`../../../www/${name}`, import.meta.url), "utf8");
  const xml = html
    .replace(/<!doctype html>/i, "")
    .replace(/<([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"]*"|='[^']*')?)*)\s*>/g, (_, element, attributes) => {
      const whole = attributes.replace(/\s+([a-z-]+)(="[^"]*"|='[^']*')?/g, (all, key, value) => ` ${key}${value ?? '=""'}`);
      return `<${element}${whole}${VOID.has(element) ? "/" : ""}>`;
    })
    .replace(/&nbsp;/g, "\u00a0");
  const root = { name: "#page", attributes: {}, children: [], parent: null };
  let at = root;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name: element, attributes, isSelfClosing }) => {
    const node = { name: element, attributes, children: [], parent: at };
    at.children.push(node);
    if (!isSelfClosing) at = node;
  });
  parser.on("closetag", ({ isSelfClosing }) => {
    if (!isSelfClosing) at = at.parent;
  });
  parser.on("text", (text) => at.children.push({ text, parent: at }));
  parser.on("error", (error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  parser.write(xml).close();
  return root;
}

export const walk = (node, visit) => {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
};
export const all = (node, fits) => {
  const found = [];
  walk(node, (each) => each.name && fits(each) && found.push(each));
  return found;
};
export const within = (node, fits) => {
  for (let each = node; each; each = each.parent) if (each.name && fits(each)) return each;
  return null;
};
export const has = (node, word) => (node.attributes.class ?? "").split(/\s+/).includes(word);
/** What a node says; a power keeps its place in the notation `1·10^−7`. */
export const text = (node) => node.text ?? `${node.name === "sup" ? "^" : ""}${node.children.map(text).join("")}`;

export const pages = { "index.html": parse("index.html"), "teachers.html": parse("teachers.html") };
export const chapter = pages["index.html"];
export const figures = all(chapter, ({ name }) => name === "many-clocks");
export const byId = new Map(Object.values(pages).flatMap((page) => all(page, ({ attributes }) => attributes.id)).map((node) => [node.attributes.id, node]));
