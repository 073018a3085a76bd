// What is checked, in order. `everywhere`: over files and over a server; `served`: over a server only; else over files only.
// `webkit`: over a server in WebKit, too.
import { accessibility } from "./checks/accessibility.mjs";
import { attacked } from "./checks/attack.mjs";
import { badInput } from "./checks/bad-input.mjs";
import { chapter } from "./checks/chapter.mjs";
import { crank } from "./checks/crank.mjs";
import { custom } from "./checks/custom.mjs";
import { dark } from "./checks/dark.mjs";
import { determinism } from "./checks/determinism.mjs";
import { embed } from "./checks/embed.mjs";
import { everyone } from "./checks/everyone.mjs";
import { exported } from "./checks/export.mjs";
import { fingers } from "./checks/fingers.mjs";
import { formula } from "./checks/formula.mjs";
import { frames } from "./checks/frames.mjs";
import { graphs } from "./checks/graphs.mjs";
import { hidden } from "./checks/hidden.mjs";
import { hero } from "./checks/hero.mjs";
import { language } from "./checks/language.mjs";
import { keyboard } from "./checks/keyboard.mjs";
import { layout } from "./checks/layout.mjs";
import { lazy } from "./checks/lazy.mjs";
import { lifecycle } from "./checks/lifecycle.mjs";
import { many } from "./checks/many.mjs";
import { matrix } from "./checks/matrix.mjs";
import { modes } from "./checks/modes.mjs";
import { permalink } from "./checks/permalink.mjs";
import { picture } from "./checks/picture.mjs";
import { playground } from "./checks/playground.mjs";
import { product } from "./checks/product.mjs";
import { question } from "./checks/question.mjs";
import { race } from "./checks/race.mjs";
import { scaled } from "./checks/scaled.mjs";
import { sizes } from "./checks/sizes.mjs";
import { screenshots } from "./checks/screenshots.mjs";
import { served } from "./checks/served.mjs";
import { sharp } from "./checks/sharp.mjs";
import { start } from "./checks/start.mjs";
import { steady } from "./checks/steady.mjs";
import { surroundings } from "./checks/surroundings.mjs";
import { trap } from "./checks/trap.mjs";
import { themes } from "./checks/themes.mjs";
import { zoom } from "./checks/zoom.mjs";

/** In the light theme, at one screen pixel a CSS pixel. */
export const BRIGHT = [
  { name: "product", run: product, everywhere: true },
  { name: "chapter", run: chapter, everywhere: true },
  { name: "hero", run: hero, everywhere: true },
  { name: "picture", run: picture, everywhere: true },
  { name: "crank", run: crank, everywhere: true },
  { name: "graphs", run: graphs },
  { name: "determinism", run: determinism },
  { name: "start", run: start },
  { name: "zoom", run: zoom },
  { name: "race", run: race },
  { name: "modes", run: modes },
  { name: "permalink", run: permalink, everywhere: true },
  { name: "embed", run: embed, everywhere: true, webkit: true },
  { name: "matrix", run: matrix, everywhere: true, webkit: true },
  { name: "export", run: exported, everywhere: true },
  { name: "playground", run: playground },
  { name: "themes", run: themes },
  { name: "surroundings", run: surroundings },
  { name: "sharp", run: sharp },
  { name: "sizes", run: sizes },
  { name: "scaled", run: scaled },
  { name: "steady", run: steady },
  { name: "fingers", run: fingers },
  { name: "question", run: question, everywhere: true },
  { name: "keyboard", run: keyboard, everywhere: true },
  { name: "language", run: language },
  { name: "bad-input", run: badInput },
  { name: "formula", run: formula },
  { name: "accessibility", run: accessibility },
  { name: "everyone", run: everyone },
  { name: "layout", run: layout },
  { name: "custom", run: custom },
  { name: "trap", run: trap },
  { name: "lifecycle", run: lifecycle },
  { name: "lazy", run: lazy },
  { name: "hidden", run: hidden },
  { name: "many", run: many },
  { name: "attack", run: attacked, served: true },
  { name: "served", run: served, served: true },
  { name: "screenshots", run: screenshots, everywhere: true },
];

/** In the dark theme, at two screen pixels a CSS pixel, with less motion. */
export const DARK = [
  { name: "dark", run: dark },
  { name: "graphs", run: graphs },
  { name: "sharp", run: sharp },
  { name: "frames", run: frames },
  { name: "picture", run: picture },
  { name: "formula", run: formula },
  { name: "playground", run: playground },
  { name: "accessibility", run: accessibility },
  { name: "everyone", run: everyone },
  { name: "screenshots", run: screenshots },
];
