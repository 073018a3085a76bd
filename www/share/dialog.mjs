// The button "share" and its dialog: the browser's own, so that focus, Escape and what lies under it are taken care of.
import { h, write } from "../dom.mjs";
import { icon } from "../icons.mjs";
import { SHARE } from "../language/en.mjs";

/** @typedef {import("./shared.mjs").Shared} Shared */
/** @typedef {{ shared: () => Shared | null }} ShareOwner */

/**
 * The button that opens it.
 * @param {HTMLElement} root of the shadow tree
 * @param {ShareOwner} owner
 */
export function sharing(root, owner) {
  const button = h("button", {
    type: "button", class: "tool", part: "button share", "aria-label": SHARE.open, title: SHARE.open, "aria-haspopup": "dialog",
  }, icon("share"));
  button.addEventListener("click", () => {
    const what = owner.shared();
    if (!what) return;
    const dialog = made(what);
    root.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  });
  return button;
}

/** @param {Shared} what */
function made({ link, embed, citation, files }) {
  const status = h("p", { class: "note", role: "status" });
  const tell = (/** @type {string} */ text) => write(status, text);
  const place = h("div", {});
  const show = (/** @type {HTMLElement} */ shown) => place.replaceChildren(shown);
  const close = h("button", { type: "button", class: "tool", part: "button close", "aria-label": SHARE.close, title: SHARE.close }, icon("wrong"));
  const head = h("h2", { id: "share-title" }, SHARE.title);
  const dialog = h("dialog", { class: "share", part: "dialog", "aria-labelledby": "share-title" },
    h("div", { class: "top" }, head, close),
    ...(link === null ? [] : [text("link", SHARE.link, link, tell)]),
    text("embed", SHARE.embed, embed, tell),
    h("h3", {}, SHARE.files),
    h("ul", {}, ...files.map(({ label, files: kinds }) => h("li", {}, h("span", {}, label), ...kinds.map((file) => {
      const button = h("button", {
        type: "button", class: "tool text", part: "button save", "aria-label": SHARE.save(label, file.kind ?? file.what), title: file.name,
      }, file.what);
      button.addEventListener("click", () => void save(file, tell, show));
      return button;
    })))),
    place,
    text("cite", SHARE.cite, citation, tell),
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
 */
function text(name, label, value, tell) {
  const field = h("textarea", { readonly: true, rows: 3, id: `share-${name}`, part: `field ${name}`, spellcheck: "false" });
  field.value = value;
  const button = h("button", { type: "button", class: "tool text", part: `button copy-${name}`, "aria-label": `${SHARE.copy}: ${label}` }, SHARE.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      tell(SHARE.copied);
    } catch {
      // A frame without the right, a page that is not secure: what is selected can be copied by hand all the same.
      field.focus();
      field.select();
      tell(document.execCommand("copy") ? SHARE.copied : SHARE.selected);
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
 */
async function save({ name, make }, tell, show) {
  const made = await make();
  if (made === null) {
    tell(SHARE.failed);
    return;
  }
  if (shutOff() && typeof made === "string") {
    const shown = text("made", name, made, tell);
    show(shown);
    const field = /** @type {HTMLTextAreaElement} */ (shown.lastElementChild);
    field.focus();
    field.select();
    tell(SHARE.selected);
    return;
  }
  const href = await address(typeof made === "string" ? new Blob([made], { type: "text/plain" }) : made);
  if (shutOff()) {
    show(h("img", { src: href, alt: name, class: "made" }));
    return;
  }
  h("a", { href, download: name }).click();
  tell(SHARE.saved(name));
}

/** @param {Blob} blob @returns {Promise<string>} */
function address(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(blob);
  });
}
