import { createHash } from 'node:crypto';

/** The characters of a base64 text that depend on the given bytes alone, whatever stands around them. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const unaffected = Math.floor(((offset + bytes.length) * 8) / 6);
    return shifted.slice(offset === 0 ? 0 : offset + 1, unaffected);
  });
}

function everyByte(bytes: Buffer, write: (byte: number) => string, joint = ''): string {
  return [...bytes].map(write).join(joint);
}

/**
 * How a text could hide in stored or sent bytes, by the encoding's name. Texts are compared without case.
 * Unkeyed hashes count: whoever guesses the text can confirm it with them.
 */
export function encodingsOf(text: string): Map<string, Buffer> {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const found = new Map<string, string | Buffer>([
    ['utf-8', text],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['percent', encodeURIComponent(text)],
    ['percent, every byte', everyByte(utf8, (byte) => `%${byte.toString(16).padStart(2, '0')}`)],
    ['form', new URLSearchParams({ '': text }).toString().slice(1)],
    ['json', JSON.stringify(text).slice(1, -1)],
    ['json, escaped', everyUnit(text, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`)],
    ['entities, hex', everyUnit(text, (unit) => `&#x${unit.toString(16)};`)],
    ['entities, decimal', everyUnit(text, (unit) => `&#${unit};`)],
    ['byte list', everyByte(utf8, String, ',')],
    ['unit list', everyUnit(text, String, ',')],
    ['reversed', [...text].reverse().join('')],
    ['hex', utf8.toString('hex')],
    ['hex of utf-16', utf16.toString('hex')],
    ['quoted-printable', everyByte(utf8, (byte) => `=${byte.toString(16).padStart(2, '0')}`)],
  ]);
  for (const [name, bytes] of [
    ['base64', utf8],
    ['base64 of utf-16', utf16],
    ['base64 of the reverse', Buffer.from([...text].reverse().join(''))],
  ] as const) {
    for (const [offset, core] of base64Cores(bytes).entries()) {
      found.set(`${name} at ${offset}`, core);
      found.set(`${name}url at ${offset}`, core.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
    const hash = createHash(algorithm).update(utf8).digest();
    found.set(`${algorithm}`, hash);
    found.set(`${algorithm}, hex`, hash.toString('hex'));
    found.set(`${algorithm}, base64`, hash.toString('base64').replace(/=+$/, ''));
  }
  return new Map([...found].map(([name, form]) => [name, Buffer.from(form)]));
}

function everyUnit(text: string, write: (unit: number) => string, joint = ''): string {
  return Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join(joint);
}
