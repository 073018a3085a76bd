// What a reader takes along: a link, two lines of HTML, files, a citation; by keyboard, under a strict policy, on a phone.
import { clean } from "../lib/axe.mjs";
import { assert, none } from "../lib/expect.mjs";

/** Runs in the page: opens the dialog of a widget. */
async function share(selector) {
  window.tools.part(window.tools.widget(selector), "button", "share").click();
  await window.tools.frame();
}

/** Runs in the page: what the dialog of a widget says. */
function read(selector) {
  const { tools } = window;
  const widget = tools.widget(selector);
  const dialog = tools.part(widget, "dialog");
  if (!dialog) return null;
  const field = (name) => tools.part(widget, "field", name)?.value ?? null;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return {
    open: dialog.open, link: field("link"), embed: field("embed"), cite: field("cite"), box: [left, right, top, bottom], wide: dialog.scrollWidth - dialog.clientWidth,
    focused: tools.name(tools.focused()), status: dialog.querySelector('[role="status"]').textContent,
    saves: [...dialog.querySelectorAll('[part~="save"]')].map((button) => [button.getAttribute("aria-label"), button.title]),
    small: [...dialog.querySelectorAll("button")].filter((button) => button.getBoundingClientRect().height < 44).length,
  };
}

export async function exported(session) {
  await session.check("export.html: the dialog opens, is walked and closes by keyboard alone, under a strict policy", async () => {
    await session.open(session.fixture("export.html"));
    await session.evaluate(() => window.tools.part(window.tools.widget("#bowl"), "button", "share").focus());
    await session.browser.key("Enter");
    await session.evaluate(() => window.tools.wait(100));
    const first = await session.evaluate(read, "#bowl");
    assert.ok(first?.open, "Enter opens it");
    const reached = new Set([first.focused]);
    for (let i = 0; i < 60; i += 1) {
      await session.browser.key("Tab");
      reached.add(await session.evaluate(() => {
        const focused = window.tools.focused();
        return focused.closest("dialog") ? window.tools.name(focused) : "outside";
      }));
    }
    for (const what of ["close", "copy-link", "copy-embed", "copy-cite", "save"]) {
      assert.ok([...reached].some((name) => name.includes(what)), `Tab reaches ${what}: ${[...reached].join("; ")}`);
    }
    assert.ok([...reached].filter((name) => name.includes("save")).length >= 3 * 4 + 4 + 2, "every file");
    await session.evaluate(() => window.tools.part(window.tools.widget("#bowl"), "button", "copy-link").focus());
    await session.browser.key("Enter");
    await session.evaluate(() => window.tools.wait(150));
    assert.match((await session.evaluate(read, "#bowl")).status, /Copied|Selected/);
    await session.browser.key("Escape");
    await session.evaluate(() => window.tools.wait(100));
    const closed = await session.evaluate(() => [window.tools.part(window.tools.widget("#bowl"), "dialog") === null, window.tools.name(window.tools.focused())]);
    assert.deepEqual([closed[0], /share/.test(closed[1])], [true, true], `${closed}`);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("export.html: the link and the two lines show again what is shown", async () => {
    await session.open(session.fixture("export.html"));
    await session.evaluate(share, "#bowl");
    const said = await session.evaluate(read, "#bowl");
    const state = await session.evaluate(() => window.tools.widget("#bowl").getState());
    assert.match(said.link, /export\.html#bowl=loss:quadratic,curvatures:1_25;start:-1\.9_-0\.4;track:gradient-descent,learningRate:0\.07;track:adam,learningRate:0\.07;step:6;v1$/);
    const [script, element, ...more] = said.embed.split("\n");
    none(more, "further lines");
    assert.match(script, session.place === "http" ? /^<script src='http.*\/many-clocks\.js' defer><\/script>$/ : /^<script src='many-clocks\.js' defer><\/script>$/);
    assert.match(said.cite, /^Many Clocks \d+\.\d+\.\d+: gradient descent, Adam on .*, step 6\..* \d{4}-\d\d-\d\d\.$/);
    // On a page without that policy, where markup may be written.
    await session.open(session.fixture("permalink.html"));
    const again = await session.evaluate(async (html) => {
      const holder = document.createElement("div");
      document.querySelector("main").append(holder);
      holder.insertAdjacentHTML("afterbegin", html);
      const widget = holder.firstElementChild;
      await widget.whenReady();
      return { state: widget.getState(), views: window.tools.views(widget), caption: widget.getAttribute("caption"), children: holder.children.length, errors: window.probe.errors };
    }, element);
    assert.deepEqual(again, { state, views: ["map", "clocks", "loss"], caption: "The author’s <own> words & 'quotes'", children: 1, errors: [] });
    await session.open(session.fixture("export.html"));
    await session.evaluate(share, "#many");
    const many = await session.evaluate(read, "#many");
    assert.equal(many.link, null, "without a name in the address there is no link");
    assert.ok(!many.saves.some(([, name]) => /csv|py$/.test(name)), "two of many directions are not handed out as all");
    const tracks = await session.evaluate(() => window.tools.widget("#many").getState());
    await session.open(session.fixture("permalink.html"));
    const spectrum = await session.evaluate(async (html) => {
      document.querySelector("main").insertAdjacentHTML("beforeend", html);
      const widget = document.querySelector("main").lastElementChild;
      await widget.whenReady();
      return widget.getState();
    }, many.embed.split("\n")[1]);
    assert.deepEqual(spectrum, tracks);
  });

  await session.check("export.html: every file has a name that says what it is, and is that", async () => {
    await session.open(session.fixture("export.html"));
    await session.evaluate(share, "#bowl");
    const files = await session.evaluate(async () => {
      const { tools } = window;
      const [names, links] = [[], []];
      const click = HTMLElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        names.push(this.download);
        links.push(this.href);
      };
      const files = [];
      for (const button of tools.widget("#bowl").shadowRoot.querySelectorAll('[part~="save"]')) {
        click.call(button);
        await tools.until(() => names.length > files.length, 3000);
        // All bytes of the link itself: what is saved needs nothing else of the page.
        const [kind, data] = links.at(-1).split(",");
        if (!/^data:.*;base64$/.test(kind)) throw new Error(kind);
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const view = new DataView(bytes.buffer);
        files.push({
          name: names.at(-1), text: new TextDecoder().decode(bytes.slice(0, 4000)), size: bytes.length,
          png: bytes[1] === 80 && bytes[2] === 78 ? [view.getUint32(16), view.getUint32(20)] : null,
        });
      }
      return files;
    });
    const run = "many-clocks-quadratic-1-25-gradient-descent-0.07-adam-0.07";
    const views = ["map", "clocks", "loss"].flatMap((view) => [".svg", "@1x.png", "@2x.png", "@3x.png"].map((end) => `${run}-${view}-step-6${end}`));
    const scripts = ["gradient-descent", "adam"].flatMap((method) => ["numpy", "pytorch"].map((dialect) => `many-clocks-quadratic-1-25-${method}-${dialect}.py`));
    assert.deepEqual(files.map(({ name }) => name), [...views, ...scripts, `${run}.csv`, `${run}.json`]);
    for (const { name, text, png } of files) {
      if (name.endsWith(".svg")) assert.match(text, /^<svg/);
      else if (name.endsWith("numpy.py")) assert.match(text, /import numpy/);
      else if (name.endsWith("pytorch.py")) assert.match(text, /import torch/);
      else if (name.endsWith(".csv")) assert.match(text, /^track,optimizer,step,x,y,loss/);
      else if (name.endsWith(".json")) assert.equal(JSON.parse(text).step, 6);
      else assert.ok(png, name);
    }
    const wide = files.filter(({ name }) => /-map-.*png$/.test(name)).map(({ png }) => png[0]);
    assert.ok(Math.abs(wide[1] / wide[0] - 2) < 0.02 && Math.abs(wide[2] / wide[0] - 3) < 0.02, `${wide}`);
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("export.html: the frame for pages without scripts opens as the same figure", async () => {
    await session.open(session.fixture("export.html"));
    await session.evaluate(share, "#bowl");
    const { text, shown } = await session.evaluate(() => {
      const { tools } = window;
      const widget = tools.widget("#bowl");
      return { text: tools.part(widget, "field", "frame").value, shown: { state: widget.getState(), views: tools.views(widget) } };
    });
    const [, src] = /^<iframe src='([^'<]*)' title='[^']{6,}' width='100%' height='640' sandbox='allow-scripts' loading='lazy'><\/iframe>$/.exec(text) ?? [];
    assert.ok(src, text);
    await session.open(session.product(src.replaceAll("&#39;", "'").replaceAll("&amp;", "&").replace(/^.*embed\.html/, "embed.html")));
    const seen = await session.evaluate(() => ({ state: window.tools.widget().getState(), views: window.tools.views(window.tools.widget()), errors: window.probe.errors, note: document.querySelector(".note").hidden }));
    assert.deepEqual(seen, { ...shown, errors: [], note: true });
  });

  await session.check("export.html: where the clipboard is not to be had, the text is selected", async () => {
    await session.open(session.fixture("export.html"));
    await session.evaluate(share, "#bowl");
    const tried = await session.evaluate(async () => {
      const { tools } = window;
      const widget = tools.widget("#bowl");
      const results = [];
      for (const [clipboard, command] of [[{ writeText: async (text) => void (window.taken = text) }, false], [undefined, false],
        [{ writeText: () => Promise.reject(new Error("no")) }, false], [undefined, true]]) {
        Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
        document.execCommand = () => command;
        tools.part(widget, "button", "copy-embed").click();
        await tools.wait(50);
        const field = tools.part(widget, "field", "embed");
        results.push([tools.part(widget, "dialog").querySelector('[role="status"]').textContent.slice(0, 8), field.selectionEnd - field.selectionStart === field.value.length]);
      }
      return { results, taken: window.taken === tools.part(widget, "field", "embed").value, errors: window.probe.errors };
    });
    assert.deepEqual(tried.results.map(([text]) => text), ["Copied.", "Selected", "Selected", "Copied."]);
    assert.ok(tried.results.slice(1).every(([, whole]) => whole), "the whole text is selected");
    assert.deepEqual([tried.taken, tried.errors], [true, []]);
  });

  await session.check("export.html: the dialog fits a screen of 320 px, and axe finds nothing in it", async () => {
    await session.open(session.fixture("export.html"), { size: [320, 640] });
    await session.evaluate(share, "#crank");
    const crank = await session.evaluate(read, "#crank");
    assert.ok(crank.open && crank.box[0] >= 0 && crank.box[1] <= 320, JSON.stringify(crank));
    await session.evaluate(() => window.tools.part(window.tools.widget("#crank"), "button", "close").click());
    await session.evaluate(share, "#bowl");
    const seen = await session.evaluate(read, "#bowl");
    const [left, right, top, bottom] = seen.box;
    assert.ok(left >= 0 && right <= 320 && top >= 0 && bottom <= 640 && seen.wide <= 0, `${seen.box}, ${seen.wide} px over`);
    assert.equal(seen.small, 0, "every button is 44 px high");
    await clean(session);
    // A click beside it closes it.
    await session.evaluate(() => window.tools.part(window.tools.widget("#bowl"), "dialog")
      .dispatchEvent(new MouseEvent("click", { clientX: 1, clientY: 1, bubbles: true })));
    await session.evaluate(() => window.tools.wait(60));
    assert.equal(await session.evaluate(read, "#bowl"), null);
  });
}
