// What the page's address keeps of its widgets, and what it does not let in.
import { assert, none } from "../lib/expect.mjs";

let opened = 0;
/** A page of its own each time: an address that differs by its hash alone is not loaded anew. */
const page = (session, hash = "") => `${session.fixture("permalink.html")}?${(opened += 1)}${hash}`;
/** Until what was changed stands in the address. */
const written = (session) => session.evaluate(() => window.tools.wait(700));
const look = (session) => session.evaluate(() => {
  const { tools } = window;
  return Object.fromEntries(["bowl", "valley"].map((id) => [id, tools.widget(`#${id}`).getState()]).concat([
    ["hash", location.hash], ["alerts", tools.alerts(tools.widget("#bowl"))], ["top", scrollY],
  ]));
});

/** Runs in the page: turns a crank to a share of its way, as a hand does. */
async function turn(selector, share) {
  const slider = window.tools.slider(window.tools.widget(selector), "learning-rate");
  slider.value = String(Math.round(Number(slider.max) * share));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  await window.tools.frame();
  await window.tools.frame();
}

/** Numbers that are the same every time. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = ["loss:", "track:", ";", ",", ":", "_", "~", "~3cscript~3e", "v1", ";v1", ";v2", "step:99", "1e999", "NaN", "<img src=x onerror=alert(1)>",
  "\"'`", "%", "%00", "__proto__:1", "constructor", "javascript:alert(1)", "\u202e", "é", "0x10", "-", "{\"loss\":1}", "spectrum:1_2_3"];
const GOOD = ["loss:rosenbrock,b:20;start:1_2;step:7;v1", "loss:formula,expression:x~5e2+y~5e2;track:adam,schedule:cosine,period:20;v1", "v1"];

function hostile() {
  const next = random(11);
  const texts = ["", ";v1", "loss:quadratic", "steps:1e9;v1", `start:${"1_".repeat(70_000)};v1`, "spectrum:1_2_3;v1", "loss:formula,expression:~ff;v1"];
  while (texts.length < 48) {
    let text = GOOD[next(GOOD.length)];
    for (let i = 0; i <= next(3); i += 1) {
      const at = next(text.length + 1);
      text = text.slice(0, at) + PIECES[next(PIECES.length)] + text.slice(at + next(4));
    }
    texts.push(text);
  }
  return texts;
}

export async function permalink(session) {
  await session.check("permalink.html: what is set stands in the address, and a new page opens it exactly", async () => {
    await session.open(page(session));
    const before = await look(session);
    assert.equal(before.hash, "", "nothing is written before something is changed");
    await session.evaluate(turn, "#bowl", 0.6);
    await session.evaluate(turn, "#valley", 0.4);
    await written(session);
    const after = await look(session);
    assert.match(after.hash, /^#bowl=loss:quadratic,curvatures:1_25;.*;step:3;v1&valley=loss:rosenbrock;.*v1$/);
    assert.notDeepEqual(after.bowl, before.bowl);
    await session.open(page(session, after.hash));
    const again = await look(session);
    assert.deepEqual([again.bowl, again.valley, again.hash], [after.bowl, after.valley, after.hash]);
    none(again.alerts, "alerts");
    // One of the two alone, as a messenger may have escaped it, beside something that is not ours.
    await session.open(page(session, `#other=1&valley=${encodeURIComponent(after.hash.split("valley=")[1])}`));
    const one = await look(session);
    assert.deepEqual([one.bowl, one.valley], [before.bowl, after.valley]);
    await session.evaluate(turn, "#bowl", 0.2);
    await written(session);
    assert.match((await look(session)).hash, /^#other=1&valley=.*v1&bowl=.*v1$/, "what others keep there stays");
    none(await session.evaluate(() => window.probe.errors), "errors");
  });

  await session.check("permalink.html: an anchor stays an anchor; a link to a state opens in the page", async () => {
    await session.open(page(session, "#section-3"));
    const before = await look(session);
    await session.evaluate(turn, "#bowl", 0.7);
    await written(session);
    const after = await look(session);
    assert.equal(after.hash, "#section-3");
    assert.notDeepEqual(after.bowl, before.bowl);
    none(after.alerts, "alerts");
    await session.evaluate(async () => {
      location.hash = "#bowl=loss:saddle;step:5;v1";
      await window.tools.wait(200);
    });
    const opened = await look(session);
    assert.equal(opened.bowl.loss.id, "saddle");
    assert.equal(opened.bowl.step, 5);
    await session.evaluate(async () => {
      window.scrollTo(0, 0);
      document.querySelector("#down").click();
      await window.tools.wait(200);
    });
    const down = await look(session);
    assert.equal(down.hash, "#section-3");
    assert.ok(down.top > 0, "the page went there");
    assert.deepEqual(down.bowl, opened.bowl, "the figure keeps its state");
    const rest = await session.evaluate(async () => {
      history.back();
      await window.tools.wait(300);
      const back = window.tools.widget("#bowl").getState().loss.id;
      // A route of some other script is no list of names either.
      location.hash = "#/a/route";
      window.tools.widget("#bowl").step = 2;
      await window.tools.wait(100);
      return { back, hash: location.hash, errors: window.probe.errors };
    });
    assert.deepEqual(rest, { back: "saddle", hash: "#/a/route", errors: [] });
  });

  await session.check("permalink.html: however much is changed, the address is written seldom, and never by a drag or the page's script", async () => {
    await session.open(page(session));
    const counted = await session.evaluate(async () => {
      const { tools } = window;
      let writes = 0;
      const replace = history.replaceState.bind(history);
      history.replaceState = (...given) => {
        writes += 1;
        replace(...given);
      };
      const widget = tools.widget("#bowl");
      widget.setState({ loss: { id: "booth" }, step: 4 });
      const slider = tools.slider(widget, "learning-rate");
      for (let i = 0; i < 10; i += 1) {
        slider.value = String(300 + i);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await tools.frame();
      }
      await tools.wait(600);
      const dragged = writes;
      const begun = performance.now();
      for (let i = 0; i < 60; i += 1) {
        slider.value = String(400 + i);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        slider.dispatchEvent(new Event("change", { bubbles: true }));
        await tools.frame();
      }
      await tools.wait(600);
      return { dragged, writes, seconds: (performance.now() - begun) / 1000 };
    });
    assert.equal(counted.dragged, 0);
    // A hundred in half a minute is what a browser may allow, however slow this machine is.
    assert.ok(counted.writes >= 1 && counted.writes <= 1 + (counted.seconds * 100) / 30, `${counted.writes} writes for 60 changes in ${counted.seconds} s`);
  });

  await session.check("permalink.html: nothing hostile opens: the default, a note, an event, no markup", async () => {
    await session.open(page(session, "#bowl=loss:nowhere;v1"));
    const first = await look(session);
    assert.equal(first.bowl.loss.id, "quadratic");
    assert.match(first.alerts.join(), /link in this page’s address cannot be opened/);
    const found = await session.evaluate(async (texts) => {
      const { tools } = window;
      const engine = await window.ManyClocks.loadEngine();
      const plain = JSON.stringify(tools.widget("#bowl").getState());
      const model = tools.widget("#bowl").cloneNode(true);
      // The name is for those who come.
      tools.widget("#bowl").removeAttribute("permalink");
      const faults = [];
      let refused = 0;
      let heard = 0;
      addEventListener("many-clocks-error", ({ detail }) => {
        heard += detail.type === "permalink" && detail.message ? 1 : 0;
      });
      for (const text of texts) {
        history.replaceState(null, "", `${location.href.replace(/#.*/s, "")}#bowl=${text}`);
        let expected = plain;
        try {
          // What an address makes of it, and an ampersand ends it.
          const seen = location.hash.slice(6).split("&")[0];
          let decoded = seen;
          try {
            decoded = decodeURIComponent(seen);
          } catch {
            // As it is.
          }
          const { spectrum, ...opened } = engine.unlink(decoded);
          if (spectrum) throw new Error("shown otherwise");
          expected = JSON.stringify(opened);
        } catch {
          refused += 1;
        }
        const widget = model.cloneNode(true);
        widget.id = "fresh";
        const before = heard;
        document.querySelector("main").append(widget);
        await Promise.race([widget.whenReady(), tools.wait(3000)]);
        const state = JSON.stringify(widget.getState());
        const alerts = tools.alerts(widget);
        const bad = expected === plain && alerts.length === 0;
        const strange = widget.shadowRoot.querySelectorAll("img:not(.print), script, iframe, [onerror]").length;
        if (JSON.stringify(JSON.parse(state), Object.keys(JSON.parse(state)).sort()) !== JSON.stringify(JSON.parse(expected), Object.keys(JSON.parse(expected)).sort())
          || state.length !== expected.length || (bad && heard === before && text !== "v1") || strange) {
          faults.push({ text: text.slice(0, 80), state: state.slice(0, 200), expected: expected.slice(0, 200), alerts, strange });
        }
        widget.remove();
      }
      return { faults, refused, heard, errors: window.probe.errors };
    }, hostile());
    none(found.faults, "opened otherwise");
    none(found.errors, "errors");
    assert.ok(found.refused >= 30 && found.heard >= found.refused, `${found.refused} refused, ${found.heard} heard`);
  });

  await session.check("permalink.html: a name that is none is said, and a note goes with the next change", async () => {
    await session.open(page(session, "#bowl=v9"));
    const seen = await session.evaluate(() => [window.tools.alerts(window.tools.widget("#faulty")), window.tools.alerts(window.tools.widget("#bowl")),
      window.probe.events.filter(({ fault }) => fault === "permalink").map(({ id, field, code }) => ({ id, field, code }))]);
    assert.match(seen[0].join(), /permalink: .*not a name/);
    assert.match(seen[1].join(), /cannot be opened/);
    assert.deepEqual(seen[2], [{ id: "bowl", field: "permalink", code: "syntax" }]);
    await session.evaluate(turn, "#bowl", 0.6);
    await written(session);
    const after = await look(session);
    none(after.alerts, "alerts");
    assert.match(after.hash, /^#bowl=loss:.*v1$/);
  });

  await session.check("permalink.html: a name may come later, change, and belong to one figure only", async () => {
    await session.open(page(session, "#late=loss:saddle;step:4;v1&bowl=loss:booth;step:2;v1"));
    const seen = await session.evaluate(async () => {
      const { tools } = window;
      const bowl = tools.widget("#bowl");
      const opened = bowl.getState().loss.id;
      bowl.setAttribute("permalink", "late");
      await tools.wait(100);
      const renamed = [bowl.getState().loss.id, bowl.step];
      const twin = bowl.cloneNode(true);
      twin.id = "twin";
      document.querySelector("main").append(twin);
      await twin.whenReady();
      const doubled = [tools.alerts(twin).join(), twin.getState().loss.id, tools.alerts(bowl).length];
      tools.part(twin, "button", "forward").click();
      await tools.wait(600);
      const kept = location.hash;
      // Once the first is gone, the name is free.
      bowl.remove();
      await tools.wait(50);
      tools.part(twin, "button", "forward").click();
      await tools.until(() => location.hash !== kept);
      return { opened, renamed, doubled, kept, freed: location.hash, errors: window.probe.errors };
    });
    assert.equal(seen.opened, "booth");
    assert.deepEqual(seen.renamed, ["saddle", 4]);
    assert.match(seen.doubled[0], /permalink: “late” is the name of another figure on this page/);
    assert.deepEqual(seen.doubled.slice(1), ["quadratic", 0], "the second shows its own attributes, the first has no complaint");
    assert.equal(seen.kept, "#late=loss:saddle;step:4;v1&bowl=loss:booth;step:2;v1");
    assert.match(seen.freed, /^#late=loss:quadratic.*step:5;v1&bowl=/);
    none(seen.errors, "errors");
  });

  await session.check("permalink.html: what moves along in a group stands in the address, too", async () => {
    await session.open(page(session));
    await session.evaluate(() => {
      for (const id of ["bowl", "valley"]) {
        const widget = window.tools.widget(`#${id}`);
        widget.setAttribute("group", "pair");
        widget.setAttribute("share", "step learning-rate");
      }
    });
    await session.evaluate(turn, "#bowl", 0.4);
    await session.evaluate(() => window.tools.part(window.tools.widget("#bowl"), "button", "forward").click());
    await written(session);
    const seen = await session.evaluate(() => ({ hash: location.hash, states: ["bowl", "valley"].map((id) => window.tools.widget(`#${id}`).getState()) }));
    const engineStates = await session.evaluate(async (hash) => {
      const engine = await window.ManyClocks.loadEngine();
      return Object.fromEntries(hash.slice(1).split("&").map((pair) => [pair.split("=")[0], engine.unlink(decodeURIComponent(pair.slice(pair.indexOf("=") + 1)))]));
    }, seen.hash);
    assert.deepEqual(engineStates.bowl, seen.states[0]);
    assert.deepEqual(engineStates.valley, seen.states[1]);
    assert.equal(seen.states[1].step, 4);
    assert.equal(seen.states[0].tracks[0].learningRate, seen.states[1].tracks[0].learningRate);
  });
}
