// WebKitGTK's own browser shell, through WebKitWebDriver under a private X server.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import { find, own, scratch, waitForExit } from "./system.mjs";

const KEYS = {
  Tab: Key.TAB,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Home: Key.HOME,
  End: Key.END,
  PageUp: Key.PAGE_UP,
  PageDown: Key.PAGE_DOWN,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  ArrowUp: Key.ARROW_UP,
  ArrowDown: Key.ARROW_DOWN,
  Backspace: Key.BACK_SPACE,
  " ": Key.SPACE,
};

/** Starts the engine; options: { dark, reducedMotion, ratio }. */
export async function launch(options) {
  const display = await startDisplay();
  let driver;
  try {
    driver = await startDriver(display.name, options);
    const capabilities = new Capabilities();
    capabilities.set("browserName", "MiniBrowser");
    capabilities.set("webkitgtk:browserOptions", {
      binary: miniBrowser(),
      args: ["--automation", ...(options.dark ? ["--dark-mode"] : [])],
    });
    const session = await new Builder().usingServer(driver.url).withCapabilities(capabilities).build();
    await session.manage().setTimeouts({ script: 50_000, pageLoad: 30_000 });
    return new WebKitDriver(options, session, [driver.process, display.process]);
  } catch (error) {
    await stop([driver?.process, display.process]);
    throw error;
  }
}

async function stop(processes) {
  for (const process of processes) {
    process?.kill();
    await waitForExit(process);
  }
}

/** The shell lies in a folder named after the machine's architecture. */
function miniBrowser() {
  const candidates = readdirSync("/usr/lib").flatMap((folder) =>
    ["4.1", "4.0"].map((version) => `/usr/lib/${folder}/webkit2gtk-${version}/MiniBrowser`),
  );
  return find("webkit2gtk-driver", candidates);
}

/** A virtual screen that picks its own free number and says which. */
function startDisplay() {
  const child = own(
    spawn(find("xvfb", ["Xvfb"]), ["-displayfd", "3", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    }),
  );
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      child.kill();
      fail(new Error("Xvfb did not start"));
    }, 15_000);
    child.once("error", fail);
    child.stdio[3].once("data", (number) => {
      clearTimeout(timer);
      done({ name: `:${String(number).trim()}`, process: child });
    });
  });
}

async function startDriver(display, options) {
  const port = await freePort();
  const child = own(
    spawn(find("webkit2gtk-driver", ["WebKitWebDriver"]), [`--port=${port}`, "--host=127.0.0.1"], {
      stdio: "ignore",
      env: {
        ...process.env,
        DISPLAY: display,
        NO_AT_BRIDGE: "1",
        GDK_BACKEND: "x11",
        GDK_SCALE: String(options.ratio),
        XDG_CONFIG_HOME: gtkSettings(options),
        LIBGL_ALWAYS_SOFTWARE: "1",
      // Without a graphics card, sharing buffers with an emulated one leaves two frames a second.
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      },
    }),
  );
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(`${url}/status`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return { url, process: child };
    await new Promise((done) => setTimeout(done, 100));
  }
  await stop([child]);
  throw new Error("WebKitWebDriver did not answer");
}

/** WebKitGTK takes colour scheme and motion from the toolkit's settings. */
function gtkSettings({ dark, reducedMotion }) {
  const home = scratch("gtk");
  mkdirSync(join(home, "gtk-3.0"));
  writeFileSync(
    join(home, "gtk-3.0", "settings.ini"),
    `[Settings]\ngtk-application-prefer-dark-theme=${dark ? 1 : 0}\ngtk-enable-animations=${reducedMotion ? 0 : 1}\n`,
  );
  // A phone's width: without this the toolbar's buttons keep the window from becoming that narrow.
  writeFileSync(
    join(home, "gtk-3.0", "gtk.css"),
    "* { min-width: 0; padding: 0; margin: 0; border: none; font-size: 1px; -gtk-icon-source: none; }\n",
  );
  return home;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

class WebKitDriver {
  name = "webkit";
  /** No preload script: pages are copied with the probe as their first script. */
  canPreload = false;
  canRescale = false;
  canTouch = false;
  requests = null;
  console = null;

  constructor(options, session, processes) {
    Object.assign(this, { options, session, processes });
    this.at = [0, 0];
  }

  async open(url) {
    await this.session.get(url);
  }

  async evaluate(fn, ...args) {
    const answer = await this.session.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       Promise.resolve().then(() => (${fn})(...JSON.parse(arguments[0])))
         .then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`,
      JSON.stringify(args),
    );
    const { value, error } = JSON.parse(answer);
    if (error) throw new Error(error);
    return value;
  }

  /** The window's frame takes some pixels, so ask until the page has its size; a busy machine takes its time. */
  async setViewport(width, height) {
    const window = this.session.manage().window();
    const inner = () => this.evaluate(() => [window.innerWidth, window.innerHeight]);
    const fits = ([across, down]) => across === width && down === height;
    let frame = [0, 0];
    let size = [0, 0];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await window.setRect({ x: 0, y: 0, width: width + frame[0], height: height + frame[1] });
      for (let wait = 0; wait < 20; wait += 1) {
        size = await inner();
        if (fits(size)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      const outer = await window.getRect();
      // A page that has not followed its window yet says nothing about the frame.
      frame = [outer.width - size[0], outer.height - size[1]].map((pixels) => (pixels >= 0 && pixels < 200 ? pixels : 0));
    }
    if (size[0] !== width) throw new Error(`the window stays at ${size.join("×")} instead of ${width}×${height}`);
  }

  async #pointer(plan) {
    const actions = this.session.actions({ async: true });
    plan(actions);
    await actions.perform();
  }

  async move(x, y) {
    this.at = [Math.round(x), Math.round(y)];
    await this.#pointer((a) => a.move({ x: this.at[0], y: this.at[1], duration: 0 }));
  }
  async down() {
    await this.#pointer((a) => a.press());
  }
  async up() {
    await this.#pointer((a) => a.release());
  }
  async click(x, y) {
    await this.move(x, y);
    await this.down();
    await this.up();
  }
  async key(key, { shift = false } = {}) {
    const value = KEYS[key] ?? key;
    await this.#pointer((a) => (shift ? a.keyDown(Key.SHIFT).sendKeys(value).keyUp(Key.SHIFT) : a.sendKeys(value)));
  }
  async type(text) {
    await this.#pointer((a) => a.sendKeys(text));
  }

  async screenshot(path) {
    const png = Buffer.from(await this.session.takeScreenshot(), "base64");
    if (path) writeFileSync(path, png);
    return png;
  }

  async close() {
    await Promise.race([this.session.quit(), new Promise((done) => setTimeout(done, 5_000))]).catch(() => {});
    await stop(this.processes);
  }
}
