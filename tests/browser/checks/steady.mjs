// While something is dragged no box moves, and no canvas is ever empty.
import { assert, none } from "../lib/expect.mjs";
import { press } from "./graphs.mjs";

/** Runs in the page: looks at every frame from now on. */
function watch() {
  const widget = window.tools.widget("#all");
  const boxes = window.tools.boxes(widget);
  // A graph's lower canvas has nothing to show.
  const empty = new Set(window.tools.blank(widget));
  const log = (window.log = { frames: 0, moved: [], blank: [], pictures: new Set() });
  const look = () => {
    log.frames += 1;
    log.pictures.add(window.tools.fingerprint(widget, "map"));
    const now = window.tools.boxes(widget);
    if (now.length !== boxes.length) log.moved.push(`${boxes.length} elements became ${now.length}`);
    boxes.forEach((box, i) => String(box) === String(now[i]) || log.moved.push(`${box} → ${now[i]}`));
    log.blank.push(...window.tools.blank(widget).filter((name) => !empty.has(name)));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: from where to where something is dragged, in the viewport. */
async function way(what) {
  const { tools } = window;
  const widget = tools.widget("#all");
  const along = (name, share) => {
    const slider = tools.slider(widget, name);
    slider.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = slider.getBoundingClientRect();
    const at = (part) => [left + 11 + part * (width - 22), top + height / 2];
    return [at(slider.valueAsNumber / Number(slider.max)), at(share)];
  };
  const over = (view, targets) => {
    const { figure, width, height } = tools.view(widget, view);
    figure.scrollIntoView({ block: "center", behavior: "instant" });
    return targets.map((target) => tools.screen(widget, view, widget.experiment.place(view, { step: widget.step, ...target, width, height })));
  };
  const ways = {
    "the crank": () => along("learning-rate", 0.35),
    "the rate": () => over("rate", [{ learningRate: 0.03 }, { learningRate: 0.11 }]),
    "the angle": () => along("angle", 0.6),
    "the start": () => over("map", [{ theta: widget.experiment.config.start }, { theta: [0.4, 0.9] }]),
  };
  const found = ways[what]();
  await tools.frame();
  return found;
}

export async function steady(session) {
  for (const what of ["the crank", "the rate", "the angle", "the start"]) {
    await session.check(`graphs.html: while ${what} is dragged, no box moves and no canvas is empty`, async () => {
      await session.open(session.fixture("graphs.html"));
      const [from, to] = await session.evaluate(way, what);
      await session.evaluate(watch);
      const each = () => session.evaluate(() => window.tools.frame());
      await press(session, from, to, { each });
      const { frames, pictures, moved, blank } = await session.evaluate(() => ({ ...window.log, pictures: window.log.pictures.size }));
      assert.ok(frames > 6 && pictures >= 4, `${frames} frames with ${pictures} pictures of the map`);
      none([...new Set(moved)], "boxes that moved");
      none([...new Set(blank)], "canvases that were empty");
      none(await session.evaluate(() => window.probe.errors), "errors");
    });
  }
}
