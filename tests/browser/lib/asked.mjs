// A question and its figure from outside: what they show and tell, and how a reader answers.
import { fresh } from "./reader.mjs";

/** Runs in the page: everything of a figure that can be seen as text or is read out. */
export function told(selector) {
  const { shadowRoot } = window.tools.widget(selector);
  const words = [];
  for (const element of shadowRoot.querySelectorAll("*")) {
    if (getComputedStyle(element).visibility === "hidden" || element.closest("[hidden]")) continue;
    for (const name of ["aria-label", "aria-valuetext", "title"]) words.push(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === 3) words.push(node.data);
  }
  return words.join(" ").replace(/\s+/g, " ");
}

/** Runs in the page: what a question shows. */
export function seen(id) {
  const host = document.getElementById(id);
  const { tools } = window;
  const feedback = tools.part(host, "feedback");
  // Text in the order in which it stands on the page, slotted text included, hidden text not.
  const text = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || getComputedStyle(node).display === "none") return "";
    const inside = node.localName === "slot" ? node.assignedNodes() : node.childNodes;
    return [...inside].map(text).join(" ");
  };
  return {
    prompt: text(tools.part(host, "prompt")).replace(/\s+/g, " ").trim(),
    feedback: text(feedback).replace(/\s+/g, " ").trim(),
    buttons: [...host.shadowRoot.querySelectorAll("button")].filter((button) => tools.shown(button)).map((button) => button.textContent),
    fields: [...host.shadowRoot.querySelectorAll('[part~="field"]')].map(({ value }) => value),
    invalid: [...host.shadowRoot.querySelectorAll("[aria-invalid]")].length,
    alerts: tools.alerts(host),
    verdict: tools.part(host, "root").dataset.verdict ?? null,
  };
}

/** Opens the page for a reader who has not been there before, and listens. */
export async function listen(session, options) {
  await fresh(session, session.fixture("question.html"), options);
  await session.evaluate(() => {
    window.answers = [];
    addEventListener("many-clocks-answer", ({ detail, target, bubbles, composed }) =>
      window.answers.push({ ...detail, id: target.id, bubbles, composed }));
  });
}

/** Writes into the fields of a question and presses Enter. */
export async function answer(session, id, ...texts) {
  for (const [index, text] of texts.entries()) {
    await session.evaluate((which, at) => {
      const field = document.getElementById(which).shadowRoot.querySelectorAll('[part~="field"]')[at];
      field.focus();
      field.select();
    }, id, index);
    await session.browser.type(text);
  }
  await session.browser.key("Enter");
  return settled(session, id);
}

export async function press(session, id, ...parts) {
  await session.evaluate((which, names) => window.tools.part(document.getElementById(which), ...names).focus(), id, parts);
  await session.browser.key("Enter");
  return settled(session, id);
}

export async function settled(session, id) {
  await session.evaluate(async () => {
    await window.tools.frame();
    await window.tools.frame();
    await window.tools.frame();
  });
  return session.evaluate(seen, id);
}

export const prints = (session, selector) =>
  session.evaluate((which) => {
    const widget = window.tools.widget(which);
    return Object.fromEntries(window.tools.views(widget).map((view) => [view, window.tools.fingerprint(widget, view)]));
  }, selector);

export const quiet = (session, selector) =>
  session.evaluate((which) => {
    const { shadowRoot } = window.tools.widget(which);
    return [...shadowRoot.querySelectorAll('[part~="sentence"], [part~="ledger"]')].map((part) => ({
      hidden: getComputedStyle(part).visibility === "hidden", height: part.getBoundingClientRect().height,
    }));
  }, selector);
