// Measures what a drag costs, and writes it on the page.
(function () {
  "use strict";
  const FRAMES = 120;
  const widget = document.querySelector("#four");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const slider = (name) => widget.shadowRoot.querySelector(`[part="slider ${name}"]`);

  /** Canvases that were cleared since the last look: who draws clears first. */
  const cleared = new Set();
  const clearRect = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    cleared.add(this.canvas);
    return clearRect.apply(this, box);
  };
  const views = () => [...widget.shadowRoot.querySelectorAll("figure")].filter((figure) => figure.offsetWidth > 0);

  /** Drags a slider forth and back between two shares of its length, a position a frame. */
  async function drag(name, low, high, frames, each) {
    const range = slider(name);
    const costs = [];
    const stale = [];
    for (let i = 0; i < frames; i += 1) {
      await frame();
      const share = low + (high - low) * (1 - Math.abs(1 - (2 * i) / frames));
      range.value = String(Math.round(share * Number(range.max)) + (i % 2));
      cleared.clear();
      let began = 0;
      // Callbacks run in the order in which they were asked for: the widget's between these two.
      requestAnimationFrame(() => { began = performance.now(); });
      const before = performance.now();
      range.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      const heard = performance.now() - before;
      await new Promise((done) => requestAnimationFrame(() => {
        costs.push(performance.now() - began + heard);
        done();
      }));
      for (const figure of views()) {
        if (![...figure.querySelectorAll("canvas")].some((canvas) => cleared.has(canvas))) stale.push(`${figure.className}, frame ${i}`);
      }
      each?.(i);
    }
    range.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    await frame();
    return { ...summary(costs), stale };
  }

  /** The work that nobody can leave out. @returns {Promise<() => number>} does it once, and says how long it took */
  async function plain() {
    const engine = await window.ManyClocks.loadEngine();
    const canvases = views().map((figure) => {
      const { width, height } = figure.querySelector("canvas");
      return [figure.className.split(" ")[1], Object.assign(document.createElement("canvas"), { width, height })];
    });
    return () => {
      const began = performance.now();
      const experiment = engine.simulate(widget.config);
      for (const [view, canvas] of canvases) {
        experiment.draw(view, canvas, { step: widget.step, ratio: devicePixelRatio, theme: "light", layer: "all" });
      }
      experiment.free();
      return performance.now() - began;
    };
  }

  function summary(costs) {
    const sorted = [...costs].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return { median: at(0.5), high: at(0.95), frames: sorted.length };
  }

  function write(name, { median, high, frames }) {
    const row = document.querySelector("#costs").insertRow();
    const head = document.createElement("th");
    head.textContent = name;
    row.append(head);
    for (const text of [median.toFixed(2), high.toFixed(2), frames]) row.insertCell().textContent = text;
  }

  window.drag = drag;
  window.measured = (async () => {
    await customElements.whenDefined("many-clocks");
    await widget.whenReady();
    // The first frames pay for what is compiled once.
    await drag("learning-rate", 0.2, 0.5, 10);
    const alone = await plain();
    const others = [];
    // Between the frames, because a machine is now quick and now busy.
    const each = (i) => i % 4 === 0 && others.push(alone());
    const costs = {
      rate: await drag("learning-rate", 0.2, 0.5, FRAMES, each),
      angle: await drag("angle", 0.2, 0.8, FRAMES, each),
      plain: summary(others),
    };
    write("a drag of the learning rate", costs.rate);
    write("a drag of the angle", costs.angle);
    write("simulated and drawn, nothing else", costs.plain);
    document.querySelector("#said").textContent = `Measured at ${devicePixelRatio} screen pixels a CSS pixel, ${widget.offsetWidth} px wide.`;
    return costs;
  })();
})();
