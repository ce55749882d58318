/**
 * What the readers of binary value formats (MessagePack, CBOR, ETF, BSON) share: a cursor that never leaves the bytes,
 * bounds on values and nesting, and a count of what speaks for the format.
 *
 * Own readers rather than libraries because the question differs: not "what does this say" but "was this written by an
 * encoder of the format at all". They refuse text that is not UTF-8, bytes left over, keys given twice; they accept
 * tags and extensions that nobody declared; and they give up on uniform bytes without an exception, which alone would
 * cost more than all the rest: what is wrong sets a flag, every reader then returns something harmless, loops end.
 */
import { Content } from '../content.ts';
import type { Context, Decoded } from './decoder.ts';
import { takeJsonApart } from './json.ts';

const MAX_VALUES = 20_000;
const MAX_NESTING = 64;
/**
 * Two for each readable text or key and one for each of its characters; two for a byte string of a ciphertext's size.
 * Uniform bytes that parse to their end hold hardly any: measured in docs/method/formats.md.
 */
const MIN_EVIDENCE = 8;
const BYTE_STRING_EVIDENCE = 2;
const MIN_BYTE_STRING = 24;

export abstract class ValueReader {
  protected readonly bytes: Uint8Array;
  protected readonly view: DataView;
  protected at = 0;
  #values = 0;
  #evidence = 0;
  #broken = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** True once the bytes are known to be something else. */
  get broken(): boolean {
    return this.#broken;
  }

  /** True when all bytes were read, and rightly. */
  get complete(): boolean {
    return !this.#broken && this.at === this.bytes.length;
  }

  get evidence(): number {
    return this.#evidence;
  }

  /** The next value: string, number, bigint, boolean, null, bytes, list, or object without a prototype. */
  abstract value(nesting: number): unknown;

  /** To be called once for each value. */
  protected enter(nesting: number): void {
    this.#values += 1;
    if (this.#values > MAX_VALUES || nesting > MAX_NESTING) this.#broken = true;
  }

  /** Says that the bytes are something else; returns what it is given. */
  protected malformed<Harmless>(instead: Harmless): Harmless {
    this.#broken = true;
    return instead;
  }

  /** Steps over `count` bytes; where they begin. Beyond the end: the start of the bytes, for something to read. */
  protected take(count: number): number {
    const start = this.at;
    if (this.#broken || count > this.bytes.length - start) {
      this.#broken = true;
      return 0;
    }
    this.at = start + count;
    return start;
  }

  protected unsigned(size: 1 | 2 | 4 | 8): number {
    const start = this.take(size);
    if (this.#broken) return 0;
    if (size === 1) return this.bytes[start] ?? 0;
    if (size === 2) return this.view.getUint16(start);
    if (size === 4) return this.view.getUint32(start);
    return Number(this.view.getBigUint64(start));
  }

  protected slice(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, this.#broken ? start : start + length);
  }

  /** UTF-8 of `length` bytes; anything else is not what an encoder writes. */
  protected text(length: number): string {
    const bytes = this.slice(length);
    if (bytes.length === 0) return '';
    const content = new Content(bytes);
    if (content.text === undefined) this.#broken = true;
    else if (content.readable !== undefined) this.speakFor(2 + length);
    return content.text ?? '';
  }

  /** A byte string; from a size on which its length is written apart, that length is hardly the right one by chance. */
  protected byteString(length: number): Uint8Array {
    if (length >= MIN_BYTE_STRING) this.speakFor(BYTE_STRING_EVIDENCE);
    return this.slice(length);
  }

  protected speakFor(evidence: number): void {
    this.#evidence += evidence;
  }

  protected list(count: number, nesting: number): unknown[] {
    const items: unknown[] = [];
    if (count > this.bytes.length - this.at) this.#broken = true;
    for (let left = count; left > 0 && !this.#broken; left -= 1) {
      items.push(this.value(nesting + 1));
    }
    return items;
  }

  protected map(count: number, nesting: number): object {
    const object = emptyObject();
    if (count * 2 > this.bytes.length - this.at) this.#broken = true;
    for (let left = count; left > 0 && !this.#broken; left -= 1) {
      const key = this.value(nesting + 1);
      this.put(object, key, this.value(nesting + 1));
    }
    return object;
  }

  /** A key that is a list or an object, or that stands there already, no encoder writes. */
  protected put(object: Record<string, unknown>, key: unknown, value: unknown): void {
    const name = nameOf(key);
    if (name === undefined || name in object) this.#broken = true;
    else if (!this.#broken) object[name] = value;
  }
}

function nameOf(key: unknown): string | undefined {
  if (typeof key === 'string') return key;
  if (key instanceof Uint8Array) return key.join();
  return typeof key === 'object' && key !== null ? undefined : String(key);
}

export function emptyObject(): Record<string, unknown> {
  return Object.create(null);
}

/** `declared`: a header named the format, so that it needs no further evidence than to end with the bytes. */
export function takeValueApart(
  reader: ValueReader,
  context: Context,
  limit: number,
  declared: boolean,
): Decoded | undefined {
  const value = reader.value(0);
  if (!reader.complete || (!declared && reader.evidence < MIN_EVIDENCE)) return undefined;
  return takeJsonApart(value, context.knownTexts, limit);
}
