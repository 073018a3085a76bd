// The chapter as a reader meets it: scrolled from its first line to its last, its questions answered, without a
// script, without a network.
import { readFileSync } from "node:fs";
import { SAID } from "../../data/answers.mjs";
import { assert, near, none } from "../lib/expect.mjs";
import { counted } from "../lib/pdf.mjs";
import { root } from "../site.mjs";

/** CSS pixels from one stop to the next, as a reader scrolls by screens. */
const STRIDE = 700;
/** Stops between two answers of the page: no call may take as long as a hanging one. */
const STOPS = 8;

/** Runs in the page: begin to note what moves by itself and what keeps the page busy. */
function watch() {
  window.moved = { shifts: [], tasks: [], jumps: [], blank: [] };
  const observe = (type, take) => {
    if (PerformanceObserver.supportedEntryTypes.includes(type)) new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type });
  };
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) window.moved.shifts.push({ value: entry.value, at: Math.round(scrollY), of: entry.sources.map(({ node }) => window.tools.name(node?.nodeType === 1 ? node : node?.parentElement) + (node?.id ?? "")) });
  });
  observe("longtask", ({ duration }) => window.moved.tasks.push(Math.round(duration)));
}

/**
 * Runs in the page: some stops on the way down. At each, what is in view must be drawn and must stay where it is.
 * @returns how far it has come, and whether that is the end
 */
async function scroll(from, stride, stops) {
  const { tools, moved } = window;
  const landmarks = [...document.querySelectorAll("h1, h2, h3, main p, li, dt, table, figcaption")].filter((element) => !element.closest("many-clocks, many-clocks-question"));
  const inView = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const root = document.scrollingElement;
  let y = from;
  for (let stop = 0; stop < stops && y < root.scrollHeight - innerHeight; stop += 1) {
    y = Math.min(y + stride, root.scrollHeight - innerHeight);
    scrollTo({ top: y, behavior: "instant" });
    await tools.frame();
    const seen = landmarks.filter(inView).map((element) => [element, element.getBoundingClientRect().top]);
    await tools.frame();
    await tools.frame();
    await tools.until(() => tools.widgets().filter(inView).every((widget) => widget.experiment || widget.hasAttribute("spectrum")), 4000);
    await tools.frame();
    await tools.frame();
    for (const [element, top] of seen) {
      const by = element.getBoundingClientRect().top - top;
      if (Math.abs(by) > 1) moved.jumps.push(`${tools.name(element)} “${element.textContent.trim().slice(0, 30)}” by ${Math.round(by)} px`);
    }
    for (const widget of tools.widgets().filter(inView)) {
      for (const view of tools.views(widget)) if (!tools.drawn(widget, view) && !tools.part(widget, "figure", view).matches(".veiled")) moved.blank.push(`${widget.id} ${view}`);
      for (const alert of tools.alerts(widget)) moved.blank.push(`${widget.id}: ${alert}`);
    }
  }
  return { y, end: y >= root.scrollHeight - innerHeight };
}

/** Scrolls from top to bottom; what was noted on the way. */
async function walk(session) {
  await session.evaluate(watch);
  for (let at = { y: 0, end: false }; !at.end;) at = await session.evaluate(scroll, at.y, STRIDE, STOPS);
  await session.evaluate(() => window.tools.wait(100));
  return session.evaluate(() => window.moved);
}

function judgeWalk(session, name, { shifts, tasks, jumps, blank }) {
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  if (session.engine === "chromium") {
    console.log(`# ${session.label} ${name}: layout shift ${sum.toFixed(4)}; ${tasks.length} tasks over 50 ms, the longest ${Math.max(0, ...tasks)} ms`);
  }
  none(blank, "blank views and faults");
  none(jumps, "what moved while it was read");
  assert.ok(sum <= 0.02, `layout shift ${sum}: ${JSON.stringify(shifts.sort((a, b) => b.value - a.value).slice(0, 4))}`);
}

const complaints = async (session) => [
  ...(await session.evaluate(() => window.probe.errors)),
  ...(session.browser.console ?? []).filter(({ type }) => type === "error").map(({ text }) => text),
];

/** Opens the page for a reader who has not been there before. */
async function fresh(session, name) {
  await session.open(session.product(name), { visit: false });
  await session.evaluate(() => {
    try {
      localStorage.clear();
    } catch {
      // Nothing is kept here.
    }
  });
  await session.open(session.product(name), { visit: false });
}

