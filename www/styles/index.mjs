// The styles of the shadow tree, as one constructed sheet: style elements and attributes are void under a strict
// content security policy.
import controls from "./controls.css";
import direction from "./direction.css";
import figure from "./figure.css";
import layout from "./layout.css";
import settings from "./settings.css";
import share from "./share.css";

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** Made on first use: a server has no style sheets. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync([layout, figure, controls, settings, share, direction].join("\n"));
  }
  return sheet;
}
