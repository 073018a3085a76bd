// Icons drawn as SVG: glyphs such as ⏮ depend on the reader's fonts.

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Outlines in a box of 24 by 24. */
const OUTLINES = {
  reset: "M12 4.5a7.5 7.5 0 1 1-7.3 9.2l2.3-.55A5.1 5.1 0 1 0 12 6.9c-1.35 0-2.6.53-3.5 1.45L11 11H4V4l2.8 2.7A7.5 7.5 0 0 1 12 4.5z",
  back: "M16.5 5v14L6.5 12z",
  play: "M8 4.6v14.8L20 12z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  forward: "M7.5 5v14l10-7z",
  nearer: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  farther: "M5 11h14v2H5z",
  lecture: "M3 4h18v13H3zM5 6v9h14V6zM8 19h8v2H8z",
  explain: "M12 3a6 6 0 0 1 6 6c0 2.6-1.5 3.8-2.9 4.9-1.2 1-1.9 1.6-1.9 3.1h-2.4c0-2.7 1.4-3.8 2.8-4.9 1.2-.9 2-1.6 2-3.1a3.6 3.6 0 0 0-7.2 0H6a6 6 0 0 1 6-6zM10.7 18.6h2.6v2.6h-2.6z",
  share: "M12 3l5 5-1.5 1.5L13 7v8h-2V7L8.5 9.5 7 8zM5 12h3v2H7v5h10v-5h-1v-2h3v9H5z",
  right: "M4 13l2-2 4 4 9-9 2 2L10 19z",
  wrong: "M6.4 5L12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
  fit: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
};

/** @typedef {keyof typeof OUTLINES} Icon */

/**
 * An icon, hidden from assistive technology: the button that holds it has the name.
 * @param {Icon} name
 * @param {boolean} [bar] a bar at the far side: one single step rather than a run
 */
export function icon(name, bar = false) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  svg.append(outline(OUTLINES[name]));
  if (bar) svg.append(outline(name === "back" ? "M4 5h2.2v14H4z" : "M17.8 5H20v14h-2.2z"));
  return svg;
}

/** @param {string} d */
function outline(d) {
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", d);
  return path;
}
