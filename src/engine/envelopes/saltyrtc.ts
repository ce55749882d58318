/**
 * SaltyRTC (saltyrtc/saltyrtc-meta, Protocol.md), by which Threema's web client talks to the phone: 24 bytes of nonce
 * in clear, then a NaCl box. Only the two hellos stand in clear and have a form of their own; what follows is known
 * by the nonces of a whole connection (src/streams). It ends at the phone, and says nothing about the way from there.
 */
import type { ByteEnvelope } from './envelope.ts';

/** The nonce: who speaks to whom, and the how manieth message it is. */
export interface SaltyNonce {
  senderCookie: Uint8Array;
  /** Source and destination, or the number of a data channel. */
  address: number;
  /** Overflow and sequence number as one. */
  sequence: number;
}

export const NONCE_SIZE = 24;
const COOKIE_SIZE = 16;
const KEY_SIZE = 32;
/** A MessagePack map of two: `type` (a text of twelve) and `key` (32 bytes), in either order. */
const HELLO_SIZE = NONCE_SIZE + 1 + 5 + 13 + 4 + 2 + KEY_SIZE;
const KEY_FIELD = '\u00a3key\u00c4\u0020';
const HELLOS = ['\u00a4type\u00acserver-hello', '\u00a4type\u00acclient-hello'];

export function saltyNonce(bytes: Uint8Array): SaltyNonce | undefined {
  if (bytes.length < NONCE_SIZE) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, NONCE_SIZE);
  return {
    senderCookie: bytes.subarray(0, COOKIE_SIZE),
    address: view.getUint16(COOKIE_SIZE),
    sequence: view.getUint16(18) * 2 ** 32 + view.getUint32(20),
  };
}

/** The key in a hello, or undefined when the bytes are none. */
export function saltyHelloKey(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length !== HELLO_SIZE || bytes[NONCE_SIZE] !== 0x82) return undefined;
  // Before a client has an address everybody's is zero, and so is the overflow number.
  if (bytes.subarray(COOKIE_SIZE, COOKIE_SIZE + 4).some((byte) => byte !== 0)) return undefined;
  const map = String.fromCharCode(...bytes.subarray(NONCE_SIZE + 1));
  const hello = HELLOS.find((form) => map.startsWith(form) || map.endsWith(form));
  const field = map.indexOf(KEY_FIELD);
  if (hello === undefined || field !== (map.startsWith(hello) ? hello.length : 0)) return undefined;
  const start = NONCE_SIZE + 1 + field + KEY_FIELD.length;
  return bytes.subarray(start, start + KEY_SIZE);
}

export const saltyRtc: ByteEnvelope = {
  id: 'saltyrtc',
  recognise({ isString, bytes }, context) {
    if (isString || context.parent !== '') return undefined;
    const key = saltyHelloKey(bytes);
    if (key === undefined) return undefined;
    const nonce = { name: 'nonce', bytes: bytes.subarray(0, NONCE_SIZE) };
    const parts = [nonce, { name: 'key', bytes: key }];
    return { id: 'saltyrtc', role: 'transport', ciphertext: new Uint8Array(0), parts };
  },
};
