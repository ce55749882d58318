/** Character references of HTML and XML: numeric ones and the named ones that writers of messages produce. */
import { AMPERSAND, Content } from '../content.ts';
import type { Decoder } from './decoder.ts';

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

export const htmlEntities: Decoder = {
  id: 'html-entities',
  fit(content) {
    if ((content.kinds & AMPERSAND) === 0) return -1;
    REFERENCE.lastIndex = 0;
    return REFERENCE.test(content.text ?? '') ? 0.3 : -1;
  },
  decode(content) {
    const text = content.text ?? '';
    const plain = unescapeEntities(text);
    return plain === text ? undefined : { pieces: [{ segment: '', content: new Content(plain) }] };
  },
};

export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? reference;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0x10ffff ? reference : String.fromCodePoint(code);
  });
}