/** Runs in the page: one question, answered wrong, wrong in each typical way, and right. */
async function answer(id, [, ...typical]) {
  const { tools } = window;
  const host = document.getElementById(id);
  const figure = document.getElementById(host.getAttribute("for"));
  figure.scrollIntoView({ block: "center", behavior: "instant" });
  await figure.whenReady();
  await tools.until(() => tools.part(host, "button", "check")?.closest("[hidden]") === null, 4000);
  const options = Object.fromEntries([...host.attributes].filter(({ name }) => name !== "id" && name !== "for").map(({ name, value }) => [name, value]));
  options.misconceptions = [...host.querySelectorAll('[slot="misconception"]')].map((element) => ({ near: element.getAttribute("near"), tolerance: element.getAttribute("tolerance") }));
  const { expected, kind, choices, never } = figure.experiment.ask(options);
  const judge = (given) => figure.experiment.judge(options, given);
  const candidates = kind === "choice" ? choices.map((choice) => choice.id) : kind === "point" ? [["0.31", "-2.7"], ["9", "9"]] : ["3.71", "17.3", "213", "0.0037"];
  const wrong = candidates.find((given) => {
    const { correct, near } = judge(given);
    return !correct && near === null;
  });
  const text = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || getComputedStyle(node).display === "none") return "";
    return [...(node.localName === "slot" ? node.assignedNodes() : node.childNodes)].map(text).join(" ");
  };
  const words = (node) => text(node).replace(/\s+/g, " ").trim();
  const give = async (given) => {
    if (kind === "choice") host.shadowRoot.querySelector(`input[value="${given}"]`).checked = true;
    else {
      const box = tools.part(host, "never");
      if (box && box.checked !== (given === "never")) box.click();
      if (given !== "never") {
        [...host.shadowRoot.querySelectorAll('[part~="field"]')].forEach((field, index) => {
          field.value = [given].flat()[index];
          field.dispatchEvent(new Event("input", { bubbles: true }));
        });
      }
    }
    tools.part(host, "button", "check").click();
    await tools.frame();
    await tools.frame();
    await tools.frame();
    return { given, verdict: tools.part(host, "root").dataset.verdict ?? null, feedback: words(tools.part(host, "feedback")) };
  };
  const print = () => JSON.stringify(tools.views(figure).map((view) => tools.fingerprint(figure, view)));
  const heard = [];
  host.addEventListener("many-clocks-answer", ({ detail }) => heard.push(detail));
  const prompt = words(tools.part(host, "prompt"));
  const shut = print();
  const missed = wrong === undefined ? null : await give(wrong);
  const misconceived = [];
  for (const given of typical) misconceived.push(await give(given));
  const still = print();
  const right = await give(kind === "number" || kind === "choice" ? String(expected) : expected.map(String));
  await tools.frame();
  return {
    id, kind, never, prompt, missed, misconceived, right, heard, expected,
    hint: words(host.querySelector('[slot="hint"]')), messages: [...host.querySelectorAll('[slot="misconception"]')].map((element) => element.textContent.replace(/\s+/g, " ").trim()),
    closed: kind === "point" || still === shut, opened: print() !== still,
  };
}

/** Runs in the page: every view as it goes onto paper, and what its vector picture consists of. */
async function paper() {
  const { tools } = window;
  dispatchEvent(new Event("beforeprint"));
  const shown = tools.widgets().flatMap((widget) => tools.views(widget).map((view) => ({ widget, view, figure: tools.part(widget, "figure", view) })));
  await tools.until(() => shown.every(({ figure }) => figure.classList.contains("printable")), 10_000);
  const pictures = shown.map(({ widget, view, figure }) => {
    const image = figure.querySelector("img.print");
    const { width, height } = tools.view(widget, view);
    const svg = decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1));
    const points = [...svg.matchAll(/ points="([^"]*)"/g)].reduce((sum, [, list]) => sum + list.trim().split(/\s+/).length - 1, 0);
    return {
      name: `${widget.id} ${view}`, decoded: image.complete && image.naturalWidth > 0, ratio: image.naturalWidth / image.naturalHeight, wanted: width / height,
      points: figure.matches(".veiled") ? 0 : points, drawn: tools.drawn(widget, view), veiled: figure.matches(".veiled"),
    };
  });
  const questions = [...document.querySelectorAll("many-clocks-question")].map((question) => {
    const figure = document.getElementById(question.getAttribute("for"));
    return {
      id: question.id, asked: tools.part(question, "button", "check").closest("[hidden]") === null, prompt: question.textContent.includes("{"),
      told: getComputedStyle(tools.part(figure, "sentence")).visibility,
    };
  });
  const open = [...document.querySelectorAll("details")].every((details) => details.open);
  dispatchEvent(new Event("afterprint"));
  return { pictures, questions, open, shut: [...document.querySelectorAll("details")].every((details) => !details.open) };
}

