/** Base58 with Bitcoin's alphabet. Ids and names are made of the same letters: the result must be recognisable. */
import { base58 as coder } from '@scure/base';
import { Content, DIGIT, LOWER, UPPER } from '../content.ts';
import type { Decoder } from './decoder.ts';
import { isRecognisable } from './written.ts';

const FORM = /^[1-9A-HJ-NP-Za-km-z]+$/;
const MIN_LENGTH = 14;
/** The work grows with the square of the length: a tenth of a millisecond here. */
const MAX_LENGTH = 512;

export const base58: Decoder = {
  id: 'base58',
  opens: (first) => first >= 0x30 && first <= 0x7a,
  fit(content) {
    const text = content.text;
    if (text === undefined || text.length < MIN_LENGTH || text.length > MAX_LENGTH) return -1;
    if (!content.hasOnly(LOWER | UPPER | DIGIT)) return -1;
    const bothCases = (content.kinds & LOWER) !== 0 && (content.kinds & UPPER) !== 0;
    // Above base64, whose alphabet includes this one.
    return bothCases && FORM.test(text) ? 0.54 : -1;
  },
  decode(content, _context, budget) {
    const inner = new Content(coder.decode(content.text ?? ''));
    if (!isRecognisable(inner)) return undefined;
    budget.takeDecoded(inner.size);
    return { pieces: [{ segment: '', content: inner }] };
  },
};
