import { expect, it } from 'vitest';
import {
  decodeContents,
  decodeCreate,
  decodeEvent,
  encodeContents,
  encodeCreate,
  encodeEvent,
} from './events.ts';

it('writes contents and events as XChat does', () => {
  const contents = encodeContents('hello');
  expect(Buffer.from(contents).toString('hex')).toBe('0c00010c00010b00010000000568656c6c6f000000');
  const create = Buffer.from(encodeCreate({ contents }));
  expect(create.toString('base64')).toMatch(/^CwBk/);
  expect(decodeCreate(create)).toEqual({ contents });
  expect(decodeContents(contents)).toBe('hello');
});

it('tells sealed from readable by the key version alone', () => {
  const contents = new Uint8Array([1, 2, 3]);
  const event = {
    sequence: '1',
    id: 'a',
    sender: 'b',
    conversation: 'c',
    create: { contents, keyVersion: '17' },
  };
  expect(decodeEvent(encodeEvent(event))).toEqual(event);
  expect(decodeCreate(encodeCreate({ contents }))).not.toHaveProperty('keyVersion');
});
