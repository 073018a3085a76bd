// Languages: a translation is whole, its numbers are its country's, and whatever a table says stays text.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { DE } from "../../www/language/de.mjs";
import { EN } from "../../www/language/en.mjs";
import { fault } from "../../www/language/faults.mjs";
import { Language } from "../../www/language/language.mjs";
import { addLanguage, registry } from "../../www/language/registry.mjs";
import { announce, sentence } from "../../www/language/sentence.mjs";
import { names } from "../../www/language/tracks.mjs";
import { SAME } from "../data/same.mjs";
import { bowl, descent, engine, withExperiment } from "./engine.mjs";

const german = new Language("de", DE);
const english = new Language("en", EN);
const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));
const marks = (text) => [...text.matchAll(/\{([\w-]+)\}|\{([a-z]+):/g)].map(([, place, kind]) => place ?? `${kind}:`);
/** Places, sorted; `rest` and `detail` are for what a language may have without an equal. */
const places = (text) => [...new Set(marks(text))].filter((mark) => mark !== "rest:").sort();
const TABLES = ["direction", "labels", "expectations", "pictures"];

test("German has every text, with the places of the English one, and no other", () => {
  const own = Object.keys(DE).filter((name) => !TABLES.includes(name));
  assert.deepEqual(own.sort(), Object.keys(EN).filter((name) => !TABLES.includes(name)).sort());
  for (const name of own) {
    const expected = new Set(forms(EN[name]).flatMap(places));
    // A singular may spell its number out.
    expected.delete("count");
    const [told, whole] = [forms(DE[name]), new Set([...expected, "count"])];
    for (const text of told) {
      for (const place of expected) assert.ok(places(text).includes(place), `${name}: {${place}} is missing in “${text}”`);
      for (const place of places(text)) assert.ok(whole.has(place), `${name}: {${place}} in “${text}” is never filled`);
      assert.equal(text.split("[").length, text.split("]").length, `${name}: brackets in “${text}”`);
    }
    assert.deepEqual(typeof DE[name], typeof EN[name], name);
  }
});

test("German has every wording of the pictures, with its places", () => {
  const { numerals, ...wordings } = engine.wordings();
  assert.equal(numerals, "0123456789.");
  assert.deepEqual(Object.keys(DE.pictures).sort(), Object.keys(wordings).sort());
  for (const [name, text] of Object.entries(wordings)) assert.deepEqual(places(DE.pictures[name]), places(text), name);
});

test("German has every label of the catalogue", () => {
  const catalogue = engine.catalogue();
  for (const entry of [...catalogue.losses, ...catalogue.optimizers, ...catalogue.schedules]) {
    const choices = entry.parameters.flatMap((parameter) => parameter.choices ?? []).filter((choice) => !/\d/.test(choice));
    for (const label of [entry.label, ...entry.parameters.map((parameter) => parameter.label), ...choices.map((id) => id.replaceAll("-", " "))]) {
      assert.ok(Object.hasOwn(DE.labels, label) !== SAME.has(label), `${entry.id}: ${label}`);
    }
  }
});

test("German has a name for every line that a method can write into its ledger", () => {
  // What the sources write, and what runs write whose lines are made from rules.
  const folder = new URL("../../src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".rs"));
  const ids = new Set(files.flatMap((name) => [...readFileSync(new URL(name, folder), "utf8").matchAll(/"([a-z]+(?:-[a-z]+)*); [^"]*[;{=]/g)].map(([, id]) => id)));
  for (const { id: optimizer } of engine.catalogue().optimizers) {
    for (const id of ["rosenbrock", "saddle"]) {
      withExperiment({ loss: { id }, steps: 30, tracks: [{ optimizer }] }, (experiment) => {
        for (let step = 0; step <= 30; step += 1) for (const { label } of experiment.readout(step).tracks[0].ledger) ids.add(label);
      });
    }
  }
  assert.ok(ids.size > 60, `${ids.size} lines`);
  const missing = [...ids].filter((id) => !Object.hasOwn(DE, `row-${id}`) && !Object.hasOwn(DE.labels, id.replaceAll("-", " ")));
  assert.deepEqual(missing, []);
});

test("numbers are written as the language writes them, and read as a reader of it writes them", () => {
  assert.equal(german.number(0.07), "0,07");
  assert.equal(german.number(1234.5, 5), "1.234,5");
  assert.equal(german.number(1.5e-7), "1,5 × 10⁻⁷");
  assert.equal(german.factor(-0.99996), "×−0,99996");
  assert.equal(german.factor(-1), "×−1");
  assert.equal(german.point([1.5, -2]), "(1,5; −2)");
  assert.equal(german.matrix([[1, 2.5], [2.5, 4]]), "[1; 2,5 | 2,5; 4]");
  assert.equal(english.point([1.5, -2]), "(1.5, −2)");
  const arabic = new Language("ar-EG", { direction: "rtl" });
  assert.equal(arabic.spell("∇L(0.5, −12)"), "∇L(٠٫٥, −١٢)");
  for (const language of [english, german, arabic, new Language("fr", {}), new Language("de-CH", {})]) {
    for (const text of ["0.5", "12", "1/25", "−3.25", "2·10⁻³"]) assert.equal(language.unspell(language.spell(text)), text, language.tag);
  }
  assert.equal(german.unspell("max(1,2)"), "max(1,2)", "arguments of a function stay two");
  assert.equal(german.unspell("0.07"), "0.07", "the engine's own notation stays");
  assert.equal(new Language("not a tag!", {}).number(0.5), "0.5");
});

test("the sentence, the names of runs and a refusal in German", () => {
  withExperiment(bowl([1, 10], 30, [1.5, 0.5], descent(0.19)), (experiment) => {
    const said = announce(sentence(german, experiment.analysis(), experiment.readout(0).tracks[0]));
    assert.match(said, /^Die steile Richtung schießt über: ×−0,90 je Schritt, halb nach 6,6 Schritten\. Die flache kriecht: ×0,81/);
  });
  const tracks = [{ optimizer: "gradient-descent", learningRate: 0.04 }, { optimizer: "gradient-descent", learningRate: 0.1, schedule: { id: "silver" } }];
  withExperiment({ tracks }, (experiment) => {
    const called = names(german, experiment.analysis(), experiment.config.tracks, engine.catalogue());
    assert.match(called[0], /^Gradientenabstieg(, konstant| 0,04)$/);
    assert.equal(called[1], "Gradientenabstieg, silberne Schritte");
  });
  assert.throws(() => engine.simulate({ tracks: [] }), (error) => {
    assert.equal(fault(german, error), "tracks: „[]“ hat eine andere Länge. Erwartet: eine Liste von 1 bis 8 Läufen.");
    return true;
  });
});

test("what the engine expects is said in German, whatever is wrong", () => {
  const formulas = ["x^", "", "(x", "|x", "sin x", "max(x", "x y z", "x +* y", "sqrrt(x)", "x $ y", "1,5 x", "x".repeat(3000), "1e999 x", "2 3", "(".repeat(300)];
  const configs = [
    ...formulas.map((expression) => ({ loss: { id: "formula", expression } })), { tracks: [] }, { tracks: 5 }, { start: [1] }, { start: "x" },
    { steps: 1.5 }, { steps: "x" }, { tolerance: NaN }, { loss: [] }, { loss: { id: "formula", box: [1] } }, { loss: { id: "formula", box: [2, 1, 0, 1] } },
    { loss: { id: "least-squares", data: [[1, 2]] } }, { loss: { id: "least-squares", data: 5 } }, { loss: { id: "least-squares", standardize: true } },
    { tracks: [{ optimizer: "adam", amsgrad: "yes" }] }, { tracks: [{ optimizer: 5 }] }, { tracks: [{ schedule: { id: "list", rates: ["x"] } }] }, { nothing: 1 },
  ];
  let told = 0;
  for (const config of configs) {
    try {
      engine.simulate(config);
    } catch (error) {
      told += 1;
      const text = fault(german, { ...error, value: undefined, choices: [] });
      assert.doesNotMatch(text.replace(/^[^:]*:/, ""), /\b(an?|the|of|or|and|at|number|list|object|text|character|expected|true)\b/, text);
    }
  }
  assert.ok(told > 28, `${told} refused`);
});

test("a picture speaks German, in words and numerals", () => {
  withExperiment({ tracks: [descent(0.07).tracks?.[0] ?? { learningRate: 0.07 }, { optimizer: "newton" }] }, (experiment) => {
    const words = german.wordings(engine.catalogue());
    const texts = (view, options) => [...experiment.svg(view, { step: 3, ...options }).matchAll(/<text[^>]*>\s*([^<]*?)\s*</g)].map(([, text]) => text);
    const [plain, told] = [texts("rate", {}), texts("rate", { words })];
    assert.equal(plain.length, told.length);
    assert.ok(told.includes("Lernrate η") && plain.includes("learning rate η"), told.join());
    assert.ok(told.some((text) => /^0,\d+$/.test(text)) && !told.some((text) => /\d\.\d/.test(text)), told.join());
    assert.ok(texts("map", { words }).includes("Gradientenabstieg"), texts("map", { words }).join());
    assert.throws(() => experiment.svg("map", { words: { nothing: "x" } }), { code: "unknown-key", field: "words.nothing" });
  });
});

test("texts: places, kinds and details; markup of another kind stays text", () => {
  const language = new Language("xx", {
    "map-title": "<img src=x onerror=alert(1)> {step} {unknown}", "says-shallow": "[Lo ]{shallow:basso} {does}",
    "blind-left": { other: "{count}!" }, ledger: 7, nonsense: "not read",
  });
  assert.deepEqual(language.pieces("map-title", { step: "3" }).map(({ text }) => text).join(""), "<img src=x onerror=alert(1)> 3 {unknown}");
  assert.deepEqual(language.pieces("says-shallow", { does: [{ text: "va", kind: "verb" }] }), [
    { text: "Lo ", detail: true }, { text: "basso", kind: "shallow" }, { text: " " }, { text: "va", kind: "verb" },
  ]);
  assert.equal(language.say("blind-left", { count: 1 }), "1!");
  assert.equal(language.say("horizon-steps", { count: 1 }), "1 step", "what is missing is English");
  assert.equal(language.find("constructor", "nothing inherited"), "nothing inherited");
});

test("a language is refused that is none; a good one is heard of once", () => {
  for (const [tag, table] of [["", {}], ["a b", {}], ["xx", null], ["xx", "text"], ["xx", { step: 5 }], ["xx", { step: { one: 1 } }]]) {
    assert.throws(() => addLanguage(tag, table), TypeError, JSON.stringify([tag, table]));
  }
  let heard = 0;
  const changed = () => { heard += 1; };
  registry().changed.add(changed);
  addLanguage("xx", { step: "xx" });
  registry().changed.delete(changed);
  addLanguage("xx", { step: "yy" });
  assert.equal(heard, 1);
});

test("the table that translators copy has every text", async () => {
  const { default: table } = await import("../../dist/many-clocks.en.mjs");
  for (const name of Object.keys(DE)) if (typeof DE[name] === "object") assert.ok(Object.keys(table[name]).length >= Object.keys(DE[name]).length, name);
    else assert.equal(typeof table[name], "string", name);
  assert.equal(table["says-steep"], EN["says-steep"]);
});
