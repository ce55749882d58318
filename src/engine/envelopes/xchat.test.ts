import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { sealedContents, xchatContents, xchatEvent } from '../../../test/corpus/makers/xchat.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine';
const place = 'variables.encoded_message_create_event';

function body(event: Uint8Array): string {
  const encoded = Buffer.from(event).toString('base64');
  return JSON.stringify({
    variables: { conversation_id: '1:2', encoded_message_create_event: encoded },
  });
}

const analysed = (event: Uint8Array) =>
  findingOf(body(event), {}, { knownTexts: [{ id: 'draft', text }] });

describe('a Chat event', () => {
  it('with a key version and a box is sealed', () => {
    const finding = analysed(xchatEvent(sealedContents(text), '1700000000000'));
    expect(finding.texts).toEqual([]);
    expect(finding.envelopes).toMatchObject([
      {
        id: 'xchat',
        path: place,
        role: 'message',
        ciphertext: { path: `${place}.100`, class: ciphertextClass },
      },
    ]);
  });

  it('is found inside a received event too, and only at its place there', () => {
    const event = xchatEvent(sealedContents(text), '1700000000000');
    const ends = [0, 0, 0];
    // Message.1 event, its 7 detail, the detail's 1: three structs around.
    const around = [12, 0, 1, 12, 0, 7, 12, 0, 1];
    const received = findingOf(Uint8Array.of(...around, ...event, ...ends));
    expect(received.envelopes).toMatchObject([
      { id: 'xchat', path: '1.7.1', ciphertext: { path: '1.7.1.100', class: ciphertextClass } },
    ]);
    const elsewhere = findingOf(Uint8Array.of(...around.with(5, 8), ...event, ...ends));
    expect(elsewhere.anatomy.format).toBe('thrift');
    expect(elsewhere.envelopes).toEqual([]);
  });

  it('without encryption is readable', () => {
    const finding = analysed(xchatEvent(xchatContents(text)));
    expect(finding.envelopes).toEqual([]);
    expect(finding.texts).toMatchObject([{ path: `${place}.100.1.1.1`, extent: 'whole' }]);
  });
});

describe('a look-alike', () => {
  it('with a key version around readable contents is not opaque', () => {
    const [match] = analysed(xchatEvent(xchatContents(text), '1700000000000')).envelopes;
    expect(match?.ciphertext.class).toBe('text');
  });

  it('with random contents but no key version is none', () => {
    expect(analysed(xchatEvent(sealedContents(text))).envelopes).toEqual([]);
  });

  it('with something packed behind a nonce is not opaque', () => {
    const packed = gzipSync(xchatContents(text.repeat(3)));
    const contents = Buffer.concat([seededBytes(1)(24), packed]);
    const [match] = analysed(xchatEvent(contents, '1700000000000')).envelopes;
    expect(match?.ciphertext.class).toBe('compressed');
  });
});
