/** Canonical prefix (Huffman) codes by the lengths of their words, as deflate and brotli write them. */
export const MAX_BITS = 15;

/** Number of codes of each length, and the symbols in order. */
export interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

/** Where the symbols of each length begin, while a code is made. */
const offsets = new Uint16Array(MAX_BITS + 2);

/** Undefined when the lengths give more codes than there is room for, or leave room in a code of several symbols. */
export function makeCode(lengths: Uint8Array): Code | undefined {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol] ?? 0;
    counts[length] = (counts[length] ?? 0) + 1;
  }
  const used = lengths.length - (counts[0] ?? 0);
  counts[0] = 0;
  offsets[1] = 0;
  let room = 1;
  for (let bits = 1; bits <= MAX_BITS; bits += 1) {
    const count = counts[bits] ?? 0;
    room = room * 2 - count;
    if (room < 0) return undefined;
    offsets[bits + 1] = (offsets[bits] ?? 0) + count;
  }
  if (room > 0 && used > 1) return undefined;
  const symbols = new Uint16Array(used);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol] ?? 0;
    if (length === 0) continue;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  }
  return { counts, symbols };
}
