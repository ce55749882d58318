import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { escapes } from './escapes.ts';

it.each([
  ['\\u0048\\u0069', 'Hi'],
  ['\\x48\\x69', 'Hi'],
  ['\\u{1F600}!', '😀!'],
  ['say \\"hi\\"\\n', 'say "hi"\n'],
])('undoes %s', (written, plain) => {
  expect(decodeAlone(escapes, written)).toEqual([['', plain]]);
});

it.each(['C:\\Users', 'a \\ b', 'none'])('leaves %s alone', (text) => {
  expect(decodeAlone(escapes, text)).toBeUndefined();
});
