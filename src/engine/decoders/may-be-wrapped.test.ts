import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROOT } from '../../../test/corpus/decode-alone.ts';
import { Content } from '../content.ts';
import { mayBeWrapped } from './may-be-wrapped.ts';
import { TEXT_DECODERS } from './registry.ts';

const inside = { ...ROOT, parent: 'json' };

it.each(['Hello there', 'message', '2026', 'Größe', 'See you at 9, or 10?'])(
  '%s is not',
  (text) => {
    expect(mayBeWrapped(new Content(text))).toBe(false);
  },
);

it.each(['{"a":1}', 'a=b&c=d', 'aGVsbG8gd29y', '<a xmlns="x"/>', '1,2,3,4,5,6,7,8', 'data:,hello'])(
  '%s may be',
  (text) => {
    expect(mayBeWrapped(new Content(text))).toBe(true);
  },
);

it('lets through whatever a decoder opens', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'data:',
      ',',
      '\n',
      '{"a":1}',
      '104, 101',
      ' ',
      'for(;;);',
      'eyJ',
      '.',
      '%41',
      '&lt;',
    ),
    fc.string({ maxLength: 6 }),
    fc.base64String({ maxLength: 80 }),
  );
  const texts = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const content = new Content(text);
      const fits = TEXT_DECODERS.filter((decoder) => decoder.fit(content, inside) > 0);
      if (fits.length > 0 && text.length >= 5)
        expect([text, mayBeWrapped(content)]).toEqual([text, true]);
    }),
    { numRuns: 500 },
  );
});
