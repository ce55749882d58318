/**
 * What the readers of binary value formats (MessagePack, CBOR, ETF, BSON) share: a cursor that never leaves the bytes,
 * bounds on values and nesting, and a count of what speaks for the format.
 *
 * Own readers rather than libraries because the question differs: not "what does this say" but "was this written by an
 * encoder of the format at all". They refuse text that is not UTF-8, bytes left over, keys given twice; they accept
 * tags and extensions that nobody declared; and they give up on uniform bytes without making an Error with its stack.
 */
import { Content } from '../content.ts';
import type { Context, Decoded } from './decoder.ts';
import { takeJsonApart } from './json.ts';

/** Thrown by readers; one object, since it is thrown for a good part of all opaque leaves. */
export const MALFORMED = new Error('not this format');

const MAX_VALUES = 20_000;
const MAX_NESTING = 64;
/**
 * Two for each readable text or key and one for each of its characters. Uniform bytes that parse to their end hold
 * hardly any: measured in docs/method/formats.md.
 */
const MIN_EVIDENCE = 8;

export abstract class ValueReader {
  protected readonly bytes: Uint8Array;
  protected readonly view: DataView;
  protected at = 0;
  #values = 0;
  #evidence = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  get evidence(): number {
    return this.#evidence;
  }

  /** The next value: string, number, bigint, boolean, null, bytes, list, or object without a prototype. */
  abstract value(nesting: number): unknown;

  /** To be called once for each value. */
  protected enter(nesting: number): void {
    this.#values += 1;
    if (this.#values > MAX_VALUES || nesting > MAX_NESTING) throw MALFORMED;
  }

  /** Steps over `count` bytes; where they begin. */
  protected take(count: number): number {
    const start = this.at;
    if (count > this.bytes.length - start) throw MALFORMED;
    this.at = start + count;
    return start;
  }

  protected unsigned(size: 1 | 2 | 4 | 8): number {
    const start = this.take(size);
    if (size === 1) return this.view.getUint8(start);
    if (size === 2) return this.view.getUint16(start);
    if (size === 4) return this.view.getUint32(start);
    return Number(this.view.getBigUint64(start));
  }

  protected slice(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  /** UTF-8 of `length` bytes; anything else is not what an encoder writes. */
  protected text(length: number): string {
    const content = new Content(this.slice(length));
    if (content.text === undefined) throw MALFORMED;
    if (length > 0 && content.readable !== undefined) this.speakFor(2 + length);
    return content.text;
  }

  protected speakFor(evidence: number): void {
    this.#evidence += evidence;
  }

  protected list(count: number, nesting: number): unknown[] {
    if (count > this.bytes.length - this.at) throw MALFORMED;
    const items: unknown[] = [];
    for (let left = count; left > 0; left -= 1) items.push(this.value(nesting + 1));
    return items;
  }

  protected map(count: number, nesting: number): object {
    if (count * 2 > this.bytes.length - this.at) throw MALFORMED;
    const object = emptyObject();
    for (let left = count; left > 0; left -= 1) {
      const key = this.value(nesting + 1);
      addMember(object, key, this.value(nesting + 1));
    }
    return object;
  }
}

export function emptyObject(): Record<string, unknown> {
  return Object.create(null);
}

/** @throws MALFORMED for a key that stands there already, or that is a list or an object. */
export function addMember(object: Record<string, unknown>, key: unknown, value: unknown): void {
  const name = key instanceof Uint8Array ? key.join() : String(scalar(key));
  if (name in object) throw MALFORMED;
  object[name] = value;
}

function scalar(key: unknown): unknown {
  if (typeof key === 'object' && key !== null) throw MALFORMED;
  return key;
}

/** `declared`: a header named the format, so that it needs no further evidence than to end with the bytes. */
export function takeValueApart(
  reader: ValueReader,
  context: Context,
  limit: number,
  declared: boolean,
): Decoded | undefined {
  const value = reader.value(0);
  if (!reader.atEnd || (!declared && reader.evidence < MIN_EVIDENCE)) return undefined;
  return takeJsonApart(value, context.knownTexts, limit);
}
