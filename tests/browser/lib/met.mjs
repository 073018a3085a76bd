// What a reader meets besides the pictured states, and how a page is brought to show it.

/** Runs in the page: a figure with these attributes and, where there is one, a question about it. */
export async function show(attributes, question) {
  const widget = document.createElement("many-clocks");
  for (const [name, value] of Object.entries({ id: "figure", ...attributes })) widget.setAttribute(name, value);
  widget.textContent = "Text in place of the figure.";
  const asked = document.createElement("many-clocks-question");
  for (const [name, value] of Object.entries({ for: "figure", ...question })) asked.setAttribute(name, value);
  asked.textContent = "What is asked?";
  document.querySelector("main").replaceChildren(...(question ? [asked] : []), widget);
  await window.tools.ready();
}

const press = (...names) => new Function(`const part = (host) => host?.shadowRoot.querySelector('${names.map((name) => `[part~="${name}"]`).join("")}');
  const found = part(document.querySelector("many-clocks")) ?? part(document.querySelector("many-clocks-question"));
  found.click();
  return window.tools.wait(120);`);

/** What a reader meets besides the pictured states. */
export const MORE = [
  { name: "everything", attributes: { views: "all", controls: "all", optimizers: "gradient-descent momentum", curvatures: "1 25", "learning-rate": "0.07" } },
  { name: "share dialog", attributes: { controls: "all", permalink: "x", curvatures: "1 25" }, act: press("button", "share") },
  { name: "explained point", attributes: { curvatures: "1 25", step: "3" }, act: press("button", "explain") },
  { name: "lecture", attributes: { curvatures: "1 25" }, act: press("button", "lecture") },
  { name: "blind", attributes: { blind: "", curvatures: "1 25", "learning-rate": "0.01" }, act: press("button", "try") },
  { name: "open question", attributes: { curvatures: "1 25" }, question: { ask: "limit-rate" } },
  { name: "open question about a point", attributes: { curvatures: "1 25" }, question: { ask: "next-point" } },
  { name: "answered question", attributes: { curvatures: "1 25" }, question: { ask: "regime", direction: "steep" }, act: press("button", "check") },
];
