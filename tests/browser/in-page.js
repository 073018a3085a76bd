// The body of a function that is run once in each tested page: everything that a check needs to look at a widget from inside.
// Parts (`::part`) are the widget's public names, so they are what is looked for.
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const frame = () => new Promise((done) => requestAnimationFrame(done));

/** The start's handle, the filling of a rail; text inside of a line, which makes its own box. */
const MOVABLE = '[part~="start"], .fill, .clause, .clause *, .status, .split *';

const tools = {
  wait,
  frame,
  widgets: () => [...document.querySelectorAll("many-clocks")],
  widget: (selector = "many-clocks") => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`no ${selector} on the page`);
    return found;
  },

  /** Comes near every widget that waits for a reader, then back to the top. */
  async visit() {
    for (const widget of tools.widgets()) {
      if (widget.getAttribute("loading") !== "lazy") continue;
      widget.scrollIntoView({ block: "center", behavior: "instant" });
      let ready = false;
      widget.whenReady().then(() => (ready = true));
      await tools.until(() => ready || tools.alerts(widget).length > 0, 10_000);
    }
    scrollTo({ top: 0, behavior: "instant" });
    await frame();
    await frame();
  },

  /** Past every widget, so that each draws what it shows by now, then back to the top. */
  async pass() {
    for (const widget of tools.widgets()) {
      widget.scrollIntoView({ block: "center", behavior: "instant" });
      for (let i = 0; i < 3; i += 1) await frame();
    }
    scrollTo({ top: 0, behavior: "instant" });
    await frame();
  },

  /** Until every widget that does not wait for a reader has drawn its first frame, or has had ten seconds. */
  async ready() {
    if (tools.widgets().length === 0) return;
    await Promise.race([
      customElements.whenDefined("many-clocks"),
      wait(10_000).then(() => {
        throw new Error("<many-clocks> is never defined");
      }),
    ]);
    // A faulty figure never becomes ready; its alert is its answer.
    const answered = async (widget) => {
      let ready = false;
      Promise.resolve(widget.whenReady()).then(
        () => (ready = true),
        () => {},
      );
      await tools.until(() => ready || tools.alerts(widget).length > 0, 10_000);
    };
    const eager = tools.widgets().filter((widget) => widget.getAttribute("loading") !== "lazy");
    await Promise.all(eager.map(answered));
    await frame();
    await frame();
  },

  /** Waits until `holds()` is true; the page's own clock, at most `limit` milliseconds. */
  async until(holds, limit = 5_000) {
    const end = performance.now() + limit;
    while (!holds()) {
      if (performance.now() > end) return false;
      await frame();
    }
    return true;
  },

  /** The element with all these part names. */
  part(widget, ...names) {
    return widget.shadowRoot.querySelector(names.map((name) => `[part~="${name}"]`).join(""));
  },

  /** The crank and other sliders: the range inputs by their control's name. */
  slider(widget, name) {
    const slider = tools.part(widget, "slider", name);
    if (!slider) throw new Error(`no slider ${name}`);
    return slider;
  },

  /** The views that a widget shows. */
  views: (widget) =>
    [...widget.shadowRoot.querySelectorAll('[part~="figure"]')]
      .filter((figure) => tools.shown(figure))
      .map((figure) =>
        figure
          .getAttribute("part")
          .split(" ")
          .find((name) => name !== "figure"),
      ),

  /** Whether a view shows anything at all. */
  drawn: (widget, name) =>
    tools.view(widget, name).canvases.some((canvas) =>
      canvas
        .getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value !== 0),
    ),

  /** The canvases of a view, bottom first, with their size in CSS pixels. */
  view(widget, name) {
    const figure = tools.part(widget, "figure", name);
    if (!figure) throw new Error(`no figure ${name}`);
    const canvases = [...figure.querySelectorAll("canvas")];
    const box = canvases[0].getBoundingClientRect();
    return { figure, canvases, box, width: box.width, height: box.height, ratio: canvases[0].width / box.width };
  },

  /** RGBA of each canvas of a view at points in CSS pixels: [[base, overlay], …]. */
  pixels(widget, name, points) {
    const { canvases, width } = tools.view(widget, name);
    const images = canvases.map((canvas) => {
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return { data: data.data, wide: canvas.width, high: canvas.height, ratio: canvas.width / width };
    });
    return points.map(([x, y]) =>
      images.map(({ data, wide, high, ratio }) => {
        const [column, row] = [Math.floor(x * ratio), Math.floor(y * ratio)];
        if (column < 0 || row < 0 || column >= wide || row >= high) return [0, 0, 0, 0];
        return [...data.slice(4 * (row * wide + column), 4 * (row * wide + column) + 4)];
      }),
    );
  },

  /** Where an element of a view's layout pixels is in the viewport, also inside a scaled box: [x, y] for [x, y]. */
  screen(widget, name, [x, y]) {
    const { canvases, box } = tools.view(widget, name);
    const { clientWidth, clientHeight } = canvases[0].parentElement;
    return [box.left + (x / clientWidth) * box.width, box.top + (y / clientHeight) * box.height];
  },

  /** The boxes of a shadow tree on the page, by name. What is there to move, or to be as long as its text, is left out. */
  boxes: (widget) =>
    [widget, ...widget.shadowRoot.querySelectorAll("*")]
      .filter((element) => !element.matches(MOVABLE))
      .map((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const box = [left + scrollX, top + scrollY, width, height].map((value) => Math.round(value * 10) / 10);
        return [tools.name(element).replace(/ .*/, ""), ...box];
      }),

  /** The canvases of a shadow tree that show nothing at all, by their figure's part. */
  blank: (widget) =>
    [...widget.shadowRoot.querySelectorAll("canvas")]
      .filter((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return !new Uint32Array(data.buffer).some(Boolean);
      })
      .map((canvas) => `${canvas.closest("figure").getAttribute("part")} ${canvas.className}`),

  /** A number that changes when any pixel of a view changes. */
  fingerprint(widget, name) {
    let hash = 2166136261;
    for (const canvas of tools.view(widget, name).canvases) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (const word of new Uint32Array(data.buffer)) hash = Math.imul(hash ^ word, 16777619);
    }
    return hash >>> 0;
  },

  /** The focused element, through shadow roots. */
  focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  },

  /** A short name of an element, for lists. */
  name(element) {
    if (!element) return "nothing";
    const parts = element.getAttribute("part");
    const label = element.getAttribute("data-mark") ?? element.getAttribute("aria-label") ?? "";
    return `${element.localName}${parts ? `[${parts}]` : ""}${label ? ` ${label.slice(0, 40)}` : ""}`;
  },

  shown(element) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden" && style.display !== "none";
  },

  /** All of a widget's words, those of its shadow tree. */
  words: (widget) => widget.shadowRoot.textContent.replace(/\s+/g, " ").trim(),

  alerts: (widget) =>
    [...widget.shadowRoot.querySelectorAll('[role="alert"]')]
      .filter((element) => tools.shown(element) && element.textContent.trim())
      .map((element) => element.textContent.trim()),
};
window.tools = tools;
