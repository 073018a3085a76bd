// @ts-check
/**
 * Undoes LZMA: the format of `.lzma` files, as in I. Pavlov's public-domain specification.
 *
 * The module travels inside the script, and what a reader downloads is measured: LZMA makes it a fifth smaller than
 * gzip, which browsers undo by themselves, and this decoder weighs a hundredth of that. It trusts its input: the build
 * made it, and the browser validates the module that comes out.
 */

/** Offsets into the one table of adaptive bits. */
const [MATCH, REP, REP0, REP1, REP2, REP0_LONG] = [0, 192, 204, 216, 228, 240];
const SLOTS = 432;
const SPECIAL = 688;
const ALIGN = SPECIAL + 115;
const LENGTHS = ALIGN + 16;
const REP_LENGTHS = LENGTHS + 514;
const LITERALS = REP_LENGTHS + 514;

/**
 * @param {Uint8Array} packed header (properties, dictionary size, 8 bytes of length) and stream
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function unpack(packed) {
  const header = new DataView(packed.buffer, packed.byteOffset);
  const properties = packed[0];
  const literalContext = properties % 9;
  const literalPosition = ((properties / 9) | 0) % 5;
  const positionMask = (1 << ((properties / 45) | 0)) - 1;
  const out = new Uint8Array(header.getUint32(5, true));
  const bits = new Uint16Array(LITERALS + (768 << (literalContext + literalPosition))).fill(1024);

  // The range decoder starts with five bytes, the first of which is zero.
  let next = 18;
  // In an array of such numbers: in variables that functions share, engines keep each anew on the heap.
  const coder = Uint32Array.of(-1, header.getUint32(14));
  const [RANGE, CODE] = [0, 1];

  const normalise = () => {
    if (coder[RANGE] < 16777216) {
      coder[RANGE] <<= 8;
      coder[CODE] = (coder[CODE] << 8) | packed[next++];
    }
  };
  /** @param {number} index of the adaptive bit */
  const bit = (index) => {
    normalise();
    const chance = bits[index];
    const bound = (coder[RANGE] >>> 11) * chance;
    if (coder[CODE] < bound) {
      coder[RANGE] = bound;
      bits[index] = chance + ((2048 - chance) >> 5);
      return 0;
    }
    coder[RANGE] -= bound;
    coder[CODE] -= bound;
    bits[index] = chance - (chance >> 5);
    return 1;
  };
  /**
   * Bits by a tree, high bit first.
   * @param {number} index
   * @param {number} count
   */
  const tree = (index, count) => {
    let symbol = 1;
    for (let i = count; i--; ) symbol = (symbol << 1) | bit(index + symbol);
    return symbol - (1 << count);
  };
  /**
   * Bits by a tree, low bit first.
   * @param {number} index
   * @param {number} count
   */
  const reversed = (index, count) => {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < count; i++) {
      const b = bit(index + symbol);
      symbol = (symbol << 1) | b;
      value |= b << i;
    }
    return value;
  };
  /** @param {number} count of bits without a model */
  const direct = (count) => {
    let value = 0;
    for (let i = count; i--; ) {
      normalise();
      coder[RANGE] >>>= 1;
      const b = coder[CODE] >= coder[RANGE] ? 1 : 0;
      if (b) coder[CODE] -= coder[RANGE];
      value = (value << 1) | b;
    }
    return value;
  };
  /**
   * @param {number} index
   * @param {number} position
   */
  const length = (index, position) => {
    if (!bit(index)) return 2 + tree(index + 2 + (position << 3), 3);
    if (!bit(index + 1)) return 10 + tree(index + 130 + (position << 3), 3);
    return 18 + tree(index + 258, 8);
  };

  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  for (let at = 0; at < out.length; ) {
    const position = at & positionMask;
    if (!bit(MATCH + (state << 4) + position)) {
      const before = at ? out[at - 1] : 0;
      const context = ((at & ((1 << literalPosition) - 1)) << literalContext) + (before >> (8 - literalContext));
      const model = LITERALS + 768 * context;
      let symbol = 1;
      if (state > 6) {
        let hint = out[at - rep0 - 1];
        while (symbol < 256) {
          const expected = (hint >> 7) & 1;
          hint <<= 1;
          const b = bit(model + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | b;
          if (b !== expected) break;
        }
      }
      while (symbol < 256) symbol = (symbol << 1) | bit(model + symbol);
      out[at++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(REP + state)) {
      if (!bit(REP0 + state)) {
        if (!bit(REP0_LONG + (state << 4) + position)) {
          state = state < 7 ? 9 : 11;
          out[at] = out[at - rep0 - 1];
          at++;
          continue;
        }
      } else {
        let distance = rep1;
        if (bit(REP1 + state)) {
          distance = rep2;
          if (bit(REP2 + state)) {
            distance = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
      }
      count = length(REP_LENGTHS, position);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(LENGTHS, position);
      state = state < 7 ? 7 : 10;
      const slot = tree(SLOTS + (Math.min(count - 2, 3) << 6), 6);
      rep0 = slot;
      if (slot > 3) {
        const low = (slot >> 1) - 1;
        rep0 = (2 | (slot & 1)) << low;
        rep0 += slot < 14 ? reversed(SPECIAL + rep0 - slot, low) : (direct(low - 4) << 4) + reversed(ALIGN, 4);
      }
    }
    for (; count-- && at < out.length; at++) out[at] = out[at - rep0 - 1];
  }
  return out;
}
