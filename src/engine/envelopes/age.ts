/**
 * Files of age (age-encryption.org/v1; C2SP age.md): a header in text, one stanza for each recipient, its MAC; then
 * nonce 16 B and chunks of 64 KiB, each with a tag of 16. Or the same in armour (RFC 7468, strict).
 */

import { hasPrefix } from '../content.ts';
import { base64Bytes, base64BytesOfLines } from '../decoders/base64-bytes.ts';
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';

const VERSION_LINE = 'age-encryption.org/v1\n';
const ARMOR =
  /^-----BEGIN AGE ENCRYPTED FILE-----\r?\n([A-Za-z0-9+/=\r\n]+)\n-----END AGE ENCRYPTED FILE-----\s*$/;
const MAX_HEADER = 65_536;
const NONCE_SIZE = 16;
const TAG_SIZE = 16;
const CHUNK_SIZE = 65_536 + TAG_SIZE;
/** Columns of base64 in a full line of a stanza's body; the last line is shorter. */
const LINE = 64;
const MAC = /^--- [A-Za-z0-9+/]{43}$/;

/** Arguments and size of the body, bytes, of the stanzas that are specified; only grease may stand beside them. */
const STANZAS: ReadonlyMap<string, { args: RegExp; sizes: readonly number[] }> = new Map([
  ['X25519', { args: /^[A-Za-z0-9+/]{43}$/, sizes: [32] }],
  ['scrypt', { args: /^[A-Za-z0-9+/]{22} [1-9]\d?$/, sizes: [32] }],
  ['mlkem768x25519', { args: /^[A-Za-z0-9+/]{1494}$/, sizes: [32] }],
  ['p256tag', { args: /^[A-Za-z0-9+/]{6} [A-Za-z0-9+/]{87}$/, sizes: [32] }],
  ['ssh-ed25519', { args: /^[A-Za-z0-9+/]{6} [A-Za-z0-9+/]{43}$/, sizes: [32] }],
  ['ssh-rsa', { args: /^[A-Za-z0-9+/]{6}$/, sizes: [256, 384, 512] }],
  ['piv-p256', { args: /^[A-Za-z0-9+/]{6} [A-Za-z0-9+/]{44}$/, sizes: [32] }],
]);

export const age: ByteEnvelope = {
  id: 'age',
  written: true,
  opens: (first) => first === 0x2d || first === 0x61,
  recognise(content) {
    if (hasPrefix(content, '-----BEGIN AGE')) {
      const [, armored] = ARMOR.exec(content.text ?? '') ?? [];
      const bytes = armored === undefined ? undefined : base64BytesOfLines(armored);
      return bytes && file(bytes);
    }
    return content.isString || content.bytes[0] !== 0x61 ? undefined : file(content.bytes);
  },
};

function file(bytes: Uint8Array): EnvelopeParts | undefined {
  if (!startsWith(bytes, VERSION_LINE)) return undefined;
  const headerEnd = endOfHeader(bytes);
  if (headerEnd === undefined) return undefined;
  const header = latin1(bytes.subarray(VERSION_LINE.length, headerEnd - 1));
  const payload = bytes.subarray(headerEnd);
  if (!isHeader(header.split('\n')) || !isPayload(payload)) return undefined;
  const parts = [
    { name: 'header', bytes: bytes.subarray(0, headerEnd) },
    { name: 'nonce', bytes: payload.subarray(0, NONCE_SIZE) },
  ];
  return { id: 'age', role: 'message', ciphertext: payload.subarray(NONCE_SIZE), parts };
}

/** Position behind the line that begins with `---`. */
function endOfHeader(bytes: Uint8Array): number | undefined {
  const end = Math.min(bytes.length, MAX_HEADER);
  for (let at = VERSION_LINE.length; at < end; ) {
    const newline = bytes.indexOf(0x0a, at);
    if (newline < 0 || newline >= end) return undefined;
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d && bytes[at + 2] === 0x2d) return newline + 1;
    at = newline + 1;
  }
  return undefined;
}

function isHeader(lines: readonly string[]): boolean {
  const mac = lines.at(-1) ?? '';
  if (!MAC.test(mac)) return false;
  const types: string[] = [];
  for (let at = 0; at < lines.length - 1; ) {
    const [, type = '', args = ''] = /^-> (\S+)(?: (.+))?$/.exec(lines[at] ?? '') ?? [];
    const body = bodyAt(lines.slice(0, -1), at + 1);
    if (type === '' || body === undefined) return false;
    const known = STANZAS.get(type);
    const fits = known
      ? known.args.test(args) && known.sizes.includes(body.size)
      : type.endsWith('-grease');
    if (!fits) return false;
    types.push(type);
    at = body.end;
  }
  // A passphrase's stanza stands alone.
  if (types.includes('scrypt')) return types.length === 1;
  return types.some((type) => STANZAS.has(type));
}

/** Lines of 64 columns and one shorter line, which may be empty. */
function bodyAt(
  lines: readonly string[],
  start: number,
): { size: number; end: number } | undefined {
  let text = '';
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    text += line;
    if (line.length > LINE || !/^[A-Za-z0-9+/]*$/.test(line)) return undefined;
    if (line.length < LINE) {
      const size = text === '' ? 0 : base64Bytes(text)?.length;
      return size === undefined ? undefined : { size, end: at + 1 };
    }
  }
  return undefined;
}

/** The last chunk is empty only where the whole text is. */
function isPayload(payload: Uint8Array): boolean {
  const chunks = payload.length - NONCE_SIZE;
  if (chunks === TAG_SIZE) return true;
  const last = chunks % CHUNK_SIZE;
  return chunks > TAG_SIZE && (last === 0 || last > TAG_SIZE);
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < text.length) return false;
  for (let at = 0; at < text.length; at += 1) {
    if (bytes[at] !== text.charCodeAt(at)) return false;
  }
  return true;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
