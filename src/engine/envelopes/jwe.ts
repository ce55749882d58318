/**
 * JSON Web Encryption (RFC 7516), compact: five parts in base64url, header, encrypted key, IV, ciphertext and tag, with
 * an algorithm of RFC 7518 (or RFC 8037's curves) and the sizes that it demands. The JSON forms are in jwe-json.ts.
 *
 * In a field for credentials, or in a URL, the same form is a ticket; and whoever signs instead of encrypting writes
 * three parts (decoders/jwt.ts).
 */
import { hasPrefix } from '../content.ts';
import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { ByteEnvelope } from './envelope.ts';
import { isTokenField } from './token-field.ts';

interface ContentEncryption {
  /** All in bytes. */
  key: number;
  iv: number;
  tag: number;
  /** AES in CBC mode: whole blocks, at least one. */
  blocks: boolean;
}

/** RFC 7518 §5.1 */
const ENCRYPTIONS: ReadonlyMap<unknown, ContentEncryption> = new Map([
  ['A128CBC-HS256', { key: 32, iv: 16, tag: 16, blocks: true }],
  ['A192CBC-HS384', { key: 48, iv: 16, tag: 24, blocks: true }],
  ['A256CBC-HS512', { key: 64, iv: 16, tag: 32, blocks: true }],
  ['A128GCM', { key: 16, iv: 12, tag: 16, blocks: false }],
  ['A192GCM', { key: 24, iv: 12, tag: 16, blocks: false }],
  ['A256GCM', { key: 32, iv: 12, tag: 16, blocks: false }],
]);
/** RFC 7518 §4.1: no encrypted key; wrapped in blocks of 8 bytes and 8 more; sealed by AES-GCM; by RSA. */
const NO_KEY = /^(?:dir|ECDH-ES)$/;
const WRAPPED_KEY = /^(?:(?:ECDH-ES\+|PBES2-HS(?:256|384|512)\+)?A(?:128|192|256)KW)$/;
const GCM_KEY = /^A(?:128|192|256)GCMKW$/;
const RSA_KEY = /^RSA(?:1_5|-OAEP(?:-(?:256|384|512))?)$/;
const MIN_RSA = 128;
const MAX_RSA = 1024;

/** What a JWE's header parameters, joined, say of it. */
export interface JweHeader {
  alg?: unknown;
  enc?: unknown;
  typ?: unknown;
  cty?: unknown;
}

export interface JweParts {
  encryptedKey: Uint8Array;
  iv: Uint8Array;
  ciphertext: Uint8Array;
  tag: Uint8Array;
}

export const jwe: ByteEnvelope = {
  id: 'jwe',
  written: true,
  opens: (first) => first === 0x65,
  recognise(content, context) {
    if (!hasPrefix(content, 'eyJ') || isTokenField(context.name) || context.parent === 'url') {
      return undefined;
    }
    const parts = (content.text ?? '').split('.', 6);
    if (parts.length !== 5) return undefined;
    const [header, ...rest] = parts.map((part) => (part === '' ? NOTHING : base64Bytes(part)));
    const [encryptedKey, iv, ciphertext, tag] = rest;
    if (!header || !encryptedKey || !iv || !ciphertext || !tag) return undefined;
    const values: JweHeader = JSON.parse(new TextDecoder().decode(header));
    if (isTicket(values) || !fitsHeader(values, { encryptedKey, iv, ciphertext, tag })) {
      return undefined;
    }
    return {
      id: 'jwe',
      role: 'message',
      ciphertext,
      parts: [
        { name: 'header', bytes: header },
        { name: 'encrypted-key', bytes: encryptedKey },
        { name: 'iv', bytes: iv },
        { name: 'tag', bytes: tag },
      ],
    };
  },
};

const NOTHING = new Uint8Array(0);

/** A token inside (RFC 7519 §5.2), or the type of one: `JWT`, `at+jwt`, `application/jwt` … */
export function isTicket({ typ, cty }: JweHeader): boolean {
  return [typ, cty].some((type) => typeof type === 'string' && /jwt$/i.test(type));
}

/** True when the parts have the sizes that the header's algorithms write. */
export function fitsHeader({ alg, enc }: JweHeader, parts: JweParts): boolean {
  const encryption = ENCRYPTIONS.get(enc);
  if (encryption === undefined || typeof alg !== 'string') return false;
  const { ciphertext, iv, tag, encryptedKey } = parts;
  if (iv.length !== encryption.iv || tag.length !== encryption.tag) return false;
  if (ciphertext.length === 0 || (encryption.blocks && ciphertext.length % 16 !== 0)) return false;
  const size = encryptedKey.length;
  if (NO_KEY.test(alg)) return size === 0;
  if (WRAPPED_KEY.test(alg)) return size === encryption.key + 8;
  if (GCM_KEY.test(alg)) return size === encryption.key;
  return RSA_KEY.test(alg) && size >= MIN_RSA && size <= MAX_RSA && size % 32 === 0;
}
