// The guide to embedding: every snippet that says where it belongs is built in a host's fixture, every host that says it is built here
// has its proof, and the versions are those that are installed.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { snippets } from "../hosts/guide.mjs";
import { HOSTS } from "../hosts/hosts.mjs";
import { dist } from "./engine.mjs";

const page = new URL("embedding.html", dist);
const html = readFileSync(page, "utf8");
const found = snippets(page);
const fixtures = new URL("../hosts/fixtures/", import.meta.url);
const built = HOSTS.map(({ name }) => name);

const sections = Object.fromEntries([...html.matchAll(/<section class="back" id="(\w+)">([\s\S]*?)<\/section>/g)].map(([, id, text]) => [id, text]));

test("every snippet of the guide names its host", () => {
  assert.equal(found.length, html.match(/<pre\b/g).length);
  // One is a file of its own, and tested as that.
  const own = found.filter(({ host }) => !host);
  assert.deepEqual(own.map(({ text }) => text), [readFileSync(new URL("parent-snippet.txt", dist), "utf8").trimEnd()]);
  assert.ok(own[0].text.split("\n").length <= 20, "twenty lines at most");
  for (const { text } of found) assert.ok(text.trim(), text);
});

test("a section says that it was built here exactly where a host is", () => {
  for (const [id, text] of Object.entries(sections)) {
    if (id === "page" || id === "picture") continue;
    const proof = /<p class="proof">([\s\S]*?)<\/p>/.exec(text)?.[1] ?? "";
    assert.equal(/Built here/.test(proof), built.includes(id), `${id}: ${proof}`);
    if (!built.includes(id)) assert.match(proof, /Follows the host(?:s’|’s) documentation/, id);
    assert.equal(found.some(({ host, file }) => host === id && file), built.includes(id), `${id}: snippets that are built`);
  }
  for (const name of built) assert.ok(sections[name], `a section for ${name}`);
});

test("each place of a fixture has a snippet, and each snippet with a file has a place or is the file", () => {
  for (const name of built) {
    const own = found.filter(({ host, file }) => host === name && file);
    const marks = readdirSync(new URL(`${name}/`, fixtures), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const full = `${entry.parentPath ?? entry.path}/${entry.name}`;
        const inside = relative(fileURLToPath(new URL(name, fixtures)), full);
        return [...readFileSync(full, "utf8").matchAll(/@@([\w./-]+)@@/g)].map(([, mark]) => ({ inside, mark }));
      });
    for (const { inside, mark } of marks) {
      assert.ok(own.some(({ file, at }) => (file === inside && at === mark) || file === mark), `${name}/${inside}: ${mark}`);
    }
    // What no line takes is a file by itself: then the fixture must not have one of that name.
    for (const { file, at } of own.filter((each) => !marks.some(({ inside, mark }) => inside === each.file && mark === each.at))) {
      assert.equal(at, "here", `${name}/${file}: ${at}`);
      assert.ok(!existsSync(new URL(`${name}/${file}`, fixtures)), `${name}/${file} has no place for its snippet`);
    }
  }
});

test("versions are filled in from the lists that are installed", () => {
  assert.doesNotMatch(html, /data-version="[^"]*"><\/span>/);
  const pins = ["requirements.txt", "requirements-full.txt"].map((name) => readFileSync(new URL(`../hosts/${name}`, import.meta.url), "utf8")).join("\n").toLowerCase();
  const { devDependencies } = JSON.parse(readFileSync(new URL("../hosts/package.json", import.meta.url), "utf8"));
  const shown = [...html.matchAll(/data-version="([^"]*)">([^<]*)</g)];
  assert.ok(shown.length >= 9, `${shown.length} versions`);
  for (const [, name, version] of shown) {
    assert.ok(devDependencies[name] === version || pins.includes(`\n${name}==${version}\n`), `${name} ${version}`);
  }
});
