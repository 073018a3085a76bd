// Figures in other languages: every word, every number, either direction, texts of any length and of any content.
import { SAME } from "../../data/same.mjs";
import { assert, none } from "../lib/expect.mjs";
import { folderUrl } from "../session.mjs";
import { dist } from "../site.mjs";

const { default: english } = await import(new URL("many-clocks.en.mjs", folderUrl(dist)));

/** Every text of a table changed; what is in braces or brackets keeps its place. */
const changed = (table, change, direction = "ltr") => ({
  ...Object.fromEntries(Object.entries(table).map(([name, text]) => [
    name, typeof text === "string" ? change(text) : Object.fromEntries(Object.entries(text).map(([key, each]) => [key, change(each)])),
  ])),
  direction,
});
const words = (text, change) => text.replace(/\{[^}]*\}|[^{}]+/g, (part) => {
  const kind = /^\{([a-z]+):(.*)\}$/s.exec(part);
  return kind ? `{${kind[1]}:${change(kind[2])}}` : part.startsWith("{") ? part : change(part);
});
const DOUBLED = changed(english, (text) => words(text, (part) => (/[a-z]{2}/i.test(part) ? `${part} ${part.trim()}` : part)));
const HOSTILE = changed(english, (text) => `<img src=x onerror=alert(1)>${text}<script>alert(2)</script>`);
const HEBREW = changed(english, (text) => words(text, (part) => part.replace(/[a-z]{2,}/gi, (word) => "שלוםעולםטובמאוד".slice(0, word.length))), "rtl");

/** Runs in the page: gives a widget a language. */
async function speak(id, tag, table) {
  window.ManyClocks.addLanguage(tag, table);
  window.tools.widget(`#${id}`).lang = tag;
  await window.tools.frame();
  await window.tools.frame();
  await window.tools.frame();
}

/** Runs in the page: all that a reader of a widget sees or hears, in pieces. */
function said(id) {
  const { shadowRoot } = window.tools.widget(`#${id}`);
  const texts = new Set();
  const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.add(walker.currentNode.data.trim());
  for (const element of shadowRoot.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "aria-valuetext", "alt", "placeholder", "label", "data-column"]) {
      texts.add((element.getAttribute(name) ?? "").trim());
    }
  }
  return [...texts].filter((text) => /[a-z]{3}/i.test(text));
}

