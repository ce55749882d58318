/**
 * JSON (RFC 8259), with the prefixes that servers put in front of it against script inclusion.
 *
 * Elements of a list share the segment `[]`. A list whose elements are of different kinds is a tuple: its first 64
 * elements have their index, `[1]`, since there the place is the meaning. An object with at least three members
 * that are all objects with the same keys is a dictionary: its keys may be people, so they are written `{}`.
 * A list (or an object with the keys 0, 1, 2 …) of 16 or more numbers from 0 to 255 is bytes: `number-list`.
 */
import { Content } from '../content.ts';
import { keySegment, type Place, placeBelow, rootPlace } from '../field-path.ts';
import type { LeafClass } from '../finding.ts';
import type { Decoded, Decoder, Piece } from './decoder.ts';

const PREFIX = /^(?:\)\]\}',?|for ?\(;;\);|while\(1\);)\s*/;
/** First characters of JSON, and of those prefixes. */
const OPENINGS = '{[")fw';
const CURLY = 0x7b;
const SQUARE = 0x5b;
/** Media types under which another format than JSON itself may begin as JSON does. */
const OTHER_TYPE = /event-stream|x-www-form-urlencoded|^multipart\/|protobuf|pblite/;
const MAX_NESTING = 128;
const MAX_TUPLE = 64;
const MIN_BYTE_LIST = 16;

export const json: Decoder = {
  id: 'json',
  opens: (first) => first <= 0x20 || OPENINGS.includes(String.fromCharCode(first)),
  fit(content, context) {
    const text = content.text;
    if (text === undefined || text.length < 2) return -1;
    const first = firstOf(text);
    if (first === '{' || first === '[') return 0.9;
    if (first === '"') return context.contentType.includes('json') ? 0.5 : 0.3;
    return PREFIX.test(text) ? 0.8 : -1;
  },
  isSure(content, { contentType }) {
    const first = content.isString ? content.text?.charCodeAt(0) : content.bytes[0];
    // Lists are what other formats write too.
    if (first !== CURLY) return false;
    return contentType === '' || !OTHER_TYPE.test(contentType);
  },
  decode(content, context, budget) {
    const text = content.text;
    if (text === undefined) return undefined;
    const value: unknown = JSON.parse(opensAsJson(text) ? text : text.replace(PREFIX, ''));
    return takeJsonApart(value, context.knownTexts, budget.leavesLeft);
  },
};

/** With a bracket: no prefix has one in front. */
function opensAsJson(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === CURLY || first === SQUARE;
}

/** First character that is not white space. */
function firstOf(text: string): string {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charAt(at);
}

/** The leaves of a parsed JSON value, or of one that a binary format wrote, at most `limit` of them. */
export function takeJsonApart(
  value: unknown,
  knownTexts: readonly string[],
  limit: number,
): Decoded {
  const pieces: Piece[] = [];
  let omitted = 0;

  function visit(item: unknown, place: Place, origin: object | undefined, nesting: number): void {
    if (pieces.length >= limit || nesting > MAX_NESTING) {
      omitted += 1;
      return;
    }
    if (typeof item === 'string') pieces.push(piece(place, item, origin));
    else if (typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint') {
      pieces.push(piece(place, String(item), origin, 'number'));
    } else if (item === null || typeof item !== 'object') {
      pieces.push(piece(place, '', origin, 'empty'));
    } else if (Array.isArray(item)) {
      const bytes = bytesOfList(item);
      if (bytes) pieces.push({ ...piece(place, bytes, origin), via: 'number-list' });
      else visitList(item, place, nesting);
    } else if (item instanceof Uint8Array) {
      // Only binary formats have these (value-reader.ts).
      pieces.push(piece(place, item, origin));
    } else visitObject(item, place, origin, nesting);
  }

  function visitList(list: unknown[], place: Place, nesting: number): void {
    const tuple = isTuple(list);
    for (let at = 0; at < list.length; at += 1) {
      const segment = tuple && at < MAX_TUPLE ? `[${at}]` : '[]';
      visit(list[at], placeBelow(place, segment), list, nesting + 1);
    }
  }

  function visitObject(
    object: object,
    place: Place,
    origin: object | undefined,
    nesting: number,
  ): void {
    const keys = Object.keys(object);
    const bytes = keys[0] === '0' ? bytesOfIndexed(object, keys) : undefined;
    if (bytes) {
      pieces.push({ ...piece(place, bytes, origin), via: 'number-list' });
      return;
    }
    const members = object as Readonly<Record<string, unknown>>;
    const dictionary = isDictionary(members, keys);
    for (const key of keys) {
      const segment = dictionary ? '{}' : keySegment(key, knownTexts);
      visit(members[key], placeBelow(place, segment), object, nesting + 1);
    }
  }

  visit(value, rootPlace(), undefined, 0);
  return { pieces, document: value, ...(omitted > 0 ? { omitted } : {}) };
}

function kindOf(item: unknown): string {
  if (item === null) return 'null';
  return Array.isArray(item) ? 'list' : typeof item;
}

function isTuple(list: unknown[]): boolean {
  if (list.length < 2) return false;
  const kind = kindOf(list[0]);
  for (let at = 1; at < list.length; at += 1) if (kindOf(list[at]) !== kind) return true;
  return false;
}

function isDictionary(members: Readonly<Record<string, unknown>>, keys: string[]): boolean {
  const first = members[keys[0] ?? ''];
  if (keys.length < 3 || kindOf(first) !== 'object') return false;
  const shape = Object.keys(first as object);
  return shape.length > 0 && keys.every((key) => hasShape(members[key], shape));
}

/** An object with these keys, in this order. */
function hasShape(item: unknown, shape: readonly string[]): boolean {
  if (kindOf(item) !== 'object') return false;
  const keys = Object.keys(item as object);
  return keys.length === shape.length && keys.every((key, at) => key === shape[at]);
}

/** The bytes that a list of numbers stands for, or undefined when it is something else. */
function bytesOfList(list: readonly unknown[]): Uint8Array | undefined {
  if (list.length < MIN_BYTE_LIST) return undefined;
  for (const number of list) {
    if (typeof number !== 'number' || number < 0 || number > 255 || !Number.isInteger(number)) {
      return undefined;
    }
  }
  return Uint8Array.from(list as number[]);
}

/** The same of an object with the keys 0, 1, 2 … */
function bytesOfIndexed(object: object, keys: readonly string[]): Uint8Array | undefined {
  const bytes = bytesOfList(Object.values(object));
  return bytes && keys.every((key, at) => key === String(at)) ? bytes : undefined;
}

function piece(
  { path, name }: Place,
  value: string | Uint8Array,
  origin: object | undefined,
  leafClass?: LeafClass,
): Piece {
  const made: Piece = { segment: path, name, content: new Content(value) };
  if (leafClass !== undefined) made.class = leafClass;
  if (origin !== undefined) made.origin = origin;
  return made;
}
