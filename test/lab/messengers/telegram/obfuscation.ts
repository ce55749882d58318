/**
 * obfuscated2 (core.telegram.org/mtproto/mtproto-transports): the first 64 bytes carry the keys of both directions,
 * so it hides nothing from whoever saw them.
 */
import { ctr } from '@noble/ciphers/aes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** AES-256-CTR over a stream that comes in pieces. */
class KeyStream {
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;
  #used = 0;

  constructor(key: Uint8Array, iv: Uint8Array) {
    this.#key = key;
    this.#iv = iv;
  }

  apply(bytes: Uint8Array): Bytes {
    const before = this.#used % 16;
    const counter = new Uint8Array(this.#iv);
    let carry = this.#used >>> 4;
    for (let index = 15; index >= 0 && carry > 0; index -= 1) {
      carry += counter[index] ?? 0;
      counter[index] = carry & 255;
      carry >>>= 8;
    }
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    this.#used += bytes.length;
    return Uint8Array.from(ctr(this.#key, counter).encrypt(padded).subarray(before));
  }
}

export interface Obfuscation {
  /** For what goes out. */
  seal(bytes: Uint8Array): Bytes;
  /** For what comes in. */
  open(bytes: Uint8Array): Bytes;
}

function keyStreams(header: Uint8Array): [forward: KeyStream, backward: KeyStream] {
  const reversed = Uint8Array.from(header.subarray(8, 56)).reverse();
  return [header.subarray(8, 56), reversed].map(
    (secret) => new KeyStream(secret.slice(0, 32), secret.slice(32, 48)),
  ) as [KeyStream, KeyStream];
}

/** First words that would be taken for something else: HTTP, TLS or another transport. */
const FORBIDDEN = ['HEAD', 'POST', 'GET ', 'OPTI', '\xee\xee\xee\xee', '\xdd\xdd\xdd\xdd'];

function isAllowed(header: Uint8Array): boolean {
  const first = String.fromCharCode(...header.subarray(0, 4));
  const second = header.subarray(4, 8);
  return header[0] !== 0xef && !FORBIDDEN.includes(first) && second.some((byte) => byte !== 0);
}

/** Makes the header of a client's connection. @param marker byte that names the transport, four times. */
export function obfuscate(marker: number): { header: Bytes; obfuscation: Obfuscation } {
  let header = crypto.getRandomValues(new Uint8Array(64));
  while (!isAllowed(header)) header = crypto.getRandomValues(new Uint8Array(64));
  header.fill(marker, 56, 60);
  header.set([2, 0], 60);
  const [forward, backward] = keyStreams(header);
  const sealed = forward.apply(header);
  header.set(sealed.subarray(56), 56);
  return {
    header,
    obfuscation: { seal: (bytes) => forward.apply(bytes), open: (bytes) => backward.apply(bytes) },
  };
}

/** The server's end. @returns the transport's marker with the streams, from the header alone. */
export function strip(header: Uint8Array): { marker: number; obfuscation: Obfuscation } {
  const [forward, backward] = keyStreams(header);
  const marker = forward.apply(header)[56] ?? 0;
  return {
    marker,
    obfuscation: { seal: (bytes) => backward.apply(bytes), open: (bytes) => forward.apply(bytes) },
  };
}
