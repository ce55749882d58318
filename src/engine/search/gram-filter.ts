/**
 * Finds any of many patterns in bytes. A sparse filter: where the shortest pattern has L bytes, one four-byte gram in
 * every L − 3 places must belong to a pattern, so only these places are looked at; a hit is then verified.
 */
import type { ByteForm } from './byte-forms.ts';

const GRAM = 4;
const CELLS = 65_536;
const MAX_STRIDE = 16;

interface Anchor {
  form: ByteForm;
  /** Offset of the gram in the pattern. */
  offset: number;
}

export class GramFilter {
  readonly #stride: number;
  readonly #known = new Uint8Array(CELLS);
  readonly #anchors = new Map<number, Anchor[]>();

  /** Patterns of at least four bytes. */
  constructor(forms: readonly ByteForm[]) {
    const shortest = Math.min(...forms.map((form) => form.bytes.length));
    this.#stride = Math.max(1, Math.min(MAX_STRIDE, shortest - GRAM + 1));
    for (const form of forms) {
      for (let offset = 0; offset < this.#stride; offset += 1) {
        const cell = cellOf(form.bytes, offset);
        this.#known[cell] = 1;
        const anchors = this.#anchors.get(cell);
        if (anchors) anchors.push({ form, offset });
        else this.#anchors.set(cell, [{ form, offset }]);
      }
    }
  }

  /** True when any pattern stands in the bytes. */
  matches(bytes: Uint8Array): boolean {
    const last = bytes.length - GRAM;
    for (let at = 0; at <= last; at += this.#stride) {
      const cell = cellOf(bytes, at);
      if (this.#known[cell] !== 1) continue;
      for (const { form, offset } of this.#anchors.get(cell) ?? []) {
        if (standsAt(bytes, at - offset, form)) return true;
      }
    }
    return false;
  }
}

/** Case-folded hash of four bytes; folding every byte keeps the filter one for all forms. */
function cellOf(bytes: Uint8Array, at: number): number {
  const gram =
    (bytes[at] ?? 0) |
    0x20 |
    (((bytes[at + 1] ?? 0) | 0x20) << 8) |
    (((bytes[at + 2] ?? 0) | 0x20) << 16) |
    (((bytes[at + 3] ?? 0) | 0x20) << 24);
  return Math.imul(gram, 0x9e3779b1) >>> 16;
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