export async function language(session) {
  const open = (size) => session.open(session.fixture("language.html"), { size: size ?? [1280, 900] });

  await session.check("language.html: of a German figure not one word is English, and of an English one not one German", async () => {
    await open();
    const [told, plain] = [await session.evaluate(said, "german"), await session.evaluate(said, "english")];
    assert.ok(told.length > 100 && plain.length > 100, `${told.length} and ${plain.length} texts`);
    // Names and formulas are the same everywhere.
    const same = (text) => SAME.has(text) || /^(Momentum|momentum|linear)$/.test(text);
    none(told.filter((text) => plain.includes(text) && !same(text) && !/Δ|∇|←|θ/.test(text)), "the same in both");
    const roots = await session.evaluate(() => ["english", "german", "asked"].map((id) => window.tools.part(window.tools.widget(`#${id}`), "root").lang));
    assert.deepEqual(roots, ["en", "de-AT", "de"]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("language.html: German numbers are shown, read out, written and understood with a comma", async () => {
    await open();
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#german");
      const field = tools.part(widget, "control", "learning-rate-control").querySelector("input[type=text]");
      const write = async (text) => {
        field.value = text;
        field.dispatchEvent(new Event("change"));
        await tools.frame();
        await tools.frame();
        return [widget.config.tracks[0].learningRate, field.value];
      };
      return {
        shown: field.value, heard: tools.slider(widget, "learning-rate").getAttribute("aria-valuetext"), comma: await write("0,05"), point: await write("0.04"),
        fraction: await write("1/16"), wrong: await write("a,b"), alert: tools.alerts(widget),
        ledger: [...tools.part(widget, "ledger").querySelectorAll("td")].map((cell) => cell.textContent).join(" "),
      };
    });
    assert.equal(seen.shown, "0,07");
    assert.match(seen.heard, /^0,07, schießt über in der steilen Richtung, Grenze 0,08$/);
    assert.deepEqual(seen.comma, [0.05, "0,05"]);
    assert.deepEqual(seen.point, [0.04, "0,04"]);
    assert.deepEqual(seen.fraction, [1 / 16, "0,0625"]);
    assert.equal(seen.wrong[0], 1 / 16);
    assert.match(seen.alert.join(), /„a,b“ ist nicht lesbar\. Erwartet: eine Zahl/);
    assert.doesNotMatch(seen.ledger, /\d\.\d/);
  });

  await session.check("language.html: a German question is asked, answered with a comma and judged", async () => {
    await open();
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const question = document.querySelector("many-clocks-question");
      const part = (name) => question.shadowRoot.querySelector(`[part~="${name}"]`);
      const answer = async (text) => {
        part("field").value = text;
        part("check").click();
        await tools.frame();
        return part("feedback").textContent;
      };
      return [question.textContent, part("check").textContent, await answer("0,3"), await answer("0,08"), part("field").value];
    });
    assert.match(seen[0], /λ = 12,5\./);
    assert.equal(seen[1], "Prüfen");
    assert.match(seen[2], /^Noch nicht\..*λ = 12,5\. Wann ist das null\?/);
    assert.match(seen[3], /^Richtig\..*Die Antwort: 0,08\./);
    assert.equal(seen[4], "0,08");
  });

  await session.check("language.html: a language may change, come later, or be that of the place a figure is moved to; nothing is lost", async () => {
    await open();
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#english");
      const sentence = async () => {
        for (let times = 0; times < 3; times += 1) await tools.frame();
        return tools.part(widget, "sentence").textContent.trim().slice(0, 12);
      };
      const state = JSON.stringify(widget.getState());
      const told = [await sentence()];
      widget.lang = "de";
      told.push(await sentence());
      widget.lang = "eo";
      told.push(await sentence());
      window.ManyClocks.addLanguage("eo", { "says-steep": "La {steep:kruta} {does}" });
      told.push(await sentence());
      widget.removeAttribute("lang");
      told.push(await sentence());
      document.querySelector("#section").append(widget);
      told.push(await sentence());
      return { told, kept: JSON.stringify(widget.getState()) === state, drawn: tools.drawn(widget, "map") };
    });
    assert.deepEqual(seen.told.map((text) => text.slice(0, 9)), ["The steep", "Die steil", "The steep", "La kruta ", "The steep", "Die steil"]);
    assert.ok(seen.kept && seen.drawn);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  for (const [tag, table, size] of [["x-a", DOUBLED, [1280, 900]], ["x-b", DOUBLED, [390, 844]], ["he", HEBREW, [1280, 900]], ["ar", HEBREW, [390, 844]]]) {
    await session.check(`language.html: ${table === DOUBLED ? "texts twice as long" : "from right to left"} at ${size[0]} px nothing is cut off and nothing scrolls sideways`, async () => {
      await open(size);
      await session.evaluate(speak, "german", tag === "x-a" || tag === "x-b" ? "qaa" : tag, table);
      const seen = await session.evaluate(() => {
        const { tools } = window;
        const widget = tools.widget("#german");
        const root = tools.part(widget, "root");
        // The sentence and the title of a map end in dots where they do not fit; menus, too.
        const allowed = ".menu, .clause, .clause *, .status, select, option, .title, .title *, .visually-hidden, .visually-hidden *, .explained *, .race caption, .race thead *, .label.cut *";
        const cut = [...root.querySelectorAll("button, label, span, legend, th, p, figcaption, h2")]
          .filter((element) => tools.shown(element) && !element.matches(allowed) && getComputedStyle(element).display !== "inline")
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${tools.name(element)} ${element.textContent.slice(0, 30)}`);
        const { left, right } = root.getBoundingClientRect();
        const outside = [...root.querySelectorAll("*")].filter((element) => tools.shown(element) && !element.closest(".visually-hidden, .scroller, .tabs, .clause, canvas, .handle, select"))
          .filter((element) => element.getBoundingClientRect().right > right + 1 || element.getBoundingClientRect().left < left - 1).map((element) => tools.name(element));
        return { cut, outside, page: document.documentElement.scrollWidth - innerWidth, direction: getComputedStyle(root).direction, rail: getComputedStyle(root.querySelector(".rail")).direction };
      });
      none(seen.cut, "cut off");
      none(seen.outside, "outside the frame");
      assert.ok(seen.page <= 0, `the page scrolls by ${seen.page} px`);
      assert.equal(seen.direction, table === HEBREW ? "rtl" : "ltr");
      assert.equal(seen.rail, "ltr");
    });
  }

  await session.check("language.html: markup in texts stays text, in words, names and pictures", async () => {
    await open();
    await session.evaluate(speak, "german", "qab", HOSTILE);
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#german");
      tools.part(widget, "share").click();
      widget.setAttribute("curvatures", "none");
      await tools.wait(200);
      const svg = new DOMParser().parseFromString(widget.toSVG("rate"), "image/svg+xml");
      return {
        elements: widget.shadowRoot.querySelectorAll("script, img:not(.print)").length, text: tools.part(widget, "sentence").textContent,
        alert: tools.alerts(widget).join(), svg: [svg.querySelectorAll("parsererror, script, img, image").length, svg.documentElement.textContent.includes("<img")],
      };
    });
    assert.equal(seen.elements, 0);
    assert.match(seen.text, /<img src=x onerror=alert\(1\)>/);
    assert.match(seen.alert, /<img/);
    assert.deepEqual(seen.svg, [0, true]);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });
}
