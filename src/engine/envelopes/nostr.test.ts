import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { nostrEvents } from '../../../test/corpus/makers/nostr.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const real = nostrEvents(1);
const random = seededBytes(61);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const envelopes = (value: unknown) => findingOf(JSON.stringify(value)).envelopes;
const frame = (event: object) => ['EVENT', event];

describe('an encrypted event', () => {
  it('of kind 4 is a message, with its public fields explained', () => {
    const finding = findingOf(JSON.stringify(frame(real.nip04(text))));
    const size = Math.ceil((text.length + 1) / 16) * 16;
    const path = '[1].content';
    expect(finding.envelopes).toEqual([
      { id: 'nip04', path, role: 'message', ciphertext: { path, size, class: ciphertextClass } },
    ]);
    expect(layersOf(finding).filter(({ keyLike }) => keyLike)).toEqual([]);
  });

  it.each(['seal', 'giftWrap'] as const)('by NIP-44 (%s) is a message', (kind) => {
    expect(envelopes(frame(real[kind](text)))).toMatchObject([
      { id: 'nip44', path: '[1].content', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
  });

  it('by NIP-44 is recognised at every length', () => {
    for (const size of [1, 32, 33, 64, 65, 256, 257, 320, 321, 5000, 65_535, 65_536, 70_000]) {
      expect(envelopes(real.event(1059, real.nip44('a'.repeat(size))))).toHaveLength(1);
    }
  });

  it('with its private key beside it has the key beside it', () => {
    const body = [...frame(real.nip04(text)), { note: `nsec1${'q'.repeat(58)}` }];
    expect(envelopes(body)).toMatchObject([{ id: 'nip04', keyBeside: '[2].note' }]);
  });
});

describe('a look-alike', () => {
  const nip04 = (size: number, iv = 16) => `${base64(random(size))}?iv=${base64(random(iv))}`;
  const nip44 = (size: number, version = 2) =>
    base64(Buffer.concat([Uint8Array.of(version), random(32 + size + 32)]));

  it.each<[string, object]>([
    ['the text in the clear', real.event(4, text)],
    ['the text in base64', real.event(4, base64(Buffer.from(text)))],
    ['blocks that are not whole', real.event(4, nip04(65))],
    ['an IV of another size', real.event(4, nip04(64, 12))],
    ['NIP-44 contents in kind 4', real.event(4, nip44(34))],
    ['NIP-04 contents in a gift wrap', real.event(1059, nip04(64))],
    ['NIP-44 contents in a list', real.event(30_000, nip44(34))],
    ['NIP-44 contents in remote signing', real.event(24_133, nip44(34))],
    ['an older version of NIP-44', real.event(1059, nip44(34, 1))],
    ['a size that no padding makes', real.event(1059, nip44(35))],
    ['another such size', real.event(1059, nip44(2 + 257))],
    ['no ciphertext', real.event(1059, nip44(0))],
    ['a shorter signature', { ...real.nip04(text), sig: 'ab'.repeat(63) }],
    ['no signature', { ...real.nip04(text), sig: undefined }],
    ['an id that is none', { ...real.nip04(text), id: text }],
    ['a key in base64', { ...real.nip04(text), pubkey: base64(random(32)) }],
    ['no tags', { ...real.nip04(text), tags: text }],
  ])('with %s is none', (_, event) => {
    expect(envelopes(frame(real.event(4, nip04(64))))).toHaveLength(1);
    expect(envelopes(frame(real.event(1059, nip44(34))))).toHaveLength(1);
    expect(envelopes(frame(event))).toEqual([]);
  });

  it('around a readable padded text has a readable ciphertext', () => {
    const clear = Buffer.alloc(2 + 96);
    clear.writeUInt16BE(text.length);
    clear.write(text, 2);
    const content = base64(Buffer.concat([Uint8Array.of(2), random(32), clear, random(32)]));
    const body = JSON.stringify(frame(real.event(1059, content)));
    const finding = findingOf(body, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).not.toMatchObject([{ ciphertext: { class: 'opaque' } }]);
    expect(finding.texts).toHaveLength(1);
  });

  it('in a tag is not the message', () => {
    const event = { ...real.event(1, text), tags: [['content', nip04(64)]] };
    expect(envelopes(frame(event))).toEqual([]);
  });
});
