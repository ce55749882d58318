import nacl from 'tweetnacl';
import { fromBase64, toBase64 } from '../../client/base64.ts';

/** The key of the sealed rooms, agreed on long before; it crosses no network. */
const key = nacl.hash(new TextEncoder().encode('sealed rooms of the office')).subarray(0, 32);

/** Rooms whose name begins with `sealed` carry NaCl secretboxes (nonce ‖ box) in base64. */
export function isSealedRoom(room: string): boolean {
  return room.startsWith('sealed');
}

export function seal(text: string): string {
  const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
  const box = nacl.secretbox(new TextEncoder().encode(text), nonce, key);
  return toBase64(Uint8Array.from([...nonce, ...box]));
}

/** @throws Error when it was not sealed with the room's key */
export function open(sealed: string): string {
  const bytes = fromBase64(sealed);
  const nonce = bytes.subarray(0, nacl.secretbox.nonceLength);
  const text = nacl.secretbox.open(bytes.subarray(nonce.length), nonce, key);
  if (text === null) throw new Error('not sealed with the key of the room');
  return new TextDecoder().decode(text);
}
