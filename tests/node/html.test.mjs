// The pages as they are built: valid HTML by the W3C's validator, links that lead somewhere, headings that nest.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { dist as built } from "./engine.mjs";

const run = promisify(execFile);
const dist = fileURLToPath(built);
const pages = readdirSync(dist).filter((name) => name.endsWith(".html"));
const html = Object.fromEntries(pages.map((name) => [name, readFileSync(join(dist, name), "utf8")]));

/**
 * What the validator's checker of styles does not know: container queries (CSS Containment 3, in all engines since 2023)
 * and parts (CSS Shadow Parts, since 2020). Each only where the line itself has nothing else to complain of.
 * @type {[RegExp, RegExp][]} the complaint, and what the line must hold
 */
const UNKNOWN = [
  [/^CSS: “container-type”: Property “container-type” doesn't exist\.$/, /container-type: inline-size/],
  [/^CSS: Unrecognized at-rule “@container”$/, /^@container \(/],
  [/^CSS: Parse Error\.$/, /^(?:#[\w-]+::part\([\w-]+\),? ?)+(?:\{ display: none; \})?$/],
];
const isKnown = ({ message, url, lastLine }) => {
  const line = html[url.split("/").pop()].split("\n")[lastLine - 1];
  return UNKNOWN.some(([complaint, holds]) => complaint.test(message) && holds.test(line));
};

test("the pages that are meant are there", () => {
  for (const name of ["index.html", "chapter.html", "teachers.html", "embedding.html"]) assert.ok(pages.includes(name), name);
});

test("every page is valid HTML", async () => {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const found = await run("java", ["-Xss4m", "-jar", String(jar), "--format", "json", "--stdout", "--exit-zero-always", ...pages.map((name) => join(dist, name))], { maxBuffer: 1 << 24 })
    .catch((error) => {
      throw new Error(error.code === "ENOENT" ? "the validator needs Java 11 or newer. Debian, Ubuntu: apt-get install default-jre-headless" : error.stderr || error.message);
    });
  const { messages } = JSON.parse(found.stdout);
  const wrong = messages.filter((message) => !isKnown(message))
    .map(({ type, url, lastLine, message }) => `${url.split("/").pop()}:${lastLine}: ${type}: ${message}`);
  assert.deepEqual(wrong, []);
});

/** Tags without what scripts, styles and comments hold. */
const bare = (text) => text.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, "<$1></$1>").replace(/<!--[\s\S]*?-->/g, "").replace(/<pre\b[\s\S]*?<\/pre>/gi, "");
const idsOf = (text) => [...bare(text).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);

test("every link and every file that a page names is there", () => {
  for (const [name, text] of Object.entries(html)) {
    const lost = [];
    for (const [, address] of bare(text).matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)) {
      if (/^(https:|mailto:|data:)/.test(address)) continue;
      const [file, anchor] = address.split("#");
      // The state of a figure, not a place.
      if (!file && /^\w+=.*;v1$/.test(anchor) && text.includes(`permalink="${anchor.split("=")[0]}"`)) continue;
      // The one file travels alone; that it leads to the notes beside it is all that it may ask for.
      if (file && !existsSync(join(dist, file))) lost.push(address);
      else if (anchor && !idsOf(file ? html[file] : text).includes(anchor)) lost.push(address);
    }
    assert.deepEqual(lost, [], name);
    const ids = idsOf(text);
    assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), [], `${name}: ids that are there twice`);
  }
});

test("headings nest", () => {
  for (const [name, text] of Object.entries(html)) {
    let level = 0;
    for (const [, digit] of bare(text).matchAll(/<h([1-6])\b/g)) {
      assert.ok(Number(digit) <= level + 1, `${name}: h${digit} under h${level}`);
      level = Number(digit);
    }
  }
});

test("the figures of the chapter have their pictures, with words for those who do not see them", () => {
  const figures = [...html["index.html"].matchAll(/<many-clocks(?=\s)[^>]*\bid="([^"]+)"[^>]*>([\s\S]*?)<\/many-clocks>/g)];
  assert.ok(figures.length >= 50, `${figures.length} figures`);
  for (const [whole, id, inside] of figures) {
    const images = [...inside.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
    if (/\sblind[\s>]/.test(whole.slice(0, whole.indexOf(">") + 1))) {
      assert.equal(images.length, 0, `${id}: a picture tells what is to be found`);
      continue;
    }
    assert.ok(images.length >= 1, `${id}: no picture`);
    assert.match(images[0], /alt="[^"]{20,}"/, id);
    for (const tag of images) {
      assert.match(tag, /width="\d+" height="\d+"/, id);
      const svg = readFileSync(join(dist, /src="([^"]+)"/.exec(tag)[1]), "utf8");
      assert.match(svg, /prefers-color-scheme:dark/, `${tag}: the same in the dark`);
    }
  }
  // Before its question is answered a figure shows the start and nothing of the run.
  const quiet = (id) => readFileSync(join(dist, "figures", `${id}-clocks.svg`), "utf8");
  for (const [, id] of html["index.html"].matchAll(/<many-clocks-question\b[^>]*\sfor="([^"]+)"/g)) {
    assert.doesNotMatch(quiet(id), /creeps:|overshoots:|lands:|diverges:|halves in/, `${id} tells its answer`);
  }
  assert.match(quiet("fig-round"), /lands/);
});
