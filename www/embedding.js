// A button beside each snippet. Everything reads, and can be selected, without it. A classic script: pages opened from a disk
// load no modules.
(() => {
  "use strict";
  for (const code of document.querySelectorAll("pre > code")) {
    const pre = /** @type {HTMLElement} */ (code.parentElement);
    const box = document.createElement("div");
    box.className = "copied";
    pre.replaceWith(box);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const title = code.closest("section")?.querySelector("h2")?.textContent ?? "";
    const say = (/** @type {string} */ text) => {
      button.textContent = text;
      button.setAttribute("aria-label", `${text}: ${title}`);
    };
    say("Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent ?? "");
        say("Copied");
      } catch {
        // Not allowed here: then it is at least selected.
        getSelection()?.selectAllChildren(code);
        say("Selected");
      }
      setTimeout(() => say("Copy"), 2000);
    });
    box.append(pre, button);
  }
})();
