// @ts-check
/**
 * A module taken apart into streams of like things, and put together again.
 *
 * A compressor that meets opcodes, local indices and memory offsets in turns learns little of each. Apart, they pack a
 * twentieth smaller, which is several times what this file weighs. Splitting (at build time) and joining (on the page)
 * are the same walk over the code, with source and sink exchanged. Two things do not travel, a thirtieth of the whole:
 * the length of a function, which its code tells, and the alignment of a load or store, a hint that engines ignore and
 * that comes out as the natural one. It trusts its input: the build made it, and the browser validates the module that
 * comes out.
 */

/** Streams: what is not code, opcodes, then one for each kind of immediate. */
const [REST, OPCODE, LOCALS, BLOCK, BRANCH, CALL, INDEX, GLOBAL, OFFSET, I32, I64, FLOAT, PREFIXED] = Array(13).keys();
const STREAMS = 13;
/** Bytes at the front of a module: magic number and version. */
const PREAMBLE = 8;
const CODE_SECTION = 10;

/** The kind of the immediate of single-byte opcodes; those of loads, stores and constants follow from their ranges. */
const IMMEDIATE = new Uint8Array(256);
for (const [kind, ...codes] of [
  [BRANCH, 0x0c, 0x0d], [CALL, 0x10, 0x11, 0xd2], [INDEX, 0x20, 0x21, 0x22], [GLOBAL, 0x23, 0x24, 0x25, 0x26],
  [BLOCK, 0x02, 0x03, 0x04, 0x3f, 0x40, 0xd0], [I32, 0x41], [I64, 0x42],
]) {
  for (const code of codes) IMMEDIATE[code] = kind;
}
/** How many immediates follow an opcode behind the prefix 0xfc. */
const PREFIXED_IMMEDIATES = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
/** The binary logarithms of the widths of loads and stores, from opcode 0x28 on. */
const WIDTHS = Uint8Array.from("23230011001122232301012");

/** A place in bytes that grows at its end and is read from its front. */
class Stream {
  /** @param {Uint8Array} bytes @param {number} [end] how many are filled */
  constructor(bytes, end = bytes.length) {
    this.bytes = bytes;
    this.end = end;
    this.at = 0;
  }
}

/**
 * Walks over a module, copying each part from the stream it is in to the stream it belongs to.
 * @param {Stream[]} from by kind
 * @param {Stream[]} to
 * @param {boolean} joining whether `to` is the module
 */
function transfer(from, to, joining) {
  /** @param {number} kind @param {number} count */
  const bytes = (kind, count) => {
    const source = /** @type {Stream} */ (from[kind]);
    const sink = /** @type {Stream} */ (to[kind]);
    sink.bytes.set(source.bytes.subarray(source.at, source.at + count), sink.end);
    source.at += count;
    sink.end += count;
  };
  /** One number of variable length, copied byte by byte: most have one. @param {number} kind */
  const number = (kind) => {
    const source = /** @type {Stream} */ (from[kind]);
    const sink = /** @type {Stream} */ (to[kind]);
    let byte = /** @type {number} */ (source.bytes[source.at++]);
    sink.bytes[sink.end++] = byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = /** @type {number} */ (source.bytes[source.at++]);
      sink.bytes[sink.end++] = byte;
      value |= (byte & 127) << shift;
    }
    return value;
  };
  /** One opcode. */
  const opcode = () => {
    const source = /** @type {Stream} */ (from[OPCODE]);
    const sink = /** @type {Stream} */ (to[OPCODE]);
    return (sink.bytes[sink.end++] = /** @type {number} */ (source.bytes[source.at++]));
  };
  /** Steps over a number of the module that does not travel. */
  const skip = () => {
    const module = from[REST];
    while (/** @type {number} */ (module.bytes[module.at++]) > 127);
  };
  /** Puts before what was written from `start` on how much that is. @param {number} start */
  const measure = (start) => {
    const module = to[REST];
    /** @type {number[]} */
    const length = [];
    for (let left = module.end - start; left > 0; left >>= 7) length.push((left & 127) | (left > 127 ? 128 : 0));
    module.bytes.copyWithin(start + length.length, start, module.end);
    module.bytes.set(length, start);
    module.end += length.length;
  };
  const expression = () => {
    for (let depth = 1; depth > 0;) {
      const code = opcode();
      const kind = IMMEDIATE[code];
      if (kind) {
        number(kind);
        if (code <= 0x04) depth += 1;
        else if (code === 0x11) number(CALL);
      }
      else if (code === 0x0b) depth -= 1;
      else if (code >= 0x28 && code <= 0x3e) {
        if (joining) to[REST].bytes[to[REST].end++] = /** @type {number} */ (WIDTHS[code - 0x28]);
        else skip();
        number(OFFSET);
      }
      else if (code === 0x0e) for (let left = number(BRANCH); left >= 0; left -= 1) number(BRANCH);
      else if (code === 0x1c) bytes(BLOCK, number(BLOCK));
      else if (code === 0x43) bytes(FLOAT, 4);
      else if (code === 0x44) bytes(FLOAT, 8);
      else if (code === 0xfc) for (let left = PREFIXED_IMMEDIATES[number(PREFIXED)] ?? 0; left > 0; left -= 1) number(PREFIXED);
    }
  };
  bytes(REST, PREAMBLE);
  while (from[REST].at < from[REST].end) {
    const section = number(REST);
    const size = number(REST);
    if (section !== CODE_SECTION) {
      bytes(REST, size);
      continue;
    }
    for (let functions = number(REST); functions > 0; functions -= 1) {
      const start = to[REST].end;
      if (!joining) skip();
      for (let groups = number(LOCALS); groups > 0; groups -= 1) { number(LOCALS); number(LOCALS); }
      expression();
      if (joining) measure(start);
    }
  }
}

/**
 * @param {Uint8Array} module
 * @returns {Uint8Array} the lengths of the module and of the streams, four bytes each, then the streams
 */
export function split(module) {
  const whole = new Stream(module);
  const streams = Array.from({ length: STREAMS }, () => new Stream(new Uint8Array(module.length), 0));
  transfer(Array(STREAMS).fill(whole), streams, false);
  const lengths = new Uint8Array(Uint32Array.from(streams, ({ end }) => end).buffer);
  const parts = [lengths, ...streams.map(({ bytes, end }) => bytes.subarray(0, end))];
  const out = new Uint8Array(4 + parts.reduce((sum, { length }) => sum + length, 0));
  new DataView(out.buffer).setUint32(0, module.length, true);
  let at = 4;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/**
 * @param {Uint8Array} parts what `split` gave
 * @returns {Uint8Array<ArrayBuffer>} the module
 */
export function join(parts) {
  const table = new DataView(parts.buffer, parts.byteOffset);
  let at = 4 + 4 * STREAMS;
  const streams = Array.from({ length: STREAMS }, (_, kind) => {
    const length = table.getUint32(4 + 4 * kind, true);
    at += length;
    return new Stream(parts.subarray(at - length, at));
  });
  const whole = new Stream(new Uint8Array(table.getUint32(0, true)), 0);
  transfer(streams, Array(STREAMS).fill(whole), true);
  return /** @type {Uint8Array<ArrayBuffer>} */ (whole.bytes);
}
