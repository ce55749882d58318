import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { percent, unescapePercent } from './percent.ts';

it('undoes escapes between plain characters', () => {
  expect(decodeAlone(percent, 'caf%C3%A9%20and%2ftea')).toEqual([['', 'café and/tea']]);
});

it('leaves per cent signs alone that escape nothing', () => {
  expect(decodeAlone(percent, '100% of 5%')).toBeUndefined();
  expect(unescapePercent('100%zz%4')).toBe('100%zz%4');
});

it('does not throw at escapes that are no UTF-8', () => {
  expect(unescapePercent('%ff%fe')).toBe('\ufffd\ufffd');
});
