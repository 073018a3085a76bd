// The button "share" and its dialog: the browser's own, so that focus, Escape and what lies under it are taken care of.
import { h, write } from "../dom.mjs";
import { icon } from "../icons.mjs";

/** @typedef {import("./shared.mjs").Shared} Shared */
/** @typedef {{ shared: () => Shared | null }} ShareOwner */
/** @typedef {import("../language/language.mjs").Language} Language */

/**
 * The button that opens it.
 * @param {HTMLElement} root of the shadow tree
 * @param {ShareOwner} owner
 * @param {Language} language
 */
export function sharing(root, owner, language) {
  const label = language.say("share");
  const button = h("button", {
    type: "button", class: "tool", part: "button share", "aria-label": label, title: label, "aria-haspopup": "dialog",
  }, icon("share"));
  button.addEventListener("click", () => {
    const what = owner.shared();
    if (!what) return;
    const dialog = made(what, language);
    root.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  });
  return button;
}

/** @param {Shared} what @param {Language} language */
function made({ link, embed, beside, frame, citation, files }, language) {
  const called = { close: language.say("close"), link: language.say("share-link"), embed: language.say(beside ? "share-embed-beside" : "share-embed"), frame: language.say("share-frame"), cite: language.say("cite") };
  const status = h("p", { class: "note", role: "status" });
  const tell = (/** @type {string} */ text) => write(status, text);
  const place = h("div", {});
  const show = (/** @type {HTMLElement} */ shown) => place.replaceChildren(shown);
  const close = h("button", { type: "button", class: "tool", part: "button close", "aria-label": called.close, title: called.close }, icon("wrong"));
  const head = h("h2", { id: "share-title" }, language.say("share-title"));
  const dialog = h("dialog", { class: "share", part: "dialog", "aria-labelledby": "share-title" },
    h("div", { class: "top" }, head, close),
    ...(link === null ? [] : [text("link", called.link, link, tell, language)]),
    text("embed", called.embed, embed, tell, language),
    text("frame", called.frame, frame, tell, language),
    h("h3", {}, language.say("files")),
    h("ul", {}, ...files.map(({ label, files: kinds }) => h("li", {}, h("span", {}, label), ...kinds.map((file) => {
      const button = h("button", {
        type: "button", class: "tool text", part: "button save", "aria-label": language.say("file-save", { name: label, what: file.kind ?? file.what }), title: file.name,
      }, file.what);
      button.addEventListener("click", () => void save(file, tell, show, language));
      return button;
    })))),
    place,
    text("cite", called.cite, citation, tell, language),
    status);
  close.addEventListener("click", () => dialog.close());
  // Beside it: on what lies under it.
  dialog.addEventListener("click", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)) dialog.close();
  });
  // Keys of the page under it are not pressed.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  return dialog;
}

/**
 * A text with a button that copies it.
 * @param {string} name
 * @param {string} label
 * @param {string} value
 * @param {(text: string) => void} tell
 * @param {Language} language
 */
function text(name, label, value, tell, language) {
  const field = h("textarea", { readonly: true, rows: 3, id: `share-${name}`, part: `field ${name}`, spellcheck: "false" });
  field.value = value;
  const button = h("button", { type: "button", class: "tool text", part: `button copy-${name}`, "aria-label": language.say("copy-what", { what: label }) }, language.say("copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      tell(language.say("copied"));
    } catch {
      // A frame without the right, a page that is not secure: what is selected can be copied by hand all the same.
      field.focus();
      field.select();
      tell(language.say(document.execCommand("copy") ? "copied" : "selected"));
    }
  });
  return h("div", { class: "copied" }, h("label", { for: field.id }, label), button, field);
}

/** A frame that is shut off from its page may not save files, and is not told so. */
const shutOff = () => globalThis.origin === "null" && location.protocol !== "file:";

/**
 * @param {import("./shared.mjs").File} file
 * @param {(text: string) => void} tell
 * @param {(shown: HTMLElement) => void} show where it cannot be saved
 * @param {Language} language
 */
async function save({ name, make }, tell, show, language) {
  const made = await make();
  if (made === null) {
    tell(language.say("file-failed"));
    return;
  }
  if (shutOff() && typeof made === "string") {
    const shown = text("made", name, made, tell, language);
    show(shown);
    const field = /** @type {HTMLTextAreaElement} */ (shown.lastElementChild);
    field.focus();
    field.select();
    tell(language.say("selected"));
    return;
  }
  const href = await address(typeof made === "string" ? new Blob([made], { type: "text/plain" }) : made);
  if (shutOff()) {
    show(h("img", { src: href, alt: name, class: "made" }));
    return;
  }
  h("a", { href, download: name }).click();
  tell(language.say("file-saved", { name }));
}

/** @param {Blob} blob @returns {Promise<string>} */
function address(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(blob);
  });
}
