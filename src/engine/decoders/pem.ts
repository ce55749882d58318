/**
 * PEM (RFC 7468; headers as in RFC 1421): base64 between a BEGIN and an END line with the same label. Keys, certificates and
 * requests are of a fixed form; what other labels wrap is looked into. OpenPGP's armour has a checksum and decoders of its own.
 */
import { Content, hasPrefix } from '../content.ts';
import { base64BytesOfLines } from './base64-bytes.ts';
import type { Decoder, Piece } from './decoder.ts';

const BLOCK =
  /-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,40})-----\r?\n((?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*)\s*([A-Za-z0-9+/=\s]+?)-----END \1-----/g;
const FIXED_FORM = /(?:KEY|CERTIFICATE|REQUEST|CRL|PARAMETERS)$/;

export const pem: Decoder = {
  id: 'pem',
  opens: (first) => first === 0x2d,
  fit(content) {
    if (!hasPrefix(content, '-----BEGIN ') || hasPrefix(content, '-----BEGIN PGP')) return -1;
    return 0.93;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (text.length > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const pieces: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(BLOCK)) {
      const bytes = base64BytesOfLines(match[3] ?? '');
      // Between blocks stands nothing, so that no text is lost.
      if (bytes === undefined || text.slice(end, match.index).trim() !== '') return undefined;
      end = match.index + match[0].length;
      budget.takeDecoded(bytes.length);
      const inner = new Content(bytes);
      const fixed = FIXED_FORM.test(match[1] ?? '');
      pieces.push(
        fixed ? { segment: '', content: inner, class: 'token' } : { segment: '', content: inner },
      );
      if (match[2]) pieces.push({ segment: 'header', content: new Content(match[2].trim()) });
    }
    return pieces.length > 0 && text.slice(end).trim() === '' ? { pieces } : undefined;
  },
};
