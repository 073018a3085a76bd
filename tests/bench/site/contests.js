// What the runner may ask this page for.
import { base } from "./base.js";
import { drag } from "./drag.js";
import { growth } from "./growth.js";
import { memory } from "./memory.js";
import { simulate } from "./simulate.js";

const CONTESTS = { base, drag, simulate, growth, memory };

window.contest = async (name, settings) => CONTESTS[name](await ManyClocks.loadEngine(), settings);
