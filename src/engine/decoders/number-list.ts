/** Bytes written as a list of numbers in a text: `104,101,108` or `104 101 108`. */
import { Content, DIGIT, OTHER, SPACE } from '../content.ts';
import type { Decoder } from './decoder.ts';

const LIST = /^\d{1,3}(?:(?:, ?| )\d{1,3}){7,}$/;

export const numberList: Decoder = {
  id: 'number-list',
  opens: (first) => first >= 0x30 && first <= 0x39,
  fit(content) {
    if (!content.hasOnly(DIGIT | OTHER | SPACE) || (content.kinds & DIGIT) === 0) return -1;
    return LIST.test(content.text ?? '') ? 0.6 : -1;
  },
  decode(content, _context, budget) {
    const numbers = (content.text ?? '').split(/, ?| /).map(Number);
    if (numbers.some((number) => number > 255)) return undefined;
    budget.takeDecoded(numbers.length);
    return { pieces: [{ segment: '', content: new Content(Uint8Array.from(numbers)) }] };
  },
};
