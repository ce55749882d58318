import { expect, it } from 'vitest';
import { fields, inside } from '../../client/protobuf.ts';
import { type Encryption, encodeSend, readSend } from './wire.ts';

const conversation = '0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c01';
const text = 'grüße 🙂';

it.each<[Encryption, number, string]>([
  ['none', 1, text],
  ['eel', 5, '32 sealed bytes'],
  ['clear-key', 6, '32 sealed bytes'],
])('says at 4.3 how the contents are encrypted: %s', (encryption, field, readable) => {
  const frame = encodeSend({ conversation, encryption, text });
  expect(frame[0]).toBe(0);
  expect(new DataView(frame.buffer).getUint32(1)).toBe(frame.length - 5);
  expect([...fields(inside(frame.subarray(5), [4, 3])).keys()]).toEqual([field]);
  expect(readSend(frame)).toEqual({ conversation, text: readable });
});
