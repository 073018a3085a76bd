// One figure in a frame: the address says what it shows, the page around it hears its height and its answers.
import { assert, none } from "../lib/expect.mjs";

const BOWL = "figure=loss:quadratic,curvatures:1_25;step:6;v1";
/** A page is loaded anew only where more than its hash differs. */
let opened = 0;
const address = (session, hash) => `${session.product("embed.html")}?${(opened += 1)}#${hash}`;

/** Runs in the page around a frame: listens from now on. */
function listen() {
  window.heard = [];
  addEventListener("message", ({ data, source }) => {
    if (data?.source === "many-clocks" && data.version === 1) window.heard.push({ ...data, framed: source === document.querySelector("iframe")?.contentWindow });
  });
}

export async function embed(session) {
  await session.check("embed.html: the address says what is shown; what it does not know is said and left out", async () => {
    await session.open(address(session, `${BOWL}&views=map+clocks%20rate&controls=step%20play&theme=dark&caption=A%20bowl%20%26%20more&lang=de&ask=limit-rate&ask-prompt=Wo+liegt+sie%3F`
      + "&onclick=alert(1)&%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1&ask-onclick=1&group=x&config={}&__proto__=1&constructor=2"));
    const seen = await session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget();
      return {
        attributes: Object.fromEntries([...widget.attributes].map(({ name, value }) => [name, value])), step: widget.step, curvatures: widget.config.loss.curvatures,
        views: tools.views(widget), caption: tools.part(widget, "caption").textContent, lang: tools.part(widget, "root").lang,
        question: document.querySelector("many-clocks-question").textContent, note: document.querySelector(".note").textContent, shown: tools.shown(document.querySelector(".note")),
        images: document.querySelectorAll("img").length, alerts: tools.alerts(widget), errors: window.probe.errors, wide: document.documentElement.scrollWidth - innerWidth,
      };
    });
    assert.deepEqual(seen.attributes, { id: "figure", permalink: "figure", views: "map clocks rate", controls: "step play", theme: "dark", caption: "A bowl & more", lang: "de" });
    assert.deepEqual([seen.step, seen.curvatures, seen.views, seen.caption, seen.lang], [6, [1, 25], ["map", "clocks", "rate"], "A bowl & more", "de"]);
    assert.equal(seen.question, "Wo liegt sie?");
    assert.match(seen.note, /^Not known in an address, and left out: “onclick”, “<img src=x onerror=alert\(1\)>”, “ask-onclick”, “group”, “config”\.$/);
    assert.ok(seen.shown);
    assert.equal(seen.images, 0);
    none(seen.alerts, "alerts");
    none(seen.errors, "errors");
    assert.ok(seen.wide <= 0, "it scrolls sideways");
  });

  await session.check("embed.html: parts of an address that cannot be read cost their own part alone", async () => {
    await session.open(address(session, "figure=loss:nowhere;v1&views=dials&curvatures=%E0%A4%A&theme=sepia&step=abc"));
    const seen = await session.evaluate(() => ({ alerts: window.tools.alerts(window.tools.widget()).join(" "), images: document.querySelectorAll("img").length, errors: window.probe.errors }));
    assert.match(seen.alerts, /cannot be opened/);
    assert.match(seen.alerts, /views: “dials” is not known/);
    assert.match(seen.alerts, /theme: “sepia” is not known/);
    assert.match(seen.alerts, /curvatures: “%E0%A4%A” is not a list of numbers/);
    none(seen.errors, "errors");
  });

  await session.check("embed.html: another address in the same frame is followed, and what a reader does stands in it", async () => {
    await session.open(address(session, `${BOWL}&views=map`));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget();
      location.hash = "#figure=loss:rosenbrock;step:3;v1&views=map+loss&controls=step";
      await tools.wait(200);
      const followed = [widget.config.loss.id, widget.step, ...tools.views(widget), widget.getAttribute("controls")];
      tools.part(widget, "button", "forward").click();
      await tools.wait(700);
      return { followed, hash: location.hash };
    });
    assert.deepEqual(seen.followed, ["rosenbrock", 3, "map", "loss", "step"]);
    assert.match(seen.hash, /^#figure=loss:rosenbrock;step:4;v1&views=map\+loss&controls=step$/);
  });

  // A sandboxed frame has no origin, and to what has none no browser gives a file: on a disk there is nothing to check.
  if (session.place !== "http") return;
  await session.check("embedded.html: the snippet makes its frame as tall as the figure, at any width, and comes to rest", async () => {
    await session.open(session.product("embedded.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const frame = document.querySelector("iframe");
      const settled = async () => {
        await tools.wait(300);
        let last = frame.height;
        for (let quiet = 0; quiet < 4;) {
          await tools.wait(100);
          quiet = frame.height === last ? quiet + 1 : 0;
          last = frame.height;
        }
        return Number(last);
      };
      await tools.until(() => frame.height !== "640", 10_000);
      const wide = await settled();
      frame.width = "360";
      const narrow = await settled();
      frame.width = "100%";
      const back = await settled();
      return { wide, narrow, back, sandbox: frame.getAttribute("sandbox"), errors: window.probe.errors };
    });
    assert.equal(seen.sandbox, "allow-scripts");
    assert.ok(seen.wide > 400 && seen.wide < 900, `${seen.wide} px at full width`);
    assert.ok(seen.narrow > 600 && seen.narrow < 1600 && Math.abs(seen.narrow - seen.wide) > 40, `${seen.narrow} px when narrow, ${seen.wide} when wide`);
    assert.equal(seen.back, seen.wide, "the same width, the same height");
    none(seen.errors, "errors");
    // As tall as the same figure on a page of its own.
    await session.open(address(session, BOWL));
    const alone = await session.evaluate(() => document.querySelector("main").getBoundingClientRect().height);
    assert.ok(Math.abs(alone - seen.wide) < 60, `${alone} px on its own, ${seen.wide} in the frame`);
  });

  await session.check("embedded.html: only its own frame is believed, and only a height that can be one", async () => {
    await session.open(session.product("embedded.html"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const frame = document.querySelector("iframe");
      // Until the figure in it has come to rest, on a busy machine, too.
      await tools.until(() => frame.height !== "640", 10_000);
      let before = "";
      while (before !== frame.height) {
        before = frame.height;
        await tools.wait(900);
      }
      let answers = 0;
      addEventListener("many-clocks-answer", () => { answers += 1; });
      const message = { source: "many-clocks", version: 1, type: "height", height: 77 };
      /** What a frame says, said from within it. */
      const says = async (frame, said) => {
        frame.removeAttribute("src");
        frame.srcdoc = `<script>for (const data of [${said}]) parent.postMessage(data, "*");</script>`;
        await new Promise((done) => { frame.onload = done; });
        await tools.wait(100);
      };
      // From this window, and from a frame that is none of ours.
      const forged = [message, { ...message, type: "answer", correct: true }];
      for (const data of forged) window.postMessage(data, "*");
      const other = document.createElement("iframe");
      // It takes no room: a page that becomes longer may get a bar, and the frame beside it another width and height.
      other.hidden = true;
      document.body.append(other);
      await says(other, forged.map((data) => JSON.stringify(data)));
      const foreign = frame.height === before;
      // From the frame itself, but nonsense.
      await says(frame, [...["-5", "NaN", "Infinity", "1e9", '"tall"', "null"].map((height) => `{ ...${JSON.stringify(message)}, height: ${height} }`),
        "null", "5", '"many-clocks"', JSON.stringify({ ...message, version: 2 }), JSON.stringify({ ...message, source: "other" })]);
      const ignored = foreign && frame.height === before;
      await says(frame, [JSON.stringify({ ...message, height: 812.4 })]);
      return { ignored, answers, believed: frame.height, errors: window.probe.errors };
    });
    assert.deepEqual(seen, { ignored: true, answers: 0, believed: "813", errors: [] });
  });

  await session.check("embedded.html: an answer given in the sandboxed frame reaches the page; the page may set the state", async () => {
    // Where its field and button are: the same figure in a window as wide as the frame.
    await session.open(session.product("asked.html"), { size: [1280, 1400] });
    const { src, box } = await session.evaluate(() => {
      const frame = document.querySelector("iframe");
      const { left, top } = frame.getBoundingClientRect();
      return { src: frame.src, box: { left: left + frame.clientLeft, top: top + frame.clientTop } };
    });
    await session.open(address(session, src.split("#")[1]), { size: [600, 1400] });
    const places = await session.evaluate(() => {
      const { shadowRoot } = document.querySelector("many-clocks-question");
      return ["field", "check"].map((name) => {
        const { left, top, width, height } = shadowRoot.querySelector(`[part~="${name}"]`).getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      });
    });
    await session.open(session.product("asked.html"), { size: [1280, 1400] });
    await session.evaluate(listen);
    await session.evaluate(async () => {
      await window.tools.until(() => window.heard.some(({ type }) => type === "height"), 10_000);
      await window.tools.wait(700);
    });
    const [field, check] = places.map(([x, y]) => [x + box.left, y + box.top]);
    await session.browser.click(...field);
    await session.browser.type("0.08");
    await session.browser.click(...check);
    const heard = await session.evaluate(async () => {
      await window.tools.until(() => window.heard.some(({ type }) => type === "answer"), 3000);
      document.querySelector("iframe").contentWindow.postMessage({ source: "many-clocks", version: 1, type: "set-state", state: { loss: { id: "nowhere" } } }, "*");
      await window.tools.until(() => window.heard.some(({ type }) => type === "error"), 3000);
      return window.heard;
    });
    assert.ok(heard.every(({ framed }) => framed));
    const answer = heard.find(({ type }) => type === "answer");
    assert.ok(answer, `an answer among ${heard.map(({ type }) => type)}`);
    assert.deepEqual([answer.ask, answer.correct, answer.given, answer.attempts], ["limit-rate", true, 0.08, 1]);
    assert.ok(Math.abs(answer.expected - 0.08) < 1e-12);
    const error = heard.find(({ type }) => type === "error");
    assert.equal(error?.field, "loss.id");
    assert.ok(heard.filter(({ type }) => type === "ready").length <= 2);
  });

  await session.check("oembed.json: what it offers is the frame of this folder", async () => {
    await session.open(session.product("playground.html"));
    const seen = await session.evaluate(async () => {
      const { href } = document.querySelector('link[type="application/json+oembed"]');
      const answer = await (await fetch(href)).json();
      const frame = new DOMParser().parseFromString(answer.html, "text/html").querySelector("iframe");
      return { ...answer, src: frame.getAttribute("src"), sandbox: frame.getAttribute("sandbox"), named: frame.title.length > 5, size: [frame.width, frame.height] };
    });
    assert.deepEqual([seen.version, seen.type, seen.src, seen.sandbox, seen.named], ["1.0", "rich", "embed.html", "allow-scripts", true]);
    assert.deepEqual(seen.size, [String(seen.width), String(seen.height)]);
  });
}
