/**
 * SaltyRTC's messages (saltyrtc/saltyrtc-meta): a nonce of 24 bytes in front, then a NaCl box around msgpack. The nonce
 * is cookie 16, source, destination, overflow (u16) and sequence (u32).
 */
import { decode, encode } from '@msgpack/msgpack';
import nacl from 'tweetnacl';

type Bytes = Uint8Array<ArrayBuffer>;

export const SERVER = 0;
export const BROWSER = 1;
export const PHONE = 2;

export interface Peer {
  own: nacl.BoxKeyPair;
  theirs: Uint8Array;
  source: number;
  destination: number;
}

/** One direction of one conversation: counts its messages. */
export class Sealer {
  readonly #peer: Peer;
  readonly #cookie = nacl.randomBytes(16);
  #sequence = new DataView(nacl.randomBytes(4).buffer).getUint32(0) >>> 1;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  #nonce(): Bytes {
    const nonce = new Uint8Array(24);
    nonce.set(this.#cookie);
    nonce.set([this.#peer.source, this.#peer.destination], 16);
    new DataView(nonce.buffer).setUint32(20, this.#sequence);
    this.#sequence += 1;
    return nonce;
  }

  #behind(nonce: Bytes, content: Uint8Array): Bytes {
    const whole = new Uint8Array(nonce.length + content.length);
    whole.set(nonce);
    whole.set(content, nonce.length);
    return whole;
  }

  /** Readable: only the first messages of the handshake are. */
  open(message: object): Bytes {
    return this.#behind(this.#nonce(), encode(message));
  }

  seal(message: object): Bytes {
    const nonce = this.#nonce();
    const { theirs, own } = this.#peer;
    return this.#behind(nonce, nacl.box(encode(message), nonce, theirs, own.secretKey));
  }
}

export function destinationOf(bytes: Uint8Array): number {
  return bytes[17] ?? 0;
}

/** A readable message of the handshake. */
export function readOpen(bytes: Uint8Array): unknown {
  return decode(bytes.subarray(24));
}

/** @throws Error when it was sealed for somebody else. */
export function unseal(bytes: Uint8Array, { own, theirs }: Pick<Peer, 'own' | 'theirs'>): unknown {
  const plain = nacl.box.open(bytes.subarray(24), bytes.subarray(0, 24), theirs, own.secretKey);
  if (plain === null) throw new Error('sealed for somebody else');
  return decode(plain);
}

/** What pairing by QR code left on both sides: the permanent keys of browser and phone. */
export const pairing = {
  browser: nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(0x51)),
  phone: nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(0x52)),
};

export interface AppMessage {
  type: 'request' | 'update';
  subType: 'textMessage' | 'messages';
  args: { id: string; temporaryId?: string };
  data: { text: string };
}
