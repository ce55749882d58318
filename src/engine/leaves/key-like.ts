/**
 * Leaves that could be the key to a ciphertext in the same payload. Known by size and name; where fields have
 * numbers instead of names, by size alone, since there is no name to say otherwise.
 */

import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { LeafClass } from '../finding.ts';

/** AES-128, -192, -256 and 256-bit stream ciphers; 48 and 64: cipher and MAC key together. */
const KEY_SIZES: ReadonlySet<number> = new Set([16, 24, 32]);
const NAMED_KEY_SIZES: ReadonlySet<number> = new Set([16, 24, 32, 48, 64]);
/** Megolm session exports and shares (Matrix specification, "megolm"): keys in clear when they stand in a payload. */
const SESSION_KEY_SIZES: ReadonlySet<number> = new Set([165, 229]);
const MIN_SIZE = 16;
/** 229 bytes in hexadecimal digits. */
const MAX_WRITTEN_SIZE = 458;
const KEY_WORDS: ReadonlySet<string> = new Set(
  'key keys secret secrets cek dek kek aes psk seed password passphrase passcode pwd decrypt decryption cipher crypto master'.split(
    ' ',
  ),
);
/** Words that say the key is no secret to the cipher: public halves, names of lookups. */
const HARMLESS_WORDS: ReadonlySet<string> = new Set(
  'public pub pubkey pubkeys publickey idempotency cache dedupe sort primary partition api translation i18n version id ids type name hash fingerprint signature sig'.split(
    ' ',
  ),
);
const CLASSES: ReadonlySet<LeafClass> = new Set<LeafClass>([
  'opaque',
  'short',
  'structured',
  'identifier',
  'token',
  'text',
]);

/** What a key is derived from: of any length, with spaces too. */
const PASSWORD_WORDS: ReadonlySet<string> = new Set(
  'password passwords passphrase passcode pwd passwd'.split(' '),
);
/** What those begin with but for white space: `-`, `A`, `n`. */
const DASH = 0x2d;
const A = 0x41;
const N = 0x6e;
const MIN_PASSWORD = 4;
const MAX_PASSWORD = 256;
/** Private keys that say so themselves: PEM (RFC 7468), OpenPGP, age, Nostr's NIP-19. */
const PRIVATE_KEY =
  /^\s*(?:-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-(?:PQ-)?1|nsec1[0-9a-z]{50})/;

/** True for a leaf of `leafClass` at field `name` whose value could be a key. `text` is given for readable leaves. */
export function isKeyLike(
  name: string,
  leafClass: LeafClass,
  size: number,
  text: string | undefined,
): boolean {
  if (text !== undefined && (isPrivateKey(text) || isPassword(name, text))) return true;
  if (!CLASSES.has(leafClass)) return false;
  if (isNumber(name)) {
    return text === undefined && KEY_SIZES.has(size) && leafClass !== 'identifier';
  }
  if (size < MIN_SIZE || size > MAX_WRITTEN_SIZE || !isKeyName(name)) return false;
  const sizes = text === undefined ? [size] : [size, ...encodedSizes(text)];
  if (text !== undefined && /\s/.test(text)) return false;
  return sizes.some((bytes) => NAMED_KEY_SIZES.has(bytes) || SESSION_KEY_SIZES.has(bytes));
}

/** The first character is looked at before: most leaves are words. */
function isPrivateKey(text: string): boolean {
  const first = text.charCodeAt(0);
  const opens = first <= 0x20 || first >= 0x80 || first === DASH || first === A || first === N;
  return opens && PRIVATE_KEY.test(text);
}

/** Field numbers and indices. */
function isNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^\d+$/.test(name);
}

function isPassword(name: string, text: string): boolean {
  if (text.length < MIN_PASSWORD || text.length > MAX_PASSWORD) return false;
  return remembered(passwordNames, name, saysPassword);
}

function saysPassword(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => PASSWORD_WORDS.has(word)) &&
    !words.some((word) => HARMLESS_WORDS.has(word))
  );
}

const keyNames = new Map<string, boolean>();
const passwordNames = new Map<string, boolean>();
const MAX_REMEMBERED = 2000;

/** Paths hold names of fields only (field-path.ts), so that remembering them keeps no content. */
function remembered(
  names: Map<string, boolean>,
  name: string,
  says: (name: string) => boolean,
): boolean {
  let known = names.get(name);
  if (known === undefined) {
    known = says(name);
    if (names.size < MAX_REMEMBERED) names.set(name, known);
  }
  return known;
}

function isKeyName(name: string): boolean {
  return remembered(keyNames, name, saysKey);
}

/** `k` is the name in a JWK (RFC 7518 §6.4.1); other names of one or two letters starting so are taken for it. */
function saysKey(name: string): boolean {
  if (/^k\d?$/i.test(name)) return true;
  const words = wordsOf(name);
  if (words.some((word) => HARMLESS_WORDS.has(word))) return false;
  return words.some(
    (word) => KEY_WORDS.has(word) || /(?:key|secret|password|passphrase)$/.test(word),
  );
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** Sizes of the bytes that a text could stand for. */
function encodedSizes(text: string): number[] {
  const sizes: number[] = [];
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) sizes.push(text.length / 2);
  const decoded = text.length <= 400 ? base64Bytes(text) : undefined;
  if (decoded) sizes.push(decoded.length);
  return sizes;
}
