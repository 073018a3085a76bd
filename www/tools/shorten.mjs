// @ts-check
/**
 * Short names for what the module imports. The generator's carry a hash each, nothing compresses them, and they travel
 * twice: in the module and in the bindings.
 */

const IMPORTS = 2;
const encoder = new TextEncoder();

/**
 * @param {string} glue the generated bindings
 * @param {Uint8Array} module the module they belong to
 * @returns {{ glue: string, module: Uint8Array<ArrayBuffer> }} both under the short names
 */
export function shorten(glue, module) {
  /** @type {Map<string, string>} */
  const names = new Map();
  const preamble = 8;
  /** @type {number[]} */
  const out = [...module.subarray(0, preamble)];
  let at = preamble;
  const number = () => {
    let value = 0;
    let byte;
    let shift = 0;
    do {
      byte = module[at++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const text = () => {
    const length = number();
    at += length;
    return new TextDecoder().decode(module.subarray(at - length, at));
  };
  /** @param {number[]} to @param {number} value */
  const put = (to, value) => {
    do to.push((value & 127) | (value > 127 ? 128 : 0));
    while ((value >>>= 7) > 0);
  };
  /** @param {number[]} to @param {string} word */
  const write = (to, word) => {
    const bytes = encoder.encode(word);
    put(to, bytes.length);
    to.push(...bytes);
  };
  while (at < module.length) {
    const section = number();
    const size = number();
    const end = at + size;
    /** @type {number[]} */
    const body = [];
    if (section === IMPORTS) {
      const count = number();
      put(body, count);
      for (let left = count; left > 0; left -= 1) {
        const [from, name] = [text(), text()];
        const short = names.get(name) ?? `_${names.size.toString(36)}`;
        names.set(name, short);
        write(body, from);
        write(body, short);
        // The bindings import functions alone: a kind and the index of a type.
        if (module[at] !== 0) throw new Error(`the module imports ${name}, which is not a function`);
        put(body, number());
        put(body, number());
      }
    } else for (; at < end; at += 1) body.push(module[at] ?? 0);
    put(out, section);
    put(out, body.length);
    for (const byte of body) out.push(byte);
    at = end;
  }
  let renamed = glue;
  for (const [name, short] of names) {
    const key = new RegExp(`\\b${name}\\b`, "g");
    if (!key.test(renamed)) throw new Error(`the bindings do not have ${name}`);
    renamed = renamed.replace(key, short);
  }
  return { glue: renamed, module: Uint8Array.from(out) };
}
