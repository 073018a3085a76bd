// The chapter as a reader meets it: scrolled from its first line to its last, its questions answered, without a
// script, without a network.
import { SAID } from "../../data/answers.mjs";
import { assert, none } from "../lib/expect.mjs";
import { complaints, fresh } from "../lib/reader.mjs";
import { still } from "./chapter-still.mjs";

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

/** Every question of a page, answered in every way. */
async function questions(session, page) {
  await session.check(`${page}: each question can be answered right, wrong, and wrong in its typical ways`, async () => {
    await fresh(session, session.product(page), { visit: false });
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
    await fresh(session, session.product("index.html"), { visit: false });
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
      await fresh(session, session.product("chapter.html"), { visit: false });
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
