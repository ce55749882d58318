/** A device's public keys as binary XML: what it uploads, and what others get. */
import type { Bundle } from '../../client/signal-device.ts';
import { bytesOf, childOf, type Node, node } from './binary-xml.ts';

/** Signal writes a type byte in front of a public key that WhatsApp leaves out. */
const KEY_TYPE = 5;

function withType(key: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([KEY_TYPE, ...key]);
}

function numberBytes(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (value >>> (8 * (length - 1 - index))) & 255);
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

export function keyNodes(bundle: Bundle): Node[] {
  return [
    node('registration', {}, numberBytes(bundle.registrationId, 4)),
    node('type', {}, Uint8Array.of(KEY_TYPE)),
    node('identity', {}, bundle.identity.subarray(1)),
    node('skey', {}, [
      node('id', {}, numberBytes(bundle.signedKeyId, 3)),
      node('value', {}, bundle.signedKey.subarray(1)),
      node('signature', {}, bundle.signature),
    ]),
  ];
}

/** @throws Error when a key is missing. */
export function bundleOf(user: Node): Bundle {
  const signed = childOf(user, 'skey');
  return {
    registrationId: numberOf(bytesOf(childOf(user, 'registration'))),
    identity: withType(bytesOf(childOf(user, 'identity'))),
    signedKeyId: numberOf(bytesOf(childOf(signed, 'id'))),
    signedKey: withType(bytesOf(childOf(signed, 'value'))),
    signature: bytesOf(childOf(signed, 'signature')),
  };
}
