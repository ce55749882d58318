/** Base64 (RFC 4648 §4 and §5) to bytes, strict: own code, since `atob` needs another string and takes white space. */
const VALUES = new Uint8Array(128).fill(255);
for (const [at, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  VALUES[character.charCodeAt(0)] = at;
}
VALUES['-'.charCodeAt(0)] = 62;
VALUES['_'.charCodeAt(0)] = 63;

/**
 * Bytes of a base64 or base64url text, padded or not. Undefined for a foreign character, a mixture of both
 * alphabets, a wrong length, padding in the wrong place or non-zero bits behind the end.
 */
export function base64Bytes(text: string): Uint8Array | undefined {
  let end = text.length;
  while (end > 0 && end > text.length - 2 && text.charCodeAt(end - 1) === 0x3d) end -= 1;
  if (end < text.length && text.length % 4 !== 0) return undefined;
  if (end % 4 === 1 || end === 0) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let collected = 0;
  let bits = 0;
  let to = 0;
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (VALUES[code] ?? 255) : 255;
    if (value === 255) return undefined;
    collected = (collected << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[to] = (collected >> bits) & 255;
      to += 1;
      collected &= (1 << bits) - 1;
    }
  }
  if (collected !== 0) return undefined;
  const classic = text.includes('+') || text.includes('/');
  const forUrls = text.includes('-') || text.includes('_');
  return classic && forUrls ? undefined : bytes;
}

/** The same for text that an armour breaks into lines. */
export function base64BytesOfLines(text: string): Uint8Array | undefined {
  return base64Bytes(text.replace(/[\r\n\t ]+/g, ''));
}
