// axe-core over the page that is open, shadow trees included, and what axe does not look at: canvases without a name or a text.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { none } from "./expect.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * @param {import("../session.mjs").Session} session
 * @param {boolean} [every] whether slight findings count
 * @param {string} [what] the part of the page that is looked at
 */
export async function clean(session, every = false, what = "html") {
  // A policy for trusted types lets no script be written in; the page is asked once.
  if (!(await session.evaluate(() => Boolean(window.axe)))) await session.evaluate(new Function(source));
  const found = await session.evaluate(async (all, selector) => {
    const { violations } = await window.axe.run(selector, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => all || impact === "serious" || impact === "critical")
      .map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary.split("\n").slice(1, 3).join(" ").trim()}`),
      }));
  }, every, what);
  none(found, "axe");
  const mute = await session.evaluate(() => window.tools.widgets().flatMap((widget) => [...widget.shadowRoot.querySelectorAll('[part~="figure"]')]
    .filter((figure) => window.tools.shown(figure) && window.tools.shown(figure.querySelector("canvas"))).flatMap((figure) => {
      const canvases = [...figure.querySelectorAll("canvas")];
      const named = canvases.filter((canvas) => canvas.getAttribute("role") === "img" && (canvas.getAttribute("aria-label") ?? "").trim().length > 3);
      const hidden = canvases.filter((canvas) => canvas.getAttribute("aria-hidden") === "true");
      const text = [...figure.querySelectorAll("p")].map(({ textContent }) => textContent.trim()).join(" ");
      const name = window.tools.name(figure);
      return [
        ...(named.length + hidden.length === canvases.length && named.length === 1 ? [] : [`${name}: a canvas without a name`]),
        ...(text.length > 20 ? [] : [`${name}: no text equivalent`]),
      ];
    })));
  none(mute, "canvases");
}
