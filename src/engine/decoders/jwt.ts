/** JSON Web Tokens and other signed JOSE objects (RFC 7515 §3.1): three parts, readable, not encrypted. */
import { Content, hasPrefix } from '../content.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Decoder } from './decoder.ts';

export const jwt: Decoder = {
  id: 'jwt',
  opens: (first) => first === 0x65,
  fit(content) {
    return hasPrefix(content, 'eyJ') && content.text?.split('.', 4).length === 3 ? 0.9 : -1;
  },
  decode(content, _context, budget) {
    const [header = '', payload = '', signature = ''] = (content.text ?? '').split('.');
    const headerBytes = base64Bytes(header);
    const payloadBytes = base64Bytes(payload);
    if (headerBytes === undefined || payloadBytes === undefined) return undefined;
    const parsed: unknown = JSON.parse(new TextDecoder().decode(headerBytes));
    if (typeof parsed !== 'object' || parsed === null || !('alg' in parsed)) return undefined;
    budget.takeDecoded(headerBytes.length + payloadBytes.length);
    return {
      pieces: [
        { segment: 'header', content: new Content(headerBytes) },
        { segment: 'payload', content: new Content(payloadBytes) },
        { segment: 'signature', content: new Content(signature), class: 'token' },
      ],
    };
  },
};
