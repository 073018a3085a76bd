// Chromium (DevTools protocol) and Firefox (WebDriver BiDi) through one library.
// Firefox cannot emulate media features over BiDi, so both engines take the colour scheme and the motion preference at launch.
import puppeteer from "puppeteer-core";
import { find, scratch, waitForExit } from "./system.mjs";

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
];

const firefoxPreferences = ({ dark, reducedMotion, ratio }) => ({
  "ui.systemUsesDarkTheme": dark ? 1 : 0,
  "ui.prefersReducedMotion": reducedMotion ? 1 : 0,
  "layout.css.devPixelsPerPx": String(ratio),
  "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
  "browser.shell.checkDefaultBrowser": false,
  "accessibility.tabfocus": 7,
  // As on a phone: by itself it has no fingers where there is no such screen.
  "dom.w3c_touch_events.enabled": 1,
});

/** Starts an engine; options: { dark, reducedMotion, ratio }. */
export async function launch(name, options) {
  const browser = await puppeteer.launch(
    name === "chromium"
      ? {
          executablePath: find("chromium", ["chromium", "chromium-browser"]),
          headless: true,
          args: CHROMIUM_ARGUMENTS,
          userDataDir: scratch("chromium"),
        }
      : {
          browser: "firefox",
          executablePath: find("firefox-esr", ["firefox-esr", "firefox"]),
          headless: true,
          extraPrefsFirefox: firefoxPreferences(options),
        },
  );
  // In Firefox's first tab the address bar has the focus, and a page there never gets it.
  const page = await browser.newPage();
  for (const other of await browser.pages()) if (other !== page) await other.close();
  if (name === "chromium") {
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: options.dark ? "dark" : "light" },
      { name: "prefers-reduced-motion", value: options.reducedMotion ? "reduce" : "no-preference" },
    ]);
  }
  return new PuppeteerDriver(name, options, browser, page);
}

class PuppeteerDriver {
  /** Can run a script before the page's own, so the shipped page stays untouched. */
  canPreload = true;

  constructor(name, options, browser, page) {
    Object.assign(this, { name, options, browser, page, requests: [], console: [], fingers: [] });
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => this.console.push({ type: message.type(), text: message.text() }));
    page.on("pageerror", (error) => this.console.push({ type: "error", text: `uncaught: ${error?.message ?? error}` }));
  }

  /** Take the network away, or give it back; undefined where an engine cannot. */
  get offline() {
    return this.name === "chromium" ? (off) => this.page.setOfflineMode(off) : undefined;
  }

  async preload(source) {
    await this.page.evaluateOnNewDocument(source);
  }

  async open(url) {
    this.requests.length = 0;
    this.console.length = 0;
    await this.page.goto(url, { waitUntil: "load", timeout: 30_000 });
  }

  evaluate(fn, ...args) {
    return this.page.evaluate(fn, ...args);
  }

  async setViewport(width, height) {
    // Firefox has its ratio from a preference; BiDi would multiply it once more.
    const ratio = this.name === "chromium" ? { deviceScaleFactor: this.options.ratio } : {};
    await this.page.setViewport({ width, height, ...ratio });
  }

  /** Whether the ratio of the screen can change under a page. */
  get canRescale() {
    return this.name === "chromium";
  }

  /** Another ratio under the page that is open, as when its window is taken to another screen. */
  async setRatio(ratio) {
    this.options = { ...this.options, ratio };
    const { width, height } = this.page.viewport();
    // An emulated ratio alone tells the page's media queries nothing; a window that is also a pixel higher does.
    await this.setViewport(width, height + 1);
  }

  /** Fingers on the screen, each at its place; those that are missing at the end are lifted. */
  canTouch = true;
  async touch(places) {
    if (this.name === "chromium") {
      // The library's own fingers cannot move at the same time.
      this.cdp ??= await this.page.createCDPSession();
      const touchPoints = places.map(([x, y], id) => ({ x, y, id }));
      const type = places.length > this.fingers.length ? "touchStart" : places.length ? "touchMove" : "touchEnd";
      await this.cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
      this.fingers = places;
      return;
    }
    for (const finger of this.fingers.splice(places.length)) await finger.end();
    for (const [i, [x, y]] of places.entries()) {
      if (this.fingers[i]) await this.fingers[i].move(x, y);
      else this.fingers.push(await this.page.touchscreen.touchStart(x, y));
    }
  }

  /** Another tab in front: the page is really hidden, as a reader hides it, until `show`. */
  async hide() {
    this.front = await this.browser.newPage();
    await this.front.bringToFront();
  }
  async show() {
    await this.page.bringToFront();
    await this.front.close();
  }

  async move(x, y) {
    await this.page.mouse.move(x, y);
  }
  async down() {
    await this.page.mouse.down();
  }
  async up() {
    await this.page.mouse.up();
  }
  async click(x, y) {
    await this.page.mouse.click(x, y);
  }
  async key(key, { shift = false } = {}) {
    if (shift) await this.page.keyboard.down("Shift");
    await this.page.keyboard.press(key);
    if (shift) await this.page.keyboard.up("Shift");
  }
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** The reader's own few colours instead of the page's, on a light or a dark ground; null: the page's again. Chromium only. */
  async force(scheme) {
    const { dark, reducedMotion } = this.options;
    this.cdp ??= await this.page.createCDPSession();
    // The library knows no such feature.
    await this.cdp.send("Emulation.setEmulatedMedia", { features: [
      { name: "prefers-color-scheme", value: scheme ?? (dark ? "dark" : "light") },
      { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
      { name: "forced-colors", value: scheme ? "active" : "none" },
    ] });
  }

  /** The script heap after collection, bytes, and how many objects of a global class it holds; undefined where an engine does not say. */
  get heap() {
    if (this.name !== "chromium") return undefined;
    return async (name) => {
      this.cdp ??= await this.page.createCDPSession();
      for (let times = 0; times < 3; times += 1) await this.cdp.send("HeapProfiler.collectGarbage");
      const { result } = await this.cdp.send("Runtime.evaluate", { expression: `ManyClocks.${name}.prototype` });
      const { objects } = await this.cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
      const { result: count } = await this.cdp.send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration: "function () { return this.length; }", returnByValue: true });
      await this.cdp.send("Runtime.releaseObject", { objectId: objects.objectId });
      const { usedSize } = await this.cdp.send("Runtime.getHeapUsage");
      return { bytes: usedSize, objects: count.value };
    };
  }

  /** PNG of the viewport (or of the whole page), returned and, with a path, kept. */
  async screenshot(path, { whole = false } = {}) {
    // In a window as high as the page: what sticks to the edge of a lower one would be pictured where it sticks.
    const beyond = whole && this.name === "chromium" ? { captureBeyondViewport: false } : {};
    return Buffer.from(await this.page.screenshot({ ...(path && { path }), fullPage: whole, ...beyond }));
  }

  /** The page on paper. */
  async pdf() {
    return Buffer.from(await this.page.pdf({ format: "A4", printBackground: true, timeout: 50_000, margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } }));
  }

  /** Pages opened from now on run no scripts of their own, or do again; undefined where an engine cannot. */
  get scripts() {
    return this.name === "chromium" ? (on) => this.page.setJavaScriptEnabled(on) : undefined;
  }

  async close() {
    const process = this.browser.process();
    await Promise.race([this.browser.close(), new Promise((done) => setTimeout(done, 5_000))]).catch(() => {});
    await waitForExit(process);
  }
}
