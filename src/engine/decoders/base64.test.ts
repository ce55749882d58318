import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { base64 } from './base64.ts';
import { base64Bytes, base64BytesOfLines } from './base64-bytes.ts';

it('agrees with the platform at every length, in both alphabets, padded or not', () => {
  const random = seededBytes(1);
  const wrong: string[] = [];
  for (let size = 1; size < 200; size += 1) {
    const bytes = random(size);
    for (const written of [
      Buffer.from(bytes).toString('base64'),
      Buffer.from(bytes).toString('base64').replace(/=+$/, ''),
      Buffer.from(bytes).toString('base64url'),
    ]) {
      const decoded = Buffer.from(base64Bytes(written) ?? []);
      if (Buffer.compare(decoded, bytes) !== 0) wrong.push(written);
    }
  }
  expect(wrong).toEqual([]);
});

it.each(['', 'A', 'AAAAA', 'AA=A', 'AA===', 'AA=', 'AB==', 'A+A_', 'AAé=', 'AAA\n'])(
  'refuses %j',
  (text) => {
    expect(base64Bytes(text)).toBeUndefined();
  },
);

it('takes readable text from 12 characters on', () => {
  expect(decodeAlone(base64, 'aGVsbG8gd29y')).toEqual([['', 'hello wor']]);
  expect(decodeAlone(base64, Buffer.from('grüße dich').toString('base64'))).toEqual([
    ['', 'grüße dich'],
  ]);
});

it('takes bytes from 24 characters on', () => {
  const bytes = Buffer.from(seededBytes(2)(32));
  expect(decodeAlone(base64, bytes.toString('base64'))).toEqual([['', bytes.toString('hex')]]);
  expect(decodeAlone(base64, bytes.subarray(0, 12).toString('base64'))).toBeUndefined();
});

it('reads armour that is broken into lines', () => {
  const bytes = Buffer.from(seededBytes(3)(150));
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\r\n');
  expect(decodeAlone(base64, lines)).toEqual([['', bytes.toString('hex')]]);
  expect(base64BytesOfLines('AA AA\r\n')).toHaveLength(3);
});

it.each([
  'IGDirectTextSendMutation',
  'messagingDashMessengerMessages',
  'thisisjustalongwordinlowercase',
  'aVeryLongFieldNameWithNumber42',
  'two words and some more of them',
  'MESSAGE_TYPE_DIRECT_CONVERSATION',
])('leaves the name %s alone', (text) => {
  expect(decodeAlone(base64, text)).toBeUndefined();
});

it('sees a Thrift struct in letters that have no digit among them', () => {
  const struct = 'CwBkAAAAEgwAAQwAAQsAAQAAAAJvawAAAAgAZgAAAAEA';
  expect(decodeAlone(base64, struct)).toHaveLength(1);
  // Its last byte is no stop mark any more.
  expect(decodeAlone(base64, `${struct.slice(0, -1)}B`)).toBeUndefined();
});
