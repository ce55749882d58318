/** Boxes of libsodium in the usual fields: nonce and ciphertext beside each other. */
import sodium from 'libsodium-wrappers';
import { seededBytes } from '../seeded-bytes.ts';

export interface SodiumBoxes {
  /** XSalsa20-Poly1305: `{nonce, ciphertext}` in base64. */
  secretbox(text: string): { nonce: string; ciphertext: string };
  /** Nonce in front, all in one. */
  combined(text: string): Uint8Array;
  /** An ephemeral key in front; its randomness is the library's own. */
  sealedBox(text: string): Uint8Array;
}

export async function sodiumBoxes(seed: number): Promise<SodiumBoxes> {
  await sodium.ready;
  const random = seededBytes(seed);
  const key = random(32);
  const { publicKey } = sodium.crypto_box_seed_keypair(random(32));
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  function sealed(text: string): [Uint8Array, Uint8Array] {
    const nonce = random(24);
    return [nonce, sodium.crypto_secretbox_easy(text, nonce, key)];
  }
  return {
    secretbox(text) {
      const [nonce, ciphertext] = sealed(text);
      return { nonce: base64(nonce), ciphertext: base64(ciphertext) };
    },
    combined: (text) => Buffer.concat(sealed(text)),
    sealedBox: (text) => sodium.crypto_box_seal(text, publicKey),
  };
}
