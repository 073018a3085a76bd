// The one wasm instance of the page. What has trapped is in no state to go on with: another instance takes its place, and what
// lived in the old one is made again in the new one, from what it was made of, when it is next asked.
import * as glue from "virtual:glue";
import packed from "virtual:wasm";
import { ConfigError, refusal } from "./config-error.mjs";
import { unpack } from "./lzma.mjs";
import { join } from "./streams.mjs";

/** @type {WebAssembly.Module | undefined} */
let module;
/** Counts instances. */
let life = 0;

/** Start the engine. */
export function begin() {
  // The module travels packed inside the script: no request, and the size on disk is the size on the wire.
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  module = new WebAssembly.Module(join(unpack(bytes)));
  glue.initSync({ module });
}

/** Whether an error says that the instance itself is broken: a trap, or no stack or memory left. @param {any} error */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError";
}

/**
 * Runs a call into the engine; its refusals are records, which become `ConfigError`s.
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function asked(call) {
  try {
    return call();
  } catch (error) {
    const record = /** @type {any} */ (error);
    if (record?.name === "ConfigError" && !(record instanceof Error)) throw new ConfigError(record);
    if (isTrap(error) && module) {
      life += 1;
      glue.initSync({ module });
    }
    throw error;
  }
}

/** @typedef {{ inner: any, life: number }} Held */

/** An object of an instance that is gone has nothing to give back. @param {Held} held */
function release(held) {
  if (held.life === life) held.inner.free();
}

/** Who forgets to free something has it freed some time. */
const forgotten = globalThis.FinalizationRegistry && new globalThis.FinalizationRegistry(release);

/** How those that live in the engine are reached. */
export const ALIVE = Symbol("alive");

/** Something that lives in the engine; `free()` it when it is no longer needed. */
export class Living {
  /** @type {Held | null} */
  #held;
  #what;
  #make;

  /**
   * @param {string} what it is called where it is refused
   * @param {() => any} make makes it, or makes it again
   */
  constructor(what, make) {
    this.#what = what;
    this.#make = make;
    this.#held = { inner: make(), life };
    forgotten?.register(this, this.#held, this);
  }

  /** The wasm object; a freed one is refused here rather than deep inside the glue. */
  get [ALIVE]() {
    const held = this.#held;
    if (!held) throw refusal(this.#what, "freed", `${/^[aeiou]/.test(this.#what) ? "an" : "a"} ${this.#what} that has not been freed`);
    if (held.life !== life) Object.assign(held, { inner: this.#make(), life });
    return held.inner;
  }

  free() {
    if (!this.#held) return;
    release(this.#held);
    forgotten?.unregister(this);
    this.#held = null;
  }
}
