/**
 * Telegram's obfuscated2 (core.telegram.org/mtproto/mtproto-transports, "Transport obfuscation"). The first 64 bytes
 * of a connection carry the key to all that follows, so any observer can take it off: it hides the protocol from
 * filters and the message from nobody.
 */
import { ctr } from '@noble/ciphers/aes.js';
import { FRAMING_BY_TAG, type MtprotoFraming } from './mtproto-packets.ts';

/** One direction of an obfuscated connection: AES-256-CTR that goes on from payload to payload. */
export interface CtrState {
  key: Uint8Array;
  iv: Uint8Array;
  /** Bytes of the key stream that are used up. */
  offset: number;
}

export interface Obfuscation {
  framing: MtprotoFraming;
  /** Number of the data centre; negative for media. */
  datacentre: number;
  out: CtrState;
  in: CtrState;
}

export const NONCE_SIZE = 64;
const KEY_START = 8;
const IV_START = 40;
const TAG_START = 56;
const BLOCK = 16;
/** What a first packet must not begin with, since it would be taken for another protocol: `HEAD`, `POST` … */
const FORBIDDEN: ReadonlySet<number> = new Set([
  0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0x02010316, 0xdddddddd, 0xeeeeeeee,
]);

/**
 * The obfuscation that the first bytes from the client set up, with their 64 bytes used up; undefined when they do
 * not. Uniform bytes pass once in 1.4 thousand million cases.
 */
export function openObfuscation(bytes: Uint8Array): Obfuscation | undefined {
  if (bytes.length < NONCE_SIZE) return undefined;
  // A copy, which `slice` is not for a Node Buffer.
  const nonce = Uint8Array.from(bytes.subarray(0, NONCE_SIZE));
  const view = new DataView(nonce.buffer);
  if (nonce[0] === 0xef || FORBIDDEN.has(view.getUint32(0, true)) || view.getUint32(4) === 0) {
    return undefined;
  }
  const keys = nonce.subarray(KEY_START, TAG_START);
  const out = stateOf(keys);
  const tag = applyCtr(out, nonce).subarray(TAG_START);
  const framing = FRAMING_BY_TAG.get(tag[0] ?? 0);
  if (framing === undefined || [1, 2, 3].some((at) => tag[at] !== tag[0])) return undefined;
  const datacentre = new DataView(tag.buffer, tag.byteOffset).getInt16(4, true);
  return { framing, datacentre, out, in: stateOf(keys.toReversed()) };
}

function stateOf(keys: Uint8Array): CtrState {
  const size = IV_START - KEY_START;
  return { key: keys.slice(0, size), iv: keys.slice(size), offset: 0 };
}

/** Takes the key stream off the next bytes of a direction, and moves on by as many. */
export function applyCtr(state: CtrState, bytes: Uint8Array): Uint8Array {
  const skip = state.offset % BLOCK;
  const padded = new Uint8Array(skip + bytes.length);
  padded.set(bytes, skip);
  const counter = addToCounter(state.iv, (state.offset - skip) / BLOCK);
  state.offset += bytes.length;
  return ctr(state.key, counter).decrypt(padded).subarray(skip);
}

/** The 128-bit counter, big-endian, `blocks` further. */
function addToCounter(iv: Uint8Array, blocks: number): Uint8Array {
  const counter = iv.slice();
  let carry = blocks;
  for (let at = counter.length - 1; at >= 0 && carry > 0; at -= 1) {
    const sum = (counter[at] ?? 0) + (carry % 256);
    counter[at] = sum & 255;
    carry = Math.floor(carry / 256) + (sum >> 8);
  }
  return counter;
}
