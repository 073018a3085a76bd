// @ts-check
/**
 * A module taken apart into streams of like things, and put together again.
 *
 * A compressor that meets opcodes, local indices and memory offsets in turns learns little of each. Apart, they pack a
 * twentieth smaller, which is several times what this file weighs. Splitting (at build time) and joining (on the page)
 * are the same walk over the code, with source and sink exchanged. It trusts its input: the build made it, and the
 * browser validates the module that comes out.
 */

/** Streams: what is not code, opcodes, then one for each kind of immediate. */
const [REST, OPCODE, LENGTH, LOCALS, BLOCK, BRANCH, CALL, INDEX, GLOBAL, ALIGN, OFFSET, I32, I64, FLOAT, PREFIXED] = Array(15).keys();
const STREAMS = 15;
/** Bytes at the front of a module: magic number and version. */
const PREAMBLE = 8;
const CODE_SECTION = 10;

/** The immediates of single-byte opcodes; those of loads, stores and constants follow from their ranges. */
const IMMEDIATES = new Map([
  [0x0c, [BRANCH]], [0x0d, [BRANCH]], [0x10, [CALL]], [0x11, [CALL, CALL]], [0xd2, [CALL]],
  [0x20, [INDEX]], [0x21, [INDEX]], [0x22, [INDEX]], [0x23, [GLOBAL]], [0x24, [GLOBAL]], [0x25, [GLOBAL]], [0x26, [GLOBAL]],
  [0x3f, [BLOCK]], [0x40, [BLOCK]], [0xd0, [BLOCK]], [0x41, [I32]], [0x42, [I64]],
]);
/** How many immediates follow an opcode behind the prefix 0xfc. */
const PREFIXED_IMMEDIATES = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

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
 * @param {(kind: number) => Stream} from
 * @param {(kind: number) => Stream} to
 */
function transfer(from, to) {
  /** @param {number} kind @param {number} count */
  const bytes = (kind, count) => {
    const [source, sink] = [from(kind), to(kind)];
    sink.bytes.set(source.bytes.subarray(source.at, source.at + count), sink.end);
    source.at += count;
    sink.end += count;
  };
  /** One number of variable length. @param {number} kind */
  const number = (kind) => {
    const { bytes: source, at } = from(kind);
    let length = 0;
    let value = 0;
    let byte;
    do {
      byte = /** @type {number} */ (source[at + length]);
      value |= (byte & 127) << (7 * length++);
    } while (byte > 127);
    bytes(kind, length);
    return value;
  };
  const expression = () => {
    for (let depth = 1; depth > 0;) {
      const { bytes: source, at } = from(OPCODE);
      const opcode = /** @type {number} */ (source[at]);
      bytes(OPCODE, 1);
      if (opcode === 0x0b) depth -= 1;
      else if (opcode >= 0x02 && opcode <= 0x04) { depth += 1; number(BLOCK); }
      else if (opcode >= 0x28 && opcode <= 0x3e) { number(ALIGN); number(OFFSET); }
      else if (opcode === 0x0e) for (let left = number(BRANCH); left >= 0; left -= 1) number(BRANCH);
      else if (opcode === 0x1c) bytes(BLOCK, number(BLOCK));
      else if (opcode === 0x43) bytes(FLOAT, 4);
      else if (opcode === 0x44) bytes(FLOAT, 8);
      else if (opcode === 0xfc) for (let left = PREFIXED_IMMEDIATES[number(PREFIXED)] ?? 0; left > 0; left -= 1) number(PREFIXED);
      else IMMEDIATES.get(opcode)?.forEach(number);
    }
  };
  bytes(REST, PREAMBLE);
  while (from(REST).at < from(REST).end) {
    const section = number(REST);
    const size = number(REST);
    if (section !== CODE_SECTION) {
      bytes(REST, size);
      continue;
    }
    for (let functions = number(REST); functions > 0; functions -= 1) {
      number(LENGTH);
      for (let groups = number(LOCALS); groups > 0; groups -= 1) { number(LOCALS); number(LOCALS); }
      expression();
    }
  }
}

/**
 * @param {Uint8Array} module
 * @returns {Uint8Array} the lengths of the streams, four bytes each, then the streams
 */
export function split(module) {
  const whole = new Stream(module);
  const streams = Array.from({ length: STREAMS }, () => new Stream(new Uint8Array(module.length), 0));
  transfer(() => whole, (kind) => /** @type {Stream} */ (streams[kind]));
  const lengths = new Uint8Array(Uint32Array.from(streams, ({ end }) => end).buffer);
  const parts = [lengths, ...streams.map(({ bytes, end }) => bytes.subarray(0, end))];
  const out = new Uint8Array(lengths.length + module.length);
  let at = 0;
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
  let at = 4 * STREAMS;
  const streams = Array.from({ length: STREAMS }, (_, kind) => {
    const length = table.getUint32(4 * kind, true);
    at += length;
    return new Stream(parts.subarray(at - length, at));
  });
  const whole = new Stream(new Uint8Array(parts.length - 4 * STREAMS), 0);
  transfer((kind) => /** @type {Stream} */ (streams[kind]), () => whole);
  return /** @type {Uint8Array<ArrayBuffer>} */ (whole.bytes);
}
