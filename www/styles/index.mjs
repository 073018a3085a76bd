// The styles of the shadow tree, for one constructed sheet: style elements and attributes are void under a strict
// content security policy.
import controls from "./controls.css";
import direction from "./direction.css";
import figure from "./figure.css";
import layout from "./layout.css";
import settings from "./settings.css";
import share from "./share.css";

/** The styles of every shadow tree. */
export const STYLES = [layout, figure, controls, settings, share, direction].join("\n");
