/**
 * Meta's gateway frames ("DGW"), little-endian: type, stream (u16), then length (u24) and payload; data
 * frames have an acknowledgement id (u16, top bit: wanted) that counts to the length. Fact sheet 3.3.
 */
import protobuf from 'protobufjs/minimal.js';
import { fromBase64, toBase64 } from '../../client/base64.ts';

const { Reader, Writer } = protobuf;

export interface Delta {
  thread: string;
  sender: string;
  text: string;
}

/** Opening of a stream with empty parameters: `0f <stream> 02 00 00 7b 7d`. */
export function encodeEstablish(stream: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0x0f, stream & 255, stream >>> 8, 2, 0, 0, 0x7b, 0x7d]);
}

/** A data frame with JSON, which wants to be acknowledged. */
export function encodeData(value: object, stream: number): Uint8Array<ArrayBuffer> {
  const payload = new TextEncoder().encode(JSON.stringify(value));
  const length = payload.length + 2;
  const head = [0x0d, stream & 255, stream >>> 8];
  const size = [length & 255, (length >>> 8) & 255, length >>> 16];
  return new Uint8Array([...head, ...size, 0x01, 0x80, ...payload]);
}

/** The JSON of a data frame, undefined for other frames. */
export function decodeData(frame: Uint8Array): { payload: string } | undefined {
  if (frame[0] !== 0x0d) return undefined;
  return JSON.parse(new TextDecoder().decode(frame.subarray(8)));
}

/** A data frame whose `payload` is base64 protobuf with the delta as JSON text in field 1. */
export function encodeDelta(delta: Delta, stream: number): Uint8Array<ArrayBuffer> {
  const inner = Writer.create().uint32(10).string(JSON.stringify(delta)).finish();
  return encodeData({ request_id: null, payload: toBase64(inner), type: 'delta' }, stream);
}

/** The delta of a data frame, undefined for other frames. */
export function decodeDelta(frame: Uint8Array): Delta | undefined {
  const data = decodeData(frame);
  if (data === undefined) return undefined;
  const reader = Reader.create(fromBase64(data.payload));
  reader.uint32();
  return JSON.parse(reader.string()) as Delta;
}
