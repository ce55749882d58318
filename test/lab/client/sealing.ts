import nacl from 'tweetnacl';
import { toBase64 } from './base64.ts';

const key = nacl.randomBytes(nacl.secretbox.keyLength);

/**
 * What the twin of a readable messenger puts where the text would stand, chosen by the page's `?twin=`:
 * - `sealed`: NaCl secretbox (nonce ‖ box) under a key that never leaves the page;
 * - `keyed`: the same, with the key beside it, so that the service can open it;
 * - anything else: the text itself.
 */
export function dress(text: string): string {
  return dressed(text, new URL(location.href));
}

/** The same in a worker, for the page at `page`. */
export function dressed(text: string, page: URL): string {
  const twin = page.searchParams.get('twin');
  if (twin !== 'sealed' && twin !== 'keyed') return text;
  const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
  const box = nacl.secretbox(new TextEncoder().encode(text), nonce, key);
  const sealed = new Uint8Array(nonce.length + box.length);
  sealed.set(nonce);
  sealed.set(box, nonce.length);
  return twin === 'sealed' ? toBase64(sealed) : `${toBase64(key)}.${toBase64(sealed)}`;
}
