// One engine at one place (files or a server), with the checks that run in it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "./drivers/index.mjs";
import { Hang, PATIENCE, within } from "./report.mjs";
import { probe } from "./site.mjs";

const tools = readFileSync(new URL("./in-page.js", import.meta.url), "utf8");
/** After this many hangs an engine is given up: the run as a whole has to end. */
const HANGS = 3;

export class Session {
  #hangs = 0;

  /**
   * @param {string} engine
   * @param {{ place: "file" | "http", base: string, report: import("./report.mjs").Report, options?: object }} settings
   */
  constructor(engine, { place, base, report, options = {} }) {
    Object.assign(this, { engine, place, base, report, options });
    this.browser = null;
    this.size = [1280, 900];
  }

  get label() {
    return `${this.engine} ${this.place}`;
  }

  /** @returns {Promise<boolean>} whether the engine is there */
  async start() {
    try {
      this.browser = await within(PATIENCE, launch(this.engine, this.options));
      if (this.browser.canPreload) await this.browser.preload(probe);
      await this.browser.setViewport(...this.size);
      return true;
    } catch (error) {
      this.report.fail(`${this.label}: the browser starts`, error.message);
      return false;
    }
  }

  /** Runs one check; what it throws is the reason of its failure. */
  async check(name, run) {
    const full = `${this.label} ${name}`;
    if (this.#hangs >= HANGS || !this.browser) {
      this.report.fail(full, "not run: the engine hangs or is gone");
      return;
    }
    try {
      await within(PATIENCE, Promise.resolve().then(run));
      this.report.pass(full);
    } catch (error) {
      this.report.fail(
        full,
        error instanceof Hang || error?.code === "ERR_ASSERTION" ? error.message : (error?.stack ?? error),
      );
      if (error instanceof Hang) {
        this.#hangs += 1;
        await this.stop();
        await this.start();
      }
    }
  }

  /** The address of a product page. */
  product(name) {
    return new URL(`${this.browser.canPreload ? "dist" : "probed"}/${name}`, this.base).href;
  }

  /** The address of a fixture page. */
  fixture(name) {
    return new URL(`pages/${name}`, this.base).href;
  }

  /**
   * Opens a page and waits until every widget has drawn its first frame (or has said why not); with `visit` also those
   * that wait until a reader comes near.
   */
  async open(url, { size = [1280, 900], visit = false } = {}) {
    if (String(size) !== String(this.size)) await this.browser.setViewport(...size);
    this.size = size;
    await this.browser.open(url);
    // A string evaluated as an expression: the page's tools, installed once a page.
    await this.browser.evaluate(new Function(tools));
    await this.browser.evaluate(() => window.tools.ready());
    if (visit) await this.browser.evaluate(() => window.tools.visit());
  }

  evaluate(fn, ...args) {
    return this.browser.evaluate(fn, ...args);
  }

  async stop() {
    await this.browser?.close();
    this.browser = null;
  }
}

/** A folder as the base of relative addresses. */
export const folderUrl = (folder) => pathToFileURL(`${folder}/`).href;
