import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import {
  type LibsignalMessages,
  libsignalMessages,
} from '../../../test/corpus/makers/libsignal.ts';
import { SignalPair } from '../../../test/corpus/makers/signal.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { signalMessage, signalPreKeyMessage } from './signal.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
let message: Uint8Array;
let first: Uint8Array;
let libsignal: LibsignalMessages;

beforeAll(async () => {
  const { pair, firstMessage } = await SignalPair.create();
  first = firstMessage;
  libsignal = await libsignalMessages();
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
        ciphertext: {
          path: '',
          size: Math.ceil((text.length + 1) / 16) * 16,
          class: ciphertextClass,
        },
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
      { id: 'signal', path: 'content', ciphertext: { path: 'content', class: ciphertextClass } },
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

describe("libsignal's messages", () => {
  const envelopes = (bytes: Uint8Array) => findingOf(bytes).envelopes;
  const size = Math.ceil((text.length + 1) / 16) * 16;

  it('of version 4 are recognised, with their post-quantum parts explained', async () => {
    const bytes = await libsignal.message(text);
    expect(bytes[0]).toBe(0x44);
    const finding = findingOf(bytes);
    expect(finding.envelopes).toMatchObject([
      { id: 'signal', role: 'message', ciphertext: { size, class: ciphertextClass } },
    ]);
    const paths = layersOf(finding).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['ratchet-key', 'post-quantum-ratchet', 'mac']));
  });

  it('that begin a session have a Kyber ciphertext of its size', () => {
    expect(libsignal.preKey.length).toBeGreaterThan(1569);
    const finding = findingOf(libsignal.preKey);
    expect(finding.envelopes).toMatchObject([{ id: 'signal-prekey', role: 'message' }]);
    const kyber = layersOf(finding).find(({ path }) => path === 'kyber-ciphertext');
    expect(kyber?.size).toBe(1569);
    // The type byte in front of it.
    const at = Buffer.from(libsignal.preKey).indexOf(Buffer.from([0x42, 0xa1, 0x0c])) + 3;
    expect(envelopes(altered(libsignal.preKey, at, 0x07))).toEqual([]);
  });

  it('do not hide a text in the part for the post-quantum ratchet', () => {
    const body = libsignalBody(96);
    expect(signalMessage(body)).toBeDefined();
    expect(signalMessage(libsignalBody(97))).toBeUndefined();
  });

  it('with a sealed sender are recognised', async () => {
    const bytes = await libsignal.sealedSender(text);
    expect(envelopes(bytes)).toMatchObject([
      { id: 'signal-sealed-sender', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
    for (const other of [altered(bytes, 0, 0x22), altered(bytes, 3, 0x04), bytes.subarray(0, -1)]) {
      expect(envelopes(other)).toEqual([]);
    }
  });

  it('to a group are recognised', async () => {
    expect(envelopes(await libsignal.group(text))).toMatchObject([
      { id: 'signal-sender-key', role: 'message', ciphertext: { size, class: ciphertextClass } },
    ]);
  });
});

/** A message with so many bytes in field 5. */
function libsignalBody(size: number): Uint8Array {
  const part = Buffer.concat([Uint8Array.of(0x2a, size), Buffer.alloc(size, 7)]);
  return Buffer.concat([message.subarray(0, -8), part, message.subarray(-8)]);
}

describe("WhatsApp's binary XML around it", () => {
  const element = (tag: string, content: Uint8Array) =>
    // A list of tag and content; both as bytes behind their length.
    Buffer.concat([
      Uint8Array.of(0xf8, 2, 0xfc, tag.length),
      Buffer.from(tag),
      Uint8Array.of(0xfc, content.length),
      content,
    ]);

  it('leaves the message to be found', () => {
    const tree = Buffer.concat([Uint8Array.of(0), element('enc', message)]);
    expect(findingOf(tree).envelopes).toMatchObject([
      { id: 'signal', path: 'enc', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
  });

  it('finds nothing in the readable node of a channel', () => {
    const tree = Buffer.concat([Uint8Array.of(0), element('plaintext', Buffer.from(text))]);
    const finding = findingOf(tree, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toEqual([]);
    expect(finding.texts).toMatchObject([{ extent: 'whole' }]);
  });
});
