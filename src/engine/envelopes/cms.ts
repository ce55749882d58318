/**
 * CMS EnvelopedData (RFC 5652 §6) and AuthEnvelopedData (RFC 5083), which S/MIME encrypts with (RFC 8551): in BER, with
 * or without lengths, or in PEM (RFC 7468). Every recipient has its form, the cipher is AES or Triple-DES, and IV and
 * ciphertext have the sizes that it writes.
 */
import { hasPrefix } from '../content.ts';
import { base64BytesOfLines } from '../decoders/base64-bytes.ts';
import { type BerElement, berElement, berElements } from './ber.ts';
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';

const PEM = /^-----BEGIN (PKCS7|CMS)-----\r?\n([A-Za-z0-9+/=\r\n]+)\n-----END \1-----\s*$/;

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;

/** Object identifiers as their content's bytes in hexadecimal digits. */
const ENVELOPED_DATA = '2a864886f70d010703';
const AUTH_ENVELOPED_DATA = '2a864886f70d0109100117';

interface Cipher {
  iv: number;
  /** Bytes that the ciphertext is a whole number of; 1 for AES-GCM. */
  block: number;
}

/** NIST's AES (RFC 3565, RFC 5084), each with 128, 192 and 256 bits; Triple-DES in CBC mode (RFC 3370). */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ...['02', '16', '2a'].map((mode) => [`6086480165030401${mode}`, { iv: 16, block: 16 }] as const),
  ...['06', '1a', '2e'].map((mode) => [`6086480165030401${mode}`, { iv: 12, block: 1 }] as const),
  ['2a864886f70d0307', { iv: 8, block: 8 }],
]);

export const cms: ByteEnvelope = {
  id: 'cms',
  written: true,
  opens: (first) => first === 0x2d || first === SEQUENCE,
  recognise(content) {
    if (hasPrefix(content, '-----BEGIN')) {
      const [, , inside] = PEM.exec(content.text ?? '') ?? [];
      const bytes = inside === undefined ? undefined : base64BytesOfLines(inside);
      return bytes && contentInfo(bytes);
    }
    return content.isString || content.bytes[0] !== SEQUENCE
      ? undefined
      : contentInfo(content.bytes);
  },
};

function contentInfo(bytes: Uint8Array): EnvelopeParts | undefined {
  const whole = berElement(bytes, 0);
  if (whole?.end !== bytes.length) return undefined;
  const [type, explicit, ...more] = childrenOf(whole) ?? [];
  if (type?.tag !== OBJECT_ID || explicit?.tag !== 0xa0 || more.length > 0) return undefined;
  const [data, ...others] = childrenOf(explicit) ?? [];
  if (data?.tag !== SEQUENCE || others.length > 0) return undefined;
  if (hexOf(type) === ENVELOPED_DATA) return envelopedData(data, false);
  return hexOf(type) === AUTH_ENVELOPED_DATA ? envelopedData(data, true) : undefined;
}

/** Version, [0] originator's certificates, recipients, content; with `authenticated` a MAC behind it. */
function envelopedData(data: BerElement, authenticated: boolean): EnvelopeParts | undefined {
  const fields = (childrenOf(data) ?? []).filter(({ tag }) => tag !== 0xa1 && tag !== 0xa2);
  const [version, ...behind] = fields;
  if (version?.tag !== INTEGER || version.content.length !== 1) return undefined;
  const [recipients, content, mac, ...more] = behind[0]?.tag === 0xa0 ? behind.slice(1) : behind;
  if (more.length > 0 || (mac?.tag === OCTET_STRING) !== authenticated) return undefined;
  if (recipients?.tag !== SET || content?.tag !== SEQUENCE) return undefined;
  const each = childrenOf(recipients) ?? [];
  if (each.length === 0 || !each.every(isRecipient)) return undefined;
  const sealed = encryptedContent(content);
  if (sealed === undefined) return undefined;
  const parts = [{ name: 'recipients', bytes: recipients.content }];
  if (mac) parts.push({ name: 'mac', bytes: mac.content });
  return { id: 'cms', role: 'message', ciphertext: sealed, parts };
}

/** Key transport, agreement, key encryption key, password (§6.2): each has its version first. */
function isRecipient(recipient: BerElement): boolean {
  const kinds = [SEQUENCE, 0xa1, 0xa2, 0xa3];
  if (!kinds.includes(recipient.tag)) return false;
  const fields = childrenOf(recipient) ?? [];
  const last = fields.at(-1)?.tag;
  return (
    fields.length >= 3 &&
    fields[0]?.tag === INTEGER &&
    (last === OCTET_STRING || (recipient.tag === 0xa1 && last === SEQUENCE))
  );
}

/** Content type, cipher with its IV, [0] ciphertext, whole or in pieces. */
function encryptedContent(content: BerElement): Uint8Array | undefined {
  const [type, algorithm, sealed, ...more] = childrenOf(content) ?? [];
  if (type?.tag !== OBJECT_ID || algorithm?.tag !== SEQUENCE || more.length > 0) return undefined;
  const [id, parameters] = childrenOf(algorithm) ?? [];
  const cipher = id?.tag === OBJECT_ID ? CIPHERS.get(hexOf(id)) : undefined;
  if (cipher === undefined || parameters === undefined) return undefined;
  // AES-GCM's parameters are a sequence of nonce and size of the tag; CBC's are the IV.
  const iv = parameters.tag === SEQUENCE ? childrenOf(parameters)?.[0] : parameters;
  if (iv?.tag !== OCTET_STRING || iv.content.length !== cipher.iv) return undefined;
  const bytes = sealed && octets(sealed);
  return bytes && bytes.length > 0 && bytes.length % cipher.block === 0 ? bytes : undefined;
}

function octets(sealed: BerElement): Uint8Array | undefined {
  if (sealed.tag === 0x80) return sealed.content;
  const pieces = sealed.tag === 0xa0 ? (childrenOf(sealed) ?? []) : [];
  if (!pieces.every(({ tag }) => tag === OCTET_STRING)) return undefined;
  const all = new Uint8Array(pieces.reduce((sum, { content }) => sum + content.length, 0));
  let at = 0;
  for (const { content } of pieces) {
    all.set(content, at);
    at += content.length;
  }
  return all;
}

function childrenOf(element: BerElement): BerElement[] | undefined {
  return berElements(element.content);
}

function hexOf({ content }: BerElement): string {
  return Array.from(content, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
