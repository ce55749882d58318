/**
 * What the page and the paired phone seal for each other (fact sheet 3.7): AES-256-CTR, the IV, and an HMAC over
 * both. Google's servers pass it on.
 */
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the QR code carried from the page to the phone at pairing: both ends know it, no network does. */
const PAIRED = Uint8Array.from({ length: 64 }, (_, index) => (index * 211 + 17) & 255);

async function keys(): Promise<{ cipher: CryptoKey; mac: CryptoKey }> {
  const [cipher, mac] = await Promise.all([
    crypto.subtle.importKey('raw', PAIRED.slice(0, 32), 'AES-CTR', false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('raw', PAIRED.slice(32), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ]),
  ]);
  return { cipher, mac };
}

const counter = (iv: Bytes): AesCtrParams => ({ name: 'AES-CTR', counter: iv, length: 64 });

export async function sealForRelay(plain: Uint8Array): Promise<Bytes> {
  const { cipher, mac } = await keys();
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const sealed = await crypto.subtle.encrypt(counter(iv), cipher, joined(plain));
  const body = joined(new Uint8Array(sealed), iv);
  return joined(body, new Uint8Array(await crypto.subtle.sign('HMAC', mac, body)));
}

/** @throws Error when it was changed on its way. */
export async function openFromRelay(blob: Uint8Array): Promise<Bytes> {
  const { cipher, mac } = await keys();
  const body = blob.slice(0, -32);
  if (!(await crypto.subtle.verify('HMAC', mac, blob.slice(-32), body))) throw new Error('changed');
  const iv = body.slice(-16);
  const sealed = body.slice(0, -16);
  return new Uint8Array(await crypto.subtle.decrypt(counter(iv), cipher, sealed));
}
