import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { browserChannel } from './browser-channel.ts';

const chunk = (json: string, length = json.length) => `${length}\n${json}`;
const first = '[[1,["c","sid","",8]]]\n';
const second = '[[2,[{"text":"grüße"}]]]\n';

it.each([
  ['characters', second.length],
  ['bytes', Buffer.byteLength(second)],
])('reads chunks with lengths in %s', (_, length) => {
  const pieces = decodeAlone(browserChannel, chunk(first) + chunk(second, length));
  expect(pieces?.at(-1)).toEqual(['[][1][].text', 'grüße']);
  expect(pieces).toHaveLength(7);
});

it('reads the whole chunks of a response that goes on', () => {
  const text = chunk(second) + chunk(first).slice(0, 9);
  expect(decodeAlone(browserChannel, text)?.at(-1)?.[1]).toBe('grüße');
});

it.each([chunk(first).slice(0, -3), '3\nabc', `${chunk(first)}hello`, '12\n{"a":1}'])(
  'leaves %j alone',
  (text) => {
    expect(decodeAlone(browserChannel, text)).toBeUndefined();
  },
);
