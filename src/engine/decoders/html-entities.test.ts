import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { htmlEntities, unescapeEntities } from './html-entities.ts';

it('undoes named, decimal and hexadecimal references', () => {
  expect(decodeAlone(htmlEntities, '&lt;b&gt; &amp; &#233; &#x1F600;')).toEqual([
    ['', '<b> & é 😀'],
  ]);
});

it.each(['a & b', 'AT&T;', '&#xZZ;'])('leaves %s alone', (text) => {
  expect(decodeAlone(htmlEntities, text)).toBeUndefined();
});

it('keeps a reference to no character', () => {
  expect(unescapeEntities('&#9999999;')).toBe('&#9999999;');
});
