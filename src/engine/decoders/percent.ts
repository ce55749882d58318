/** Percent escapes (RFC 3986 §2.1) in a text that is not a form. */
import { Content, PERCENT } from '../content.ts';
import type { Decoder } from './decoder.ts';

const ESCAPE = /%[0-9A-Fa-f]{2}/;
const decoder = new TextDecoder('utf-8');

export const percent: Decoder = {
  id: 'percent',
  fit(content) {
    if ((content.kinds & PERCENT) === 0) return -1;
    return ESCAPE.test(content.text ?? '') ? 0.4 : -1;
  },
  decode(content) {
    const text = content.text ?? '';
    const plain = unescapePercent(text);
    return plain === text ? undefined : { pieces: [{ segment: '', content: new Content(plain) }] };
  },
};

/** Undoes percent escapes; where they are no UTF-8, malformed bytes become U+FFFD. */
export function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let at = 0; at < bytes.length; at += 1) {
      bytes[at] = Number.parseInt(run.slice(at * 3 + 1, at * 3 + 3), 16);
    }
    return decoder.decode(bytes);
  });
}
