/** Bytes in a saved state. */
import { base64Bytes } from '../engine/decoders/base64-bytes.ts';

export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}

export function fromBase64(text: string): Uint8Array {
  return base64Bytes(text) ?? new Uint8Array(0);
}
