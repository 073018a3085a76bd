// Whatever room a figure is given, on whatever screen: nothing is thrown, no canvas is larger than browsers take, and each has
// as many pixels as its room and its screen say.
import { assert, none } from "../lib/expect.mjs";
import { pixelRatio } from "../../../www/figure/size.mjs";

/** The ends alone where time counts. */
const RATIOS = process.env.FULL ? [1, 1.5, 2, 3, 4] : [1, 4];
const WIDTHS = [0, 1, 10_000, 100_000];
/** What a browser takes. */
const MOST = { pixels: 16e6, side: 32_767 };

/** Runs in the page: each view in so much room, and what became of it. */
async function roomy(width) {
  const { tools } = window;
  const told = [];
  // A few rows say whether there is anything: all of it would be gigabytes.
  const rows = [...Array(40).keys()];
  const drawn = (canvas) => rows.some((row) => canvas.getContext("2d").getImageData(0, Math.floor((row / 40) * canvas.height), canvas.width, 1).data.some(Boolean));
  for (const host of ["#all", "#body", "#many"].map(tools.widget)) {
    Object.assign(host.style, { width: `${width}px`, minWidth: "0", maxWidth: "none" });
    host.scrollIntoView({ block: "start", behavior: "instant" });
    for (let i = 0; i < 4; i += 1) await tools.frame();
    for (const stage of host.shadowRoot.querySelectorAll(".stage")) {
      const style = getComputedStyle(stage);
      const canvases = [...stage.querySelectorAll("canvas")].map((canvas) => ({ size: [canvas.width, canvas.height], drawn: drawn(canvas) }));
      told.push({ name: `${host.id} ${stage.closest("figure").className}`, room: [Number.parseFloat(style.width) || 0, Number.parseFloat(style.height) || 0], canvases });
    }
    Object.assign(host.style, { width: "", minWidth: "", maxWidth: "" });
  }
  return { told, ratio: devicePixelRatio, errors: window.probe.errors };
}

/** What the page says of its sizes, a second time: whole CSS pixels where a screen has whole numbers of its own in one. */
function predicted([width, height], screen) {
  const ratio = pixelRatio(width, height, screen);
  const unit = Number.isInteger(ratio) ? ratio : 1;
  return [width, height].map((length) => Math.max(1, Math.round((length * ratio) / unit)) * unit);
}

async function at(session, ratio) {
  for (const width of WIDTHS) {
    await session.check(`graphs.html at a ratio of ${ratio}: in ${width} px nothing is thrown, and every canvas has the pixels it should`, async () => {
      const { told, ratio: seen, errors } = await session.evaluate(roomy, width);
      assert.ok(Math.abs(seen - ratio) < 0.02, `the ratio is ${seen}`);
      none(errors, "errors");
      const shown = told.filter(({ room }) => room[0] >= 1 && room[1] >= 1);
      if (width > 1) assert.ok(shown.length >= 9, `${shown.length} are shown`);
      for (const { name, room, canvases } of shown) {
        const expected = predicted(room, seen);
        for (const { size } of canvases) {
          assert.ok(size[0] * size[1] <= MOST.pixels && Math.max(...size) <= MOST.side, `${name}: ${size} pixels`);
          // A page is laid out in 64ths of a pixel.
          size.forEach((pixels, i) => assert.ok(Math.abs(pixels - expected[i]) <= Math.ceil(seen), `${name} in ${room}: ${size}, not ${expected}`));
        }
        if (width > 1) assert.ok(canvases.some(({ drawn }) => drawn), `${name} in ${room} is blank`);
      }
    });
  }
}

export async function sizes(session) {
  const own = session.options.ratio ?? 1;
  await session.open(session.fixture("graphs.html"));
  if (!session.browser?.canRescale) {
    await at(session, own);
    return;
  }
  try {
    for (const ratio of RATIOS) {
      await session.browser.setRatio(ratio);
      for (let i = 0; i < 3; i += 1) await session.evaluate(() => window.tools.frame());
      await at(session, ratio);
    }
  } finally {
    await session.browser.setRatio(own);
    await session.browser.setViewport(...session.size);
  }
}
