import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { SignalPair } from '../../../test/corpus/makers/signal.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { waBinary } from './wabinary.ts';
import { SINGLE_BYTE_TOKENS } from './wabinary-tokens.ts';

const indexOf = new Map([...SINGLE_BYTE_TOKENS].map(([index, word]) => [word, index]));

interface Element {
  tag: string;
  attributes?: Record<string, string | Buffer>;
  content?: Element[] | Buffer;
}

function word(text: string): Buffer {
  const index = indexOf.get(text);
  if (index !== undefined) return Buffer.from([index]);
  return Buffer.concat([Buffer.from([0xfc, text.length]), Buffer.from(text)]);
}

/** Element as bytes, lists and binaries in their short forms. */
function write({ tag, attributes = {}, content }: Element): Buffer {
  const entries = Object.entries(attributes);
  const size = 1 + entries.length * 2 + (content === undefined ? 0 : 1);
  const parts = [Buffer.from([0xf8, size]), word(tag)];
  for (const [name, value] of entries) {
    parts.push(word(name), typeof value === 'string' ? word(value) : value);
  }
  if (Buffer.isBuffer(content)) parts.push(Buffer.from([0xfc, content.length]), content);
  else if (content) parts.push(Buffer.from([0xf8, content.length]), ...content.map(write));
  return Buffer.concat(parts);
}

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const enc = (type: string): Element => ({
  tag: 'enc',
  attributes: { v: '2', type },
  content: Buffer.from(seededBytes(5)(90)),
});
const message: Element = {
  tag: 'message',
  attributes: {
    // 4915 and 12345 as packed digits, the latter with the bit that drops its last half byte.
    to: hex('fa ff02 4915 03'),
    id: hex('fb 02 3eb0'),
    participant: hex('f7 00 11 ff83 12345f'),
  },
  content: [
    {
      tag: 'participants',
      content: [{ tag: 'to', attributes: { jid: hex('fa ff02 4915 03') }, content: [enc('msg')] }],
    },
    { tag: 'unknown-thing', attributes: { mediatype: hex('ed 75') } },
  ],
};

it.each([
  ['with its flag byte', Buffer.concat([hex('00'), write(message)])],
  ['compressed', Buffer.concat([hex('02'), deflateSync(write(message))])],
  ['alone', write(message)],
])('reads the tree %s', (_, bytes) => {
  expect(decodeAlone(waBinary, bytes)?.map(([path, text]) => [path, text.slice(0, 30)])).toEqual([
    ['message@to', '4915@s.whatsapp.net'],
    ['message@id', '3EB0'],
    ['message@participant', '12345.0:17@s.whatsapp.net'],
    ['message.participants.to@jid', '4915@s.whatsapp.net'],
    ['message.participants.to.enc@v', '2'],
    ['message.participants.to.enc@type', 'msg'],
    ['message.participants.to.enc', Buffer.from(seededBytes(5)(90)).toString('hex').slice(0, 30)],
    ['message.unknown-thing@mediatype', 'body'],
  ]);
});

it('leads to the Signal message of a device', async () => {
  const { pair } = await SignalPair.create();
  const sealed = Buffer.from(await pair.encrypt(new TextEncoder().encode('hello there')));
  const bytes = write({ tag: 'message', content: [{ ...enc('msg'), content: sealed }] });
  expect(findingOf(Buffer.concat([hex('00'), bytes])).envelopes).toMatchObject([
    { id: 'signal', role: 'message', path: 'message.enc' },
  ]);
});

it('reads the readable body of a channel post', () => {
  const post: Element = {
    tag: 'message',
    content: [{ tag: 'plaintext', content: Buffer.from('\n\u0005hello') }],
  };
  expect(decodeAlone(waBinary, write(post))).toEqual([['message.plaintext', '0a0568656c6c6f']]);
});

it('writes words that it does not name as numbers', () => {
  expect(decodeAlone(waBinary, hex('f8 02 13 f8 01 f8 03 23 08 ee05'))).toEqual([
    ['message.token-35@id', 'token-2-5'],
  ]);
  expect(decodeAlone(waBinary, hex('f8 03 23 08 24'))).toBeUndefined();
});

it.each([
  ['a byte too many', Buffer.concat([write(message), hex('00')])],
  ['a byte too few', write(message).subarray(0, -1)],
  ['a list without a tag', hex('f8 00 13 08')],
  ['a tag of control characters', hex('f8 02 fc 02 0102 13')],
  ['a broken zlib stream', Buffer.concat([hex('02'), deflateSync(write(message)).subarray(0, -9)])],
])('refuses %s', (_, bytes) => {
  expect(decodeAlone(waBinary, bytes)).toBeUndefined();
});
