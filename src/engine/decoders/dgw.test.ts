import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import {
  encodeDelta,
  encodeEstablish,
} from '../../../test/lab/messengers/instagram/gateway-frame.ts';
import { dgw } from './dgw.ts';

const data = encodeDelta({ thread: 't', sender: 's', text: 'hi there' }, 125);
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

it('reads several frames', () => {
  const bytes = Buffer.concat([encodeEstablish(125), hex('0c 7d00 020000 0100 09 0a'), data]);
  expect(decodeAlone(dgw, bytes)?.map(([segment]) => segment)).toEqual(['parameters', '']);
  expect(outlineOf(findingOf(bytes))).toContain('payload.1.text: text');
});

it('reads frames that carry nothing', () => {
  expect(decodeAlone(dgw, hex('0c 7d00 020000 0100'))).toEqual([]);
  expect(decodeAlone(dgw, hex('0e 7d00'))).toEqual([]);
});

it.each([
  ['a length that is wrong', data.subarray(0, -1)],
  ['parameters that are no object', hex('0f 7d00 020000 5b5d')],
  ['an acknowledgement of three bytes', hex('0c 7d00 030000 010000')],
  ['an unknown type', hex('0b 7d00 020000 0100')],
])('refuses %s', (_, bytes) => {
  expect(decodeAlone(dgw, bytes)).toBeUndefined();
});
