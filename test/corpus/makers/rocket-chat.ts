/** End-to-end encrypted contents of Rocket.Chat, sealed with WebCrypto as its web client does. */
import { webcrypto } from 'node:crypto';
import { seededBytes } from '../seeded-bytes.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const utf8 = (text: string) => new TextEncoder().encode(JSON.stringify({ text }));

export interface RocketChatContents {
  /** Twelve characters of key id, then base64 of IV and AES-CBC. */
  v1(text: string): Promise<string>;
  /** `content` of version 2: AES-256-GCM. */
  v2(text: string): Promise<{ algorithm: string; kid: string; iv: string; ciphertext: string }>;
}

/** Everything from the seed. */
export async function rocketChatContents(seed: number): Promise<RocketChatContents> {
  const random = seededBytes(seed);
  const importKey = (name: string, size: number) =>
    webcrypto.subtle.importKey('raw', random(size), name, false, ['encrypt']);
  const [cbc, gcm] = [await importKey('AES-CBC', 16), await importKey('AES-GCM', 32)];
  const keyId = base64(random(9));
  const seal = async (name: string, key: webcrypto.CryptoKey, iv: Uint8Array, text: string) =>
    new Uint8Array(await webcrypto.subtle.encrypt({ name, iv }, key, utf8(text)));
  return {
    async v1(text) {
      const iv = random(16);
      return keyId + base64(Buffer.concat([iv, await seal('AES-CBC', cbc, iv, text)]));
    },
    async v2(text) {
      const iv = random(12);
      const ciphertext = base64(await seal('AES-GCM', gcm, iv, text));
      const kid = '9f1d2c3b-4a59-4877-8695-a4b3c2d1e0f1';
      return { algorithm: 'rc.v2.aes-sha2', kid, iv: base64(iv), ciphertext };
    },
  };
}
