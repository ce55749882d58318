import { beforeAll, describe, expect, it } from 'vitest';
import { SignalPair } from '../../../test/corpus/makers/signal.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { signalMessage, signalPreKeyMessage } from './signal.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
let message: Uint8Array;
let first: Uint8Array;

beforeAll(async () => {
  const { pair, firstMessage } = await SignalPair.create();
  first = firstMessage;
  message = await pair.encrypt(new TextEncoder().encode(text));
});

/** A copy with one byte changed. */
function altered(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at < 0 ? bytes.length + at : at] = value;
  return copy;
}

describe('a real message', () => {
  it('is recognised, and its ciphertext measured without keys and MAC', () => {
    const finding = findingOf(message);
    expect(finding.envelopes).toEqual([
      {
        id: 'signal',
        path: '',
        role: 'message',
        ciphertext: { path: '', size: Math.ceil((text.length + 1) / 16) * 16, class: 'opaque' },
      },
    ]);
    expect(layersOf(finding).some((layer) => layer.keyLike)).toBe(false);
  });

  it('is recognised when it begins a session', () => {
    expect(findingOf(first).envelopes).toMatchObject([{ id: 'signal-prekey', role: 'message' }]);
  });

  it('is recognised in base64 in JSON', () => {
    const body = JSON.stringify({ to: 'bob', content: Buffer.from(message).toString('base64') });
    expect(findingOf(body).envelopes).toMatchObject([
      { id: 'signal', path: 'content', ciphertext: { path: 'content', class: 'opaque' } },
    ]);
  });
});

describe('a near-identical one', () => {
  it.each([
    ['an unknown version', (bytes: Uint8Array) => altered(bytes, 0, 0x23)],
    ['a key that is not typed', (bytes: Uint8Array) => altered(bytes, 3, 0x04)],
    ['one byte less', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['one byte more', (bytes: Uint8Array) => Buffer.concat([bytes, Uint8Array.of(0)])],
    ['an unknown field', (bytes: Uint8Array) => altered(bytes, 36, 0x48)],
  ])('with %s is none', (_, change) => {
    expect(signalMessage(message)).toBeDefined();
    expect(signalMessage(change(message))).toBeUndefined();
    expect(signalPreKeyMessage(change(message))).toBeUndefined();
    expect(findingOf(change(message)).envelopes).toEqual([]);
  });

  it('around readable bytes is an envelope whose ciphertext is text', () => {
    const fake = Uint8Array.from(message);
    const length = fake.length - 8 - 43;
    fake.set(new TextEncoder().encode(text.repeat(3).slice(0, length)), fake.length - 8 - length);
    const finding = findingOf(fake, {}, { knownTexts: [{ id: 'draft', text: text.slice(0, 40) }] });
    for (const match of finding.envelopes) expect(match.ciphertext.class).not.toBe('opaque');
    expect(finding.texts).toMatchObject([{ needle: 'draft', extent: 'whole' }]);
  });
});
