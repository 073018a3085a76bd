// What the chapter adds to its figures: words explained where they stand, the table that follows a crank, and which
// questions are done. Everything reads without it. A classic script: pages opened from a disk load no modules.
(() => {
  "use strict";

  /** @param {string} name @param {string} className @param {string} [text] */
  const make = (name, className, text = "") => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  // ---------------------------------------------------------------------------------------- the glossary at hand

  const tip = make("div", "tip");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  /** @type {HTMLElement | null} */
  let explained = null;

  /** @param {HTMLElement} term */
  const explain = (term) => {
    const entry = document.getElementById((term.getAttribute("href") ?? "").slice(1));
    const definition = entry?.nextElementSibling;
    if (!definition) return;
    forget();
    explained = term;
    tip.replaceChildren(...[...definition.childNodes].map((node) => node.cloneNode(true)));
    tip.hidden = false;
    term.setAttribute("aria-describedby", "tip");
    // A term may be broken over two lines.
    const rects = [...term.getClientRects()];
    const word = rects.at(-1) ?? term.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(word.left, width - tip.offsetWidth - 8));
    const under = word.bottom + tip.offsetHeight + 12 < innerHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(under ? word.bottom + 6 : (rects[0] ?? word).top - tip.offsetHeight - 6) + scrollY}px`;
  };
  const forget = () => {
    explained?.removeAttribute("aria-describedby");
    explained = null;
    tip.hidden = true;
  };
  /** @param {Event} event */
  const termOf = (event) => /** @type {Element} */ (event.target).closest?.("a.term");
  for (const type of ["mouseover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const term = termOf(event);
      if (term) explain(/** @type {HTMLElement} */ (term));
      else if (explained && !tip.contains(/** @type {Node} */ (event.target))) forget();
    });
  }
  document.addEventListener("focusout", (event) => { if (termOf(event)) forget(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") forget(); });
  addEventListener("scroll", () => { if (explained && !explained.matches(":hover, :focus")) forget(); }, { passive: true });

  // ---------------------------------------------------------------------------------------- a table that follows

  /** @type {Record<string, (clock: any) => string>} */
  const verdicts = {
    frozen: () => "does not move",
    creeps: ({ halfLife }) => `creeps, halves in ${round(halfLife)}`,
    lands: () => "lands in one step",
    overshoots: ({ halfLife }) => `overshoots, halves in ${round(halfLife)}`,
    bounces: () => "bounces for ever",
    diverges: ({ multiplier }) => `diverges, ×${round(multiplier)} a step`,
  };
  /**
   * As few digits as say what is so: ×−1 is what bounces, and a factor beside it has more.
   * @param {number} value
   */
  const round = (value) => {
    let digits = Math.abs(value) < 10 ? 2 : 3;
    while (Math.abs(value) !== 1 && Math.abs(Number(value.toPrecision(digits))) === 1 && digits < 17) digits += 1;
    return String(Number(value.toPrecision(digits))).replace("-", "−");
  };

  for (const table of document.querySelectorAll("table[data-live]")) {
    const figure = /** @type {any} */ (document.getElementById(table.getAttribute("data-live") ?? ""));
    if (!figure) continue;
    const row = make("tr", "now");
    const name = make("th", "");
    name.setAttribute("scope", "row");
    const cells = [make("td", ""), make("td", "")];
    row.append(name, ...cells);
    const follow = () => {
      const { experiment } = figure;
      if (!experiment) return;
      const rate = experiment.config.tracks[0].learningRate;
      const [shallow, steep] = experiment.analysis({ track: 0, step: 0 }).clocks;
      name.textContent = `yours, ${Number(rate.toPrecision(3))}`;
      [steep, shallow].forEach((clock, column) => {
        const cell = cells[column];
        if (!cell) return;
        cell.dataset.regime = clock.regime;
        cell.textContent = verdicts[clock.regime]?.(clock) ?? clock.regime;
      });
      if (!row.isConnected) table.querySelector("tbody")?.append(row);
    };
    figure.addEventListener("many-clocks-ready", follow);
    figure.addEventListener("many-clocks-change", follow);
    follow();
  }

  // ---------------------------------------------------------------------------------------- which questions are done

  const questions = [...document.querySelectorAll("many-clocks-question")];
  const progress = document.getElementById("progress");
  const KEY = "many-clocks-chapter";
  /** @type {Record<string, boolean>} */
  let done = {};
  // Where a page may store nothing (a sandbox, a private window) it only remembers until it is closed.
  try { done = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {}; } catch { done = {}; }
  const report = () => {
    const count = questions.filter(({ id }) => done[id]).length;
    if (!progress) return;
    progress.hidden = count === 0;
    progress.textContent = count === questions.length
      ? "You have answered every question of this chapter."
      : `You have answered ${count} of the ${questions.length} questions.`;
  };
  document.addEventListener("many-clocks-answer", (event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event);
    const { id } = /** @type {Element} */ (target);
    if (!id || !detail?.correct) return;
    done[id] = true;
    try { localStorage.setItem(KEY, JSON.stringify(done)); } catch { /* then not */ }
    report();
  });
  report();

  // The answers are for print and for whoever comes by a link; a link must find them open.
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details && !details.open) {
      details.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();
  /** @type {HTMLDetailsElement[]} */
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details")].filter((details) => !details.open);
    for (const details of shut) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of shut) details.open = false;
  });
})();
