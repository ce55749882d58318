import { expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import type { Ciphertext } from '../finding.ts';
import { MAX_SLOTS, MOST_BODIES } from './constants.ts';
import { doubtsOf, type SlotPlace, Slots } from './slots.ts';

const OUT: SlotPlace = { platform: 'example', channel: 'fetch', direction: 'out' };
const IN: SlotPlace = { ...OUT, direction: 'in' };
const random = seededBytes(21);
const utf8 = (text: string) => new TextEncoder().encode(text);
const ciphertext = (bytes = random(64), path = 'body'): Ciphertext => ({
  envelope: 'signal',
  path,
  bytes,
});
/** A payload that nothing else is like. */
let made = 0;
const another = () => {
  made += 1;
  return { bytes: utf8(`payload ${made}`), url: 'https://example.org/send' };
};

it('keeps a slot for each platform, channel, direction, form and path', () => {
  const slots = new Slots();
  const first = ciphertext();
  const places: [SlotPlace, Ciphertext][] = [
    [OUT, first],
    [IN, first],
    [{ ...OUT, platform: 'other' }, first],
    [{ ...OUT, channel: 'websocket' }, first],
    [OUT, { ...first, envelope: 'olm' }],
    [OUT, { ...first, path: 'other' }],
  ];
  for (const [place, one] of places) {
    expect(slots.add(place, [one], another())).toMatchObject([{ path: one.path, payloads: 1 }]);
  }
  expect(slots.add(OUT, [ciphertext()], another())).toMatchObject([{ payloads: 2 }]);
});

it('says what several ciphertexts of one payload say, once for each place', () => {
  const reports = new Slots().add(
    OUT,
    [ciphertext(), ciphertext(), ciphertext(random(64), 'other')],
    another(),
  );
  expect(reports).toMatchObject([
    { path: 'body', payloads: 2 },
    { path: 'other', payloads: 1 },
  ]);
});

it('is bounded: the slot that was used longest ago goes, and a payload adds so many bodies', () => {
  const slots = new Slots();
  const add = (path: string) => slots.add(OUT, [ciphertext(random(64), path)], another())[0];
  add('first');
  for (let count = 1; count < MAX_SLOTS; count += 1) add(`path ${count}`);
  expect(add('first')?.payloads).toBe(2);
  add('one too many');
  expect(add('first')?.payloads).toBe(3);
  expect(add('path 1')?.payloads).toBe(1);
  const many = Array.from({ length: 1000 }, () => ciphertext());
  expect(new Slots().add(OUT, many, another())[0]?.payloads).toBe(MOST_BODIES);
});

it('does not take a payload that is sent again, or to another server, for a repeat', () => {
  const body = ciphertext();
  const doubts = (place: SlotPlace, ...payloads: { bytes: Uint8Array; url: string }[]) => {
    const slots = new Slots();
    const last = payloads.map((payload) => slots.add(place, [body], payload)).at(-1) ?? [];
    return doubtsOf(last, place.direction).map(({ reason }) => reason);
  };
  const one = { bytes: utf8('{"id":1}'), url: 'https://one.example/send/1' };
  expect(doubts(OUT, one, one, { ...one, url: 'https://two.example/send/1' })).toEqual([]);
  expect(doubts(OUT, one, { ...one, bytes: utf8('{"id":2}') })).toEqual(['body-repeats']);
  expect(doubts(OUT, one, { ...one, url: 'https://one.example/send/2' })).toEqual(['body-repeats']);
  // What was received is fetched again when a page loads.
  expect(doubts(IN, one, { ...one, bytes: utf8('{"id":2}') })).toEqual([]);
});

it('doubts the payload that repeats, and all of the slot from the third repeat on', () => {
  const slots = new Slots();
  const body = ciphertext();
  const doubted = (one: Ciphertext) => doubtsOf(slots.add(OUT, [one], another()), 'out').length > 0;
  expect(doubted(body)).toBe(false);
  expect([doubted(body), doubted(ciphertext())]).toEqual([true, false]);
  expect([doubted(body), doubted(ciphertext())]).toEqual([true, false]);
  expect([doubted(body), doubted(ciphertext())]).toEqual([true, true]);
});
