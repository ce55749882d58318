/** XChat's events as Thrift structs, fields as the fact sheet names them (3.10). */
import {
  decodeThrift,
  encodeThrift,
  type ThriftStruct,
  type ThriftValue,
} from './thrift-binary.ts';

export interface CreateEvent {
  /** Readable Thrift, or nonce ‖ secretbox. */
  contents: Uint8Array;
  /** Present only when the contents are encrypted. */
  keyVersion?: string;
}

export interface ChatEvent {
  sequence: string;
  id: string;
  sender: string;
  conversation: string;
  create: CreateEvent;
}

function structAt(struct: ThriftStruct, path: number[]): ThriftStruct {
  let at = struct;
  for (const id of path) {
    const next = at.get(id);
    if (!(next instanceof Map)) throw new RangeError(`no struct at ${path.join('.')}`);
    at = next;
  }
  return at;
}

function bytesAt(struct: ThriftStruct, id: number): Uint8Array {
  const value = struct.get(id);
  if (!(value instanceof Uint8Array)) throw new RangeError(`no bytes at ${id}`);
  return value;
}

function textAt(struct: ThriftStruct, id: number): string {
  return new TextDecoder().decode(bytesAt(struct, id));
}

function struct(...fields: [number, ThriftValue][]): ThriftStruct {
  return new Map(fields);
}

/** Contents in clear: the text stands at 1.1.1. */
export function encodeContents(text: string): Uint8Array<ArrayBuffer> {
  return encodeThrift(struct([1, struct([1, struct([1, text])])]));
}

export function decodeContents(contents: Uint8Array): string {
  return textAt(structAt(decodeThrift(contents), [1, 1]), 1);
}

function createStruct(event: CreateEvent): ThriftStruct {
  const fields: [number, ThriftValue][] = [[100, event.contents]];
  if (event.keyVersion !== undefined) fields.push([101, event.keyVersion]);
  return struct(...fields, [102, true]);
}

function readCreate(fields: ThriftStruct): CreateEvent {
  const contents = bytesAt(fields, 100);
  return fields.has(101) ? { contents, keyVersion: textAt(fields, 101) } : { contents };
}

/** What a send request carries in base64. Opens with `0b 00 64`. */
export function encodeCreate(event: CreateEvent): Uint8Array<ArrayBuffer> {
  return encodeThrift(createStruct(event));
}

export function decodeCreate(bytes: Uint8Array): CreateEvent {
  return readCreate(decodeThrift(bytes));
}

/** One message as the socket delivers it. */
export function encodeEvent(event: ChatEvent): Uint8Array<ArrayBuffer> {
  const detail = struct([1, createStruct(event.create)]);
  const { sequence, id, sender, conversation } = event;
  const fields = struct([1, sequence], [2, id], [3, sender], [4, conversation], [7, detail]);
  return encodeThrift(struct([1, fields]));
}

export function decodeEvent(bytes: Uint8Array): ChatEvent {
  const fields = structAt(decodeThrift(bytes), [1]);
  return {
    sequence: textAt(fields, 1),
    id: textAt(fields, 2),
    sender: textAt(fields, 3),
    conversation: textAt(fields, 4),
    create: readCreate(structAt(fields, [7, 1])),
  };
}
