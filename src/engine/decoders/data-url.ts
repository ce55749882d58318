/** data: URLs (RFC 2397). */
import { Content, hasPrefix } from '../content.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Decoder } from './decoder.ts';
import { unescapePercent } from './percent.ts';

export const dataUrl: Decoder = {
  id: 'data-url',
  opens: (first) => first === 0x64,
  fit(content) {
    return hasPrefix(content, 'data:') && content.text?.includes(',') ? 0.95 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    const comma = text.indexOf(',');
    const header = text.slice('data:'.length, comma).toLowerCase();
    if (!/^[a-z0-9!#$&^_.+/;=" -]*$/.test(header)) return undefined;
    const body = unescapePercent(text.slice(comma + 1));
    if (!header.endsWith(';base64')) {
      return { pieces: [{ segment: '', content: new Content(body), contentType: header }] };
    }
    if (body.length * 0.75 > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const bytes = base64Bytes(body);
    if (bytes === undefined) return undefined;
    budget.takeDecoded(bytes.length);
    const contentType = header.slice(0, -';base64'.length);
    return { pieces: [{ segment: '', content: new Content(bytes), contentType }] };
  },
};
