/**
 * Finds any of many patterns in bytes. A sparse filter: where the shortest pattern has L bytes, one four-byte gram in
 * every L − 3 places must belong to a pattern, so only these places are looked at; a hit is then verified.
 */
import type { ByteForm } from './byte-forms.ts';

const GRAM = 4;
/** Cells by their number of bits: one bit each, so that all of them stay in the processor's nearest cache. */
const CELL_BITS = 17;
const MAX_STRIDE = 32;

interface Anchor {
  form: ByteForm;
  /** Offset of the gram in the pattern. */
  offset: number;
}

export class GramFilter {
  readonly #stride: number;
  readonly #known = new Int32Array(1 << (CELL_BITS - 5));
  readonly #anchors = new Map<number, Anchor[]>();

  /** Patterns of at least four bytes. */
  constructor(forms: readonly ByteForm[]) {
    const shortest = Math.min(...forms.map((form) => form.bytes.length));
    this.#stride = Math.max(1, Math.min(MAX_STRIDE, shortest - GRAM + 1));
    for (const form of forms) {
      for (let offset = 0; offset < this.#stride; offset += 1) {
        const cell = cellOf(form.bytes, offset);
        this.#known[cell >> 5] = (this.#known[cell >> 5] ?? 0) | (1 << (cell & 31));
        const anchors = this.#anchors.get(cell);
        if (anchors) anchors.push({ form, offset });
        else this.#anchors.set(cell, [{ form, offset }]);
      }
    }
  }

  /** True when any pattern stands in the bytes. */
  matches(bytes: Uint8Array): boolean {
    const known = this.#known;
    const stride = this.#stride;
    const last = bytes.length - GRAM;
    for (let at = 0; at <= last; at += stride) {
      const cell = cellOf(bytes, at);
      if ((((known[cell >> 5] ?? 0) >>> (cell & 31)) & 1) === 1 && this.#holds(bytes, at, cell)) {
        return true;
      }
    }
    return false;
  }

  #holds(bytes: Uint8Array, at: number, cell: number): boolean {
    const anchors = this.#anchors.get(cell) ?? [];
    return anchors.some(({ form, offset }) => standsAt(bytes, at - offset, form));
  }
}

/** Case-folded hash of four bytes; folding every byte keeps the filter one for all forms. */
function cellOf(bytes: Uint8Array, at: number): number {
  const gram =
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24) |
    0x20202020;
  return Math.imul(gram, 0x9e3779b1) >>> (32 - CELL_BITS);
}

function standsAt(bytes: Uint8Array, start: number, form: ByteForm): boolean {
  const pattern = form.bytes;
  if (start < 0 || start + pattern.length > bytes.length) return false;
  for (let at = 0; at < pattern.length; at += 1) {
    const seen = bytes[start + at] ?? 0;
    const wanted = pattern[at] ?? 0;
    if (seen === wanted) continue;
    const letter = (wanted | 0x20) >= 0x61 && (wanted | 0x20) <= 0x7a;
    if (!form.foldCase || !letter || (seen ^ wanted) !== 0x20) return false;
  }
  return true;
}
