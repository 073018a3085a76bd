// The snippets of the guide, as a reader copies them. What is built and opened here is the readers' text.
import { readFileSync } from "node:fs";

const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', nbsp: "\u00a0" };
const decode = (text) => text.replace(/&(\w+);/g, (whole, name) => {
  if (!(name in ENTITIES)) throw new Error(`the guide writes ${whole}`);
  return ENTITIES[name];
});

/**
 * @param {URL | string} path of embedding.html
 * @returns {{ host: string, file?: string, at: string, command: boolean, text: string }[]} in the order of the page;
 *   `file` is where the text belongs, `at` the place in it; without a file it is shown and not built
 */
export function snippets(path) {
  return [...readFileSync(path, "utf8").matchAll(/<pre tabindex="0"><code([^>]*)>([\s\S]*?)<\/code><\/pre>/g)].map(([, attributes, text]) => {
    const of = (name) => new RegExp(`\\sdata-${name}="([^"]*)"`).exec(attributes)?.[1];
    return { host: of("host"), file: of("file"), at: of("at") ?? "here", command: of("command") !== undefined, text: decode(text) };
  });
}
