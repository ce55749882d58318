/** The content of a direct message by Nostr's NIP-04: base64, `?iv=`, base64 of 16 bytes; whatever the base64 holds. */
import { Content } from '../content.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Decoder } from './decoder.ts';

const MARK = '?iv=';
const IV_LENGTH = 24;
const FORM = /^[A-Za-z0-9+/]+={0,2}\?iv=[A-Za-z0-9+/]{22}==$/;

export const nip04: Decoder = {
  id: 'nip04',
  fit(content) {
    const text = content.text;
    if (!text?.startsWith(MARK, text.length - IV_LENGTH - MARK.length)) return -1;
    return FORM.test(text) ? 0.9 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    const mark = text.length - IV_LENGTH - MARK.length;
    if (text.length * 0.75 > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const bytes = base64Bytes(text.slice(0, mark));
    const iv = base64Bytes(text.slice(mark + MARK.length));
    if (bytes === undefined || iv === undefined) return undefined;
    budget.takeDecoded(bytes.length);
    return {
      pieces: [
        { segment: '', content: new Content(bytes) },
        { segment: 'iv', content: new Content(iv), class: 'identifier' },
      ],
    };
  },
};
