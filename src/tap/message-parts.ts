/**
 * Takes a message to a worker apart: what structured cloning would carry over, as texts and bytes. Data properties
 * alone: no getter and no proxy trap of the page is run. Source: HTML standard, §2.7 Safe passing of structured data.
 */
import type { TapPart } from '../messages/tap-message.ts';
import {
  type Anything,
  apply,
  copyBytes,
  getDescriptor,
  getPrototype,
  isView,
  method,
  peek,
  tagOf,
  viewedBuffer,
} from './natives.ts';

const ownKeys = Reflect.ownKeys;
const mapForEach = method(Map.prototype, 'forEach') as () => void;
const setForEach = method(Set.prototype, 'forEach') as () => void;
const MAX_NODES = 4_000;
const MAX_BYTES = 524_288;
/** Texts below this length can't hold a searchable draft: they travel together, one a line. */
const SHORT = 20;
/** Objects that can be given away and that carry nothing later than what they hold now. */
const INERT = [
  'ArrayBuffer',
  'MessagePort',
  'ImageBitmap',
  'OffscreenCanvas',
  'VideoFrame',
  'AudioData',
];
/** Values without text in them. */
const WORDLESS = ['Date', 'Boolean', 'Number', 'MessagePort', 'WebAssembly.Module', 'CryptoKey'];

export interface MessageParts {
  parts: TapPart[];
  bytes: number;
  /** False when something in the message was not read. */
  complete: boolean;
  /** Something was given away through which the page can pass more, later, that nobody can watch. */
  opensWay: boolean;
  nodes: number;
  shorts: string;
}

function includes(list: readonly string[], value: string): boolean {
  for (let index = 0; index < list.length; index += 1) if (list[index] === value) return true;
  return false;
}

function add(into: MessageParts, name: string, body: string | ArrayBuffer, size: number): void {
  into.bytes += size;
  into.parts[into.parts.length] = { name, body, size };
}

function collectText(text: string, into: MessageParts): void {
  if (text.length >= SHORT) add(into, 'text', text, text.length);
  else if (text !== '') {
    into.bytes += text.length;
    into.shorts += `${text}\n`;
  }
}

function collectBytes(value: object, into: MessageParts): void {
  if (tagOf(isView(value) ? viewedBuffer(value) : value) === 'SharedArrayBuffer') {
    into.opensWay = true;
    return;
  }
  const { bytes, size } = copyBytes(value as ArrayBuffer, MAX_BYTES);
  if (size > MAX_BYTES) into.complete = false;
  add(into, 'bytes', bytes, size);
}

/** True for objects of which cloning takes the own properties, whatever a page's class calls itself. */
function isRecord(value: object, tag: string): boolean {
  if (tag === 'Object' || tag === 'Array' || tag === 'Error') return true;
  const prototype = getPrototype(value);
  return prototype === null || getPrototype(prototype) === null;
}

function collectRecord(value: object, into: MessageParts, depth: number): void {
  const keys = ownKeys(value);
  let numbers = '';
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (typeof key !== 'string') continue;
    if (key.length >= SHORT) collectText(key, into);
    const descriptor = getDescriptor(value, key);
    if (descriptor?.get) into.complete = false;
    else if (typeof descriptor?.value !== 'number') collect(descriptor?.value, into, depth + 1);
    else if (key !== 'length') {
      // Numbers in a row may be characters.
      into.nodes += 1;
      numbers += `${numbers === '' ? '' : ','}${descriptor.value}`;
      if (into.nodes > MAX_NODES) break;
    }
  }
  if (numbers.length >= SHORT) collectText(`[${numbers}]`, into);
}

function collect(value: Anything, into: MessageParts, depth: number): void {
  into.nodes += 1;
  if (into.nodes > MAX_NODES || into.bytes > MAX_BYTES || depth > 12) {
    into.complete = false;
    return;
  }
  if (typeof value === 'string') collectText(value, into);
  if (typeof value !== 'object' || value === null) return;
  const tag = tagOf(value);
  if (isView(value) || tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer') {
    collectBytes(value, into);
  } else if (tag === 'WebAssembly.Memory') into.opensWay = true;
  else if (tag === 'Map' || tag === 'Set') {
    const each = (item: unknown, key: unknown) => {
      collect(item, into, depth + 1);
      if (tag === 'Map') collect(key, into, depth + 1);
    };
    apply(tag === 'Map' ? mapForEach : setForEach, value, [each]);
  } else if (isRecord(value, tag)) collectRecord(value, into, depth);
  // Blobs, files, images, handles: something that may carry the text where we don't look.
  else if (!includes(WORDLESS, tag) || ownKeys(value).length > 0) into.complete = false;
}

/** @param transfer the list itself, or the options object that has it */
function inspectTransfer(transfer: unknown, into: MessageParts): void {
  if (typeof transfer !== 'object' || transfer === null) return;
  let list: Anything = transfer;
  if (tagOf(transfer) !== 'Array') {
    const option = peek(transfer, 'transfer');
    if (option.accessor) into.opensWay = true;
    list = option.value;
    if (list === undefined || list === null) return;
  }
  // Another kind of list would have to be iterated by the page's own code.
  if (tagOf(list) !== 'Array') into.opensWay = true;
  for (let index = 0; index < list.length; index += 1) {
    const item = getDescriptor(list, `${index}`);
    if (item?.get || !includes(INERT, tagOf(item?.value))) into.opensWay = true;
  }
}

/** What a message carries, and whether it opens a way that can't be watched. Never throws. */
export function messageParts(message: unknown, transfer: unknown): MessageParts {
  const into: MessageParts = {
    parts: [],
    bytes: 0,
    complete: true,
    opensWay: false,
    nodes: 0,
    shorts: '',
  };
  try {
    inspectTransfer(transfer, into);
    collect(message, into, 0);
  } catch {
    into.complete = false;
  }
  const { shorts } = into;
  if (shorts !== '')
    into.parts[into.parts.length] = { name: 'text', body: shorts, size: shorts.length };
  return into;
}
