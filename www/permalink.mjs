// The page's address keeps what its widgets show: `#name=…&other=…`. The texts are the engine's. An address that is an
// anchor, or anything else that is no list of names and texts, is left alone: it is never read and never replaced.

/** Milliseconds that changes wait for each other: a browser may refuse more than a hundred addresses in half a minute. */
const PAUSE = 400;

/**
 * @typedef {object} Holder
 * @property {string | null} permalink its name
 * @property {(text: string) => void} follow opens what the address says now
 */

/** Who is on the page, with the text that each has last read or written. @type {Map<Holder, string | undefined>} */
const holders = new Map();
/** What is to be written, by name. @type {Map<string, string>} */
const pending = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Holder} holder */
export function hold(holder) {
  if (!holders.size) addEventListener("hashchange", changed);
  holders.set(holder, undefined);
}

/** @param {Holder} holder */
export function release(holder) {
  holders.delete(holder);
  if (!holders.size) removeEventListener("hashchange", changed);
}

/**
 * The name that a holder has in the address: its own, unless somebody who came earlier has it.
 * @param {Holder} holder
 */
export function nameOf(holder) {
  return taken(holder) ? null : holder.permalink;
}

/** Whether its name is another's. @param {Holder} holder */
export function taken(holder) {
  const first = [...holders.keys()].find(({ permalink }) => permalink === holder.permalink);
  return holder.permalink !== null && first !== undefined && first !== holder;
}

/**
 * What the address says of a holder, where it says anything that was not read or written before.
 * @param {Holder} holder
 */
export function said(holder) {
  const name = nameOf(holder);
  const text = name === null ? undefined : entries()?.get(name);
  if (text === undefined || text === holders.get(holder)) return undefined;
  holders.set(holder, text);
  return decoded(text);
}

/**
 * Write a text into the address, soon.
 * @param {Holder} holder
 * @param {string} text
 */
export function keep(holder, text) {
  const name = nameOf(holder);
  if (name === null) return;
  holders.set(holder, text);
  pending.set(name, text);
  timer ??= setTimeout(flush, PAUSE);
}

/**
 * The address of this page with a text in it.
 * @param {string} name
 * @param {string} text
 */
export function address(name, text) {
  return to(new Map(entries() ?? []).set(name, text));
}

function flush() {
  timer = undefined;
  const all = entries();
  if (all) {
    try {
      history.replaceState(history.state, "", to(new Map([...all, ...pending])));
    } catch {
      // A page without an address of its own, or one that has written too many.
    }
  }
  pending.clear();
}

function changed() {
  for (const name of entries()?.keys() ?? []) pending.delete(name);
  for (const holder of [...holders.keys()]) {
    const text = said(holder);
    if (text !== undefined) holder.follow(text);
  }
}

/** The names and texts of the address; null where it is something else. */
function entries() {
  const hash = location.hash.slice(1);
  const pairs = hash ? hash.split("&").map((pair) => /^([^=]+)=(.*)$/s.exec(pair)) : [];
  if (pairs.includes(null) || (hash && (document.getElementById(hash) ?? document.getElementById(decoded(hash))))) return null;
  return new Map(pairs.map((pair) => [String(pair?.[1]), String(pair?.[2])]));
}

/** @param {Map<string, string>} all */
function to(all) {
  return `${location.href.replace(/#.*/s, "")}#${[...all].map((pair) => pair.join("=")).join("&")}`;
}

/** What a messenger or a mail program made of an address is undone. @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
