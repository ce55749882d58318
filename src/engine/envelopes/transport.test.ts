import { expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const random = seededBytes(21);
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

it.each([
  ['noise', Buffer.concat([hex('57410603 000024 1222 0a20'), random(32)])],
  ['noise', Buffer.concat([hex('45440001 000003 010203 57410603 000024 1222 0a20'), random(32)])],
  ['mtproto', Buffer.concat([hex('ef 1e'), random(120)])],
  ['mtproto', Buffer.concat([hex('eeeeeeee 78000000'), random(120)])],
  [
    'mtproto',
    Buffer.concat([hex('0000000000000000 1122334455667788 14000000 f18e7ebe'), random(16)]),
  ],
])('recognises %s as transport, never as a message', (id, bytes) => {
  const roles = findingOf(bytes).envelopes.map((match) => [match.id, match.role]);
  expect(roles).toEqual([[id, 'transport']]);
});

it.each([
  ['another protocol number', Buffer.concat([hex('57410503 000024 1222 0a20'), random(32)])],
  ['a length that is wrong', Buffer.concat([hex('ef 1d'), random(120)])],
  ['no marker', Buffer.concat([hex('1e'), random(120)])],
])('refuses %s', (_, bytes) => {
  expect(findingOf(bytes).envelopes).toEqual([]);
});

it('does not look for a connection to open inside other formats', () => {
  const inner = Buffer.concat([hex('57410603 000024 1222 0a20'), random(32)]).toString('base64');
  expect(findingOf(JSON.stringify({ inner })).envelopes).toEqual([]);
});
