import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import {
  legacyStanza,
  type Omemo,
  omemo2Key,
  omemoLegacy,
  version2Stanza,
} from '../../../test/corpus/makers/omemo.ts';
import { SignalPair } from '../../../test/corpus/makers/signal.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
let sealed: Omemo;
let firstMessage: Uint8Array;

beforeAll(async () => {
  const created = await SignalPair.create();
  firstMessage = created.firstMessage;
  sealed = await omemoLegacy(created.pair, text);
});

const base64 = (value: string | Uint8Array) => Buffer.from(value).toString('base64');

describe('OMEMO 0.3', () => {
  it('is one message, whatever its keys are', () => {
    const finding = findingOf(legacyStanza(sealed));
    expect(finding.envelopes).toEqual([
      {
        id: 'omemo',
        path: 'message.encrypted',
        role: 'message',
        ciphertext: {
          path: 'message.encrypted.payload',
          size: text.length,
          class: ciphertextClass,
        },
      },
    ]);
    expect(layersOf(finding).filter((layer) => layer.keyLike)).toEqual([]);
  });

  it('takes pre-key messages for keys too', () => {
    const stanza = legacyStanza({ ...sealed, keys: [base64(firstMessage)] });
    expect(findingOf(stanza).envelopes).toMatchObject([{ id: 'omemo', role: 'message' }]);
  });

  it('without a payload only sets up a session', () => {
    const stanza = legacyStanza({ ...sealed, payload: '' });
    expect(findingOf(stanza).envelopes).toMatchObject([{ id: 'omemo', role: 'key-exchange' }]);
  });

  it('with a short payload says so', () => {
    for (const payload of [Uint8Array.of(200, 1, 2), 'hey']) {
      const stanza = legacyStanza({ ...sealed, payload: base64(payload) });
      expect(findingOf(stanza).envelopes).toMatchObject([
        { ciphertext: { size: 3, class: 'short' } },
      ]);
    }
  });
});

describe('a look-alike of OMEMO 0.3', () => {
  it('with a readable payload is an envelope around text', () => {
    const finding = findingOf(
      legacyStanza({ ...sealed, payload: base64(text) }),
      {},
      { knownTexts: [{ id: 'draft', text }] },
    );
    expect(finding.envelopes).toMatchObject([{ id: 'omemo', ciphertext: { class: 'text' } }]);
    expect(finding.texts).toMatchObject([{ path: 'message.encrypted.payload', extent: 'whole' }]);
  });

  it.each([
    ['a key that is only its session key', () => ({ keys: [base64(randomBytes(32))] })],
    [
      'one real key and one in the clear',
      () => ({ keys: [sealed.keys[0] ?? '', base64(randomBytes(32))] }),
    ],
    ['no keys', () => ({ keys: [] })],
    ['an IV of the wrong size', () => ({ iv: base64(randomBytes(13)) })],
    ['a payload that is no base64', () => ({ payload: text })],
  ])('with %s is none', (_, change) => {
    expect(findingOf(legacyStanza({ ...sealed, ...change() })).envelopes).toEqual([]);
  });

  it('in another namespace leaves only the ratchet messages', () => {
    const ids = findingOf(legacyStanza(sealed, 'urn:example')).envelopes.map(({ id }) => id);
    expect(ids).not.toContain('omemo');
  });
});

describe('OMEMO 2', () => {
  it('is recognised by its keys and whole blocks', () => {
    const stanza = version2Stanza(omemo2Key(), randomBytes(96));
    expect(findingOf(stanza).envelopes).toMatchObject([
      { id: 'omemo-2', role: 'message', ciphertext: { size: 96 } },
    ]);
  });

  it('is none with another key or a broken block', () => {
    expect(findingOf(version2Stanza(randomBytes(124), randomBytes(96))).envelopes).toEqual([]);
    expect(findingOf(version2Stanza(omemo2Key(), randomBytes(95))).envelopes).toEqual([]);
  });
});
