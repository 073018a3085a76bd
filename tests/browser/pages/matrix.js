// In every cell of the matrix: what has been drawn, and whether it works. Tells the page around it, where there is one.
window.report = async function () {
  "use strict";
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const figures = [...document.querySelectorAll("many-clocks")];
  const part = (host, name) => host.shadowRoot.querySelector(`[part~="${name}"]`);
  await Promise.all(figures.map((figure) => Promise.race([figure.whenReady(), new Promise((done) => setTimeout(done, 8000))])));
  await frame();
  await frame();
  const before = window.probe.requests.length;
  const blank = figures.flatMap((figure) => [...figure.shadowRoot.querySelectorAll("figure")].filter((view) => {
    const canvases = [...view.querySelectorAll("canvas")];
    return canvases[0].getBoundingClientRect().width > 0 && !canvases.some((canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean));
  }).map((view) => `${figure.id} ${view.getAttribute("part")}`));
  const [every, asked, one, two] = ["every", "asked", "one", "two"].map((id) => document.getElementById(id));
  const question = document.querySelector("many-clocks-question");
  part(question, "show").hidden = false;
  const field = part(question, "field");
  field.value = "0.2";
  part(question, "check").click();
  one.shadowRoot.querySelector('[part~="forward"]').click();
  part(every, "share").click();
  const dialog = part(every, "dialog").open;
  part(every, "close").click();
  every.setAttribute("lang", "de");
  // What nobody sees is drawn when a reader comes near.
  asked.scrollIntoView({ block: "center", behavior: "instant" });
  for (let times = 0; times < 4; times += 1) await frame();
  await new Promise((done) => setTimeout(done, 300));
  return {
    figures: figures.length, views: figures.reduce((sum, figure) => sum + figure.shadowRoot.querySelectorAll("figure").length, 0), blank,
    alerts: figures.flatMap((figure) => [...figure.shadowRoot.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent).filter(Boolean)),
    answer: part(question, "feedback").textContent.slice(0, 6), open: asked.shadowRoot.querySelector(".quiet") === null, pair: [one.step, two.step], dialog,
    svg: every.toSVG("map").slice(0, 4), german: part(every, "sentence").textContent.slice(0, 9),
    // Style sheets that were refused would leave the canvases beside each other.
    stacked: figures.every((figure) => {
      const [base, overlay] = figure.shadowRoot.querySelectorAll("canvas");
      return Math.abs(base.getBoundingClientRect().left - overlay.getBoundingClientRect().left) < 1;
    }),
    later: window.probe.requests.slice(before).filter((address) => !address.startsWith("data:")), errors: window.probe.errors,
  };
};
if (window.parent !== window) {
  addEventListener("load", () => {
    window.report().catch((error) => ({ failed: String(error && error.stack) })).then((facts) => window.parent.postMessage({ matrix: facts }, "*"));
  });
}
