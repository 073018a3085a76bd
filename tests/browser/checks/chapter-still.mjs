// The chapter as a text, on paper, and without scripts.
import { readFileSync } from "node:fs";
import { assert, near, none } from "../lib/expect.mjs";
import { counted } from "../lib/pdf.mjs";
import { complaints, fresh } from "../lib/reader.mjs";
import { root } from "../site.mjs";

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

export async function still(session) {
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
    await fresh(session, session.product("index.html"), { visit: false });
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
    await fresh(session, session.product("index.html"), { visit: false });
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
