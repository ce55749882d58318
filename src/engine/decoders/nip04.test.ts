import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { nip04 } from './nip04.ts';

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const iv = seededBytes(4)(16);

it('splits the content at its vector', () => {
  expect(decodeAlone(nip04, `${base64('Meet me at nine')}?iv=${base64(iv)}`)).toEqual([
    ['', 'Meet me at nine'],
    ['iv', Buffer.from(iv).toString('hex')],
  ]);
});

it('refuses vectors of other sizes, and what is no base64', () => {
  const content = base64('Meet me at nine');
  expect(decodeAlone(nip04, `${content}?iv=${base64(iv.subarray(1))}`)).toBeUndefined();
  expect(decodeAlone(nip04, `${content}?id=${base64(iv)}`)).toBeUndefined();
  expect(decodeAlone(nip04, `Meet me at nine?iv=${base64(iv)}`)).toBeUndefined();
  expect(decodeAlone(nip04, `?iv=${base64(iv)}`)).toBeUndefined();
});
