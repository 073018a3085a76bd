// What a PDF file draws, counted: pages, lines of vector pictures, pictures of pixels. Enough of the format for what two
// browsers write; compressed streams are opened, fonts and text are not looked at.
import { inflateSync } from "node:zlib";

const count = (text, pattern) => (text.match(pattern) ?? []).length;

/** @param {Buffer} file */
export function counted(file) {
  const text = file.toString("latin1");
  const found = { pages: count(text, /\/Type\s*\/Page\b(?!s)/g), lines: 0, images: 0 };
  for (const stream of text.matchAll(/<<((?:(?!>>\s*(?:stream|endobj))[\s\S]){0,4000}?)>>\s*stream\r?\n/g)) {
    const [head, dictionary] = stream;
    if (/\/Subtype\s*\/Image/.test(dictionary)) {
      found.images += 1;
      continue;
    }
    const from = stream.index + head.length;
    const end = text.indexOf("endstream", from);
    const data = /FlateDecode/.test(dictionary) ? inflateSync(file.subarray(from, end)).toString("latin1") : text.slice(from, end);
    found.pages += count(data, /\/Type\s*\/Page\b(?!s)/g);
    found.lines += count(data, /(?<=\d) l\b/g);
  }
  return found;
}
