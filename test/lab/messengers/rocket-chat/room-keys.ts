/**
 * The end-to-end encryption of Rocket.Chat's web client, all by WebCrypto: a room has one AES-256-GCM key, which
 * whoever made it wraps for each member by RSA-OAEP; messages are `rc.v2.aes-sha2` (fact sheet 3.24).
 */
import { fromBase64, toBase64 } from '../../client/base64.ts';

export interface SealedContent {
  algorithm: 'rc.v2.aes-sha2';
  kid: string;
  /** Base64 of 12 bytes. */
  iv: string;
  /** Base64 of AES-256-GCM over `{"text":…}`. */
  ciphertext: string;
}

export interface RoomKey {
  kid: string;
  key: CryptoKey;
}

const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' };
const utf8 = new TextEncoder();

export function makeMemberKeys(): Promise<CryptoKeyPair> {
  const parameters = { ...OAEP, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  return crypto.subtle.generateKey(parameters, false, ['encrypt', 'decrypt']);
}

export async function publicKeyOf({ publicKey }: CryptoKeyPair): Promise<string> {
  return JSON.stringify(await crypto.subtle.exportKey('jwk', publicKey));
}

export async function makeRoomKey(): Promise<RoomKey> {
  const parameters = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(parameters, true, ['encrypt', 'decrypt']);
  return { kid: crypto.randomUUID(), key };
}

/** Wraps a room's key for a member. @param publicKey the member's, as `publicKeyOf` gives it. */
export async function wrapRoomKey({ kid, key }: RoomKey, publicKey: string): Promise<string> {
  const member = await crypto.subtle.importKey('jwk', JSON.parse(publicKey), OAEP, false, [
    'encrypt',
  ]);
  const raw = await crypto.subtle.exportKey('raw', key);
  const wrapped = await crypto.subtle.encrypt(OAEP, member, raw);
  return kid + toBase64(new Uint8Array(wrapped));
}

export async function openRoomKey(
  wrapped: string,
  { privateKey }: CryptoKeyPair,
): Promise<RoomKey> {
  const kid = wrapped.slice(0, 36);
  const raw = await crypto.subtle.decrypt(OAEP, privateKey, fromBase64(wrapped.slice(36)));
  return importRoomKey(kid, new Uint8Array(raw));
}

export async function importRoomKey(kid: string, raw: Uint8Array<ArrayBuffer>): Promise<RoomKey> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt']);
  return { kid, key };
}

export async function seal({ kid, key }: RoomKey, text: string): Promise<SealedContent> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = utf8.encode(JSON.stringify({ text }));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  const ciphertext = toBase64(new Uint8Array(sealed));
  return { algorithm: 'rc.v2.aes-sha2', kid, iv: toBase64(iv), ciphertext };
}

/** The text of a sealed message. @throws Error when it was sealed under another key. */
export async function unseal({ key }: RoomKey, content: SealedContent): Promise<string> {
  const parameters = { name: 'AES-GCM', iv: fromBase64(content.iv) };
  const plain = await crypto.subtle.decrypt(parameters, key, fromBase64(content.ciphertext));
  return JSON.parse(new TextDecoder().decode(plain)).text;
}