/** Every question of a page, answered in every way. */
async function questions(session, page) {
  await session.check(`${page}: each question can be answered right, wrong, and wrong in its typical ways`, async () => {
    await fresh(session, page);
    const ids = await session.evaluate(() => [...document.querySelectorAll("many-clocks-question")].map(({ id }) => id));
    assert.deepEqual(ids, Object.keys(SAID));
    let plainly = 0;
    for (const [id, said] of Object.entries(SAID)) {
      const found = await session.evaluate(answer, id, said);
      assert.doesNotMatch(found.prompt, /[{}]/, id);
      if (found.missed) {
        plainly += 1;
        assert.equal(found.missed.verdict, "wrong", id);
        assert.ok(found.hint && found.missed.feedback.includes(found.hint), `${id}: ${found.missed.feedback}`);
        assert.doesNotMatch(found.missed.feedback, /[{}]/, id);
      }
      assert.equal(found.misconceived.length, found.messages.length, id);
      found.misconceived.forEach(({ given, verdict, feedback }, index) => {
        assert.equal(verdict, "wrong", `${id}: ${given}`);
        assert.ok(feedback.includes(found.messages[index]), `${id}: ${given}: ${feedback}`);
        assert.doesNotMatch(feedback, /[{}]/, id);
      });
      assert.ok(found.closed, `${id}: a wrong answer opens the figure`);
      assert.deepEqual([found.right.verdict, found.opened], ["right", true], id);
      assert.match(found.right.feedback, /^Right\. The answer/, id);
      assert.doesNotMatch(found.right.feedback, /[{}]|NaN|undefined/, id);
      assert.deepEqual(found.heard.map(({ correct }) => correct), [...Array(found.misconceived.length + (found.missed ? 1 : 0)).fill(false), true], id);
      assert.deepEqual(found.heard.at(-1).expected, found.expected, id);
    }
    // Where only choices are offered each wrong one may be a typical one.
    assert.ok(plainly >= 12, `${plainly} questions can be answered plainly wrong`);
    const progress = await session.evaluate(() => document.getElementById("progress").textContent);
    assert.match(progress, /every question/);
    none(await complaints(session), "errors");
  });
}

export async function chapter(session) {
  await session.check("index.html: whoever scrolls finds every figure drawn, and nothing moves", async () => {
    await fresh(session, "index.html");
    judgeWalk(session, "index.html", await walk(session));
    const undrawn = await session.evaluate(() => window.tools.widgets().filter((widget) => !widget.hasAttribute("spectrum") && !widget.experiment).map(({ id }) => id));
    none(undrawn, "figures that never began");
    none(await complaints(session), "errors");
  });

  await questions(session, "index.html");

  // What does not depend on where the page comes from.
  if (!session.place.startsWith("file")) return;
  await still(session);

  await session.check("chapter.html: one file, drawn to its end with the network off", async () => {
    if (session.browser.offline) await session.browser.offline(true);
    try {
      await fresh(session, "chapter.html");
      const found = await walk(session);
      judgeWalk(session, "chapter.html", found);
      const right = await session.evaluate(answer, "q-next", SAID["q-next"]);
      assert.equal(right.right.verdict, "right");
      none(await complaints(session), "errors");
    } finally {
      if (session.browser.offline) await session.browser.offline(false);
    }
  });
  if (session.browser.offline) await session.browser.offline(true);
  await questions(session, "chapter.html");
  if (session.browser.offline) await session.browser.offline(false);
}

