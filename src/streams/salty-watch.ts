/**
 * Knows a SaltyRTC connection by what its messages share (saltyrtc-meta, Protocol.md "Signalling Messages",
 * Chunking.md): a cookie of 16 random bytes that stays, and a number that counts up from a random 32-bit start.
 */
import { Content } from '../engine/content.ts';
import { type SaltyNonce, saltyHelloKey, saltyNonce } from '../engine/envelopes/saltyrtc.ts';
import { toBase64 } from './state-bytes.ts';
import type { Direction, Transport } from './stream-message.ts';

export interface SaltyState {
  opening?: Transport['opening'];
  /** Direction, chunk header, address and cookie of a peer → its last number. */
  last: [string, number][];
}

/** Nonce and the tag of a box. */
const MIN_SEALED = 24 + 16;
/** Headers of chunks on data channels: none, of ordered ones, of unordered ones. */
const CHUNK_HEADERS = [0, 1, 9];
/** A counter that started at random is larger than this all but once in 65,536 cases; one that started at 0 is not. */
const MIN_SEQUENCE = 65_536;
const MAX_PEERS = 16;

export class SaltyWatch {
  #opening: Transport['opening'] | undefined;
  readonly #last: Map<string, number>;

  constructor(declared: boolean, state?: SaltyState) {
    this.#opening = state?.opening ?? (declared ? 'missed' : undefined);
    this.#last = new Map(state?.last);
  }

  /** The transport that a message is in, as far as the messages until now tell. */
  look(direction: Direction, bytes: Uint8Array): Transport | undefined {
    if (saltyHelloKey(bytes) !== undefined) {
      this.#opening = 'seen';
      return { id: 'saltyrtc', opening: 'seen', detail: 'hello' };
    }
    if (bytes.length < MIN_SEALED || new Content(bytes).readable !== undefined) return undefined;
    if (this.#opening === undefined && this.#countsUp(direction, bytes)) this.#opening = 'missed';
    return this.#opening && { id: 'saltyrtc', opening: this.#opening };
  }

  state(): SaltyState {
    const last = [...this.#last];
    return this.#opening === undefined ? { last } : { opening: this.#opening, last };
  }

  #countsUp(direction: Direction, bytes: Uint8Array): boolean {
    let found = false;
    for (const header of CHUNK_HEADERS) {
      const nonce = saltyNonce(bytes.subarray(header));
      if (nonce === undefined || nonce.sequence < MIN_SEQUENCE || isPlain(nonce)) continue;
      const peer = `${direction} ${header} ${nonce.address} ${toBase64(nonce.senderCookie)}`;
      if (this.#last.get(peer) === nonce.sequence - 1) found = true;
      this.#last.delete(peer);
      this.#last.set(peer, nonce.sequence);
    }
    // The oldest go first.
    for (const peer of this.#last.keys()) {
      if (this.#last.size <= MAX_PEERS) break;
      this.#last.delete(peer);
    }
    return found;
  }
}

/** Sixteen random bytes are not twice the same but by chance; an id that is padded or written in letters is no cookie. */
function isPlain({ senderCookie: cookie }: SaltyNonce): boolean {
  return new Set(cookie).size < 10 || new Content(cookie).readable !== undefined;
}