/** The page as a text, on paper, and without scripts. */
async function still(session) {
  await session.check("index.html: the last row of the two verdicts follows the crank, and says what is so", async () => {
    await session.open(session.product("index.html"));
    const rows = await session.evaluate(async () => {
      const table = document.querySelector("table[data-live]");
      const figure = document.getElementById(table.dataset.live);
      figure.scrollIntoView({ block: "center", behavior: "instant" });
      await Promise.race([figure.whenReady(), window.tools.wait(8000)]);
      const rows = [];
      for (const rate of ["0.05", "2/25", "0.0816", "0.08001"]) {
        const field = window.tools.part(figure, "field");
        field.value = rate;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await window.tools.wait(80);
        const clock = figure.experiment.analysis({ track: 0, step: 0 }).clocks[1];
        rows.push({ rate, regime: clock.regime, multiplier: clock.multiplier, cells: [...table.querySelector("tr.now").cells].map(({ textContent }) => textContent) });
      }
      return rows;
    });
    assert.deepEqual(rows.map(({ regime }) => regime), ["overshoots", "bounces", "diverges", "diverges"]);
    for (const { rate, regime, multiplier, cells } of rows) {
      assert.ok(cells[1].startsWith(regime), `${rate}: ${cells}`);
      const said = /×([−\d.]+)/.exec(cells[1])?.[1];
      if (said) assert.ok(said !== "−1" && Math.abs(Number(said.replace("−", "-")) / multiplier - 1) < 0.05, `${rate}: ${cells[1]}`);
    }
    none(await complaints(session), "errors");
  });

  await session.check("index.html: the claims that are shown are those that are tested", async () => {
    await session.open(session.product("index.html"), { visit: false });
    const shown = await session.evaluate(() => [...document.querySelectorAll("data.claim")].map((claim) => [claim.textContent, claim.value, claim.dataset.figure ?? null, claim.dataset.ask]));
    const source = readFileSync(new URL(`file://${root}/www/index.html`), "utf8");
    const written = [...source.matchAll(/<data class="claim"((?:\s+[a-z-]+=(?:"[^"]*"|'[^']*'))*)>(.*?)<\/data>/g)].map(([, attributes, text]) => {
      const of = (name) => new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(attributes)?.slice(1).find((value) => value !== undefined) ?? null;
      return [text.replace(/<[^>]*>/g, "").replace(/&nbsp;/g, "\u00a0"), of("value"), of("data-figure"), of("data-ask")];
    });
    assert.ok(written.length >= 150, `${written.length} claims`);
    assert.deepEqual(shown, written);
    const hidden = await session.evaluate(() => [...document.querySelectorAll("data.claim")].filter((claim) => !claim.closest("details") && !window.tools.shown(claim)).map(({ textContent }) => textContent));
    none(hidden, "claims that cannot be seen");
  });

  await session.check("index.html: on paper every figure is there, the ones that nobody has come near included", async () => {
    await fresh(session, "index.html");
    const { pictures, questions, open, shut } = await session.evaluate(paper);
    assert.ok(pictures.length >= 120, `${pictures.length} views`);
    for (const { name, decoded, ratio, wanted, drawn } of pictures) {
      assert.ok(decoded, `${name} has no picture for paper`);
      assert.ok(drawn, `${name} is blank`);
      near(ratio / wanted, 1, 0.02, `${name}: shape`);
    }
    for (const { id, asked, told } of questions) assert.deepEqual([asked, told], [true, "hidden"], id);
    assert.ok(open && shut, "answers open for paper and close again");
    none(await complaints(session), "errors");
    if (!session.browser.pdf) return;
    await fresh(session, "index.html");
    const { pages, lines, images } = counted(await session.browser.pdf());
    console.log(`# ${session.label} index.html as PDF: ${pages} pages, ${lines} lines, ${images} images`);
    assert.ok(pages >= 35 && pages <= 60, `${pages} pages`);
    if (session.engine === "chromium") {
      // All of it vectors: a figure that was not ready in time would be an image.
      const points = pictures.reduce((sum, picture) => sum + picture.points, 0);
      assert.equal(images, 0);
      assert.ok(lines >= points, `${lines} lines on paper, ${points} in the pictures`);
    } else {
      // Pictures that are not decoded in time are printed from the canvas: pixels and their transparency.
      const eager = 4;
      const least = 2 * (pictures.filter(({ veiled }) => !veiled).length - eager);
      assert.ok(images >= least, `${images} images, ${least} expected`);
    }
  });

  await session.check("index.html: without scripts there are pictures and words in place, and nothing moves when they come", async () => {
    if (!session.browser.scripts) return;
    await session.browser.scripts(false);
    try {
      await session.browser.open(session.product("index.html"));
      const heights = () => session.evaluate(() => [...document.querySelectorAll("many-clocks")].map((figure) => figure.getBoundingClientRect().height));
      const before = await heights();
      const found = await session.evaluate(async () => {
        const wait = (ms) => new Promise((done) => setTimeout(done, ms));
        const result = [];
        for (const figure of document.querySelectorAll("many-clocks")) {
          figure.scrollIntoView({ block: "center", behavior: "instant" });
          const images = [...figure.querySelectorAll("img")];
          for (let i = 0; i < 100 && !images.every(({ complete }) => complete); i += 1) await wait(20);
          result.push({
            id: figure.id, pictures: images.length, loaded: images.every(({ naturalWidth }) => naturalWidth > 0),
            alt: images[0]?.alt ?? figure.textContent.trim(), caption: figure.getAttribute("caption"),
            seen: images.every((image) => image.getBoundingClientRect().width > 60 && image.getBoundingClientRect().height > 40),
          });
        }
        return result;
      });
      assert.deepEqual(await heights(), before, "a picture that comes moves what stands below it");
      for (const { id, pictures, loaded, alt, seen } of found) {
        assert.ok(alt.length > 20, `${id}: ${alt}`);
        assert.ok(loaded && seen, `${id}: its pictures`);
        assert.ok(pictures >= 1 || !id || id === "fig-blind", `${id}: no picture`);
      }
      const prompts = await session.evaluate(() => [...document.querySelectorAll("many-clocks-question")].filter((question) => !/answer/.test(question.innerText) || question.innerText.length < 60).map(({ id }) => id));
      none(prompts, "questions that cannot be read");
    } finally {
      await session.browser.scripts(true);
    }
  });
}
