import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { BYTE_ENVELOPES } from '../envelopes/registry.ts';
import { Budget, DEFAULT_LIMITS } from '../limits.ts';
import type { Context, Decoder } from './decoder.ts';
import { byFirstByte, byteRow, textRow } from './first-byte.ts';
import { BYTE_DECODERS, TEXT_DECODERS } from './registry.ts';

const CONTENT_TYPES = ['', 'application/protobuf', 'multipart/form-data', 'application/cbor'];
const contexts: Context[] = CONTENT_TYPES.map((contentType) => ({
  contentType,
  parent: '',
  name: '',
  depth: 0,
  knownTexts: [],
}));

/** True when the decoder would have opened the content. */
function opensIt(decoder: Decoder, content: Content): boolean {
  return contexts.some((context) => {
    try {
      if (decoder.fit(content, context) <= 0) return false;
      const budget = new Budget(DEFAULT_LIMITS, () => 0);
      return decoder.decode(content, context, budget) !== undefined;
    } catch {
      return false;
    }
  });
}

const TAILS = [
  '"a":[1,2,{"b":"c"}]}',
  ' one\ntwo: three\n\n\0',
  '=1&b=2&c=%41',
  '0123456789abcdef',
  'eyJhbGciOiJub25lIn0.e30.AAAA',
  'ata:text/plain,hello',
].map((text) => Buffer.from(text));

describe('first bytes that a format rules out', () => {
  const random = seededBytes(7);
  const tails = [...TAILS, ...Array.from({ length: 40 }, (_, at) => random(8 + at * 3))];

  it('are never those of content that it opens', () => {
    let ruledOut = 0;
    let opened = 0;
    for (let first = 0; first < 256; first += 1) {
      for (const tail of tails) {
        const bytes = Uint8Array.of(first, ...tail);
        for (const decoder of BYTE_DECODERS) {
          const opens = opensIt(decoder, new Content(bytes));
          if (opens) opened += 1;
          if (decoder.opens?.(first) ?? true) continue;
          ruledOut += 1;
          expect(opens, `${decoder.id} at ${first}`).toBe(false);
        }
      }
    }
    expect(ruledOut).toBeGreaterThan(10_000);
    expect(opened).toBeGreaterThan(50);
  });

  it('are never those of texts that it opens', () => {
    let opened = 0;
    for (let first = 0; first < 256; first += 1) {
      for (const tail of TAILS) {
        const content = new Content(String.fromCharCode(first) + tail.toString('latin1'));
        for (const decoder of TEXT_DECODERS) {
          const opens = opensIt(decoder, content);
          if (opens) opened += 1;
          if (!(decoder.opens?.(textRow(content)) ?? true)) {
            expect(opens, `${decoder.id} at ${first}`).toBe(false);
          }
        }
      }
    }
    expect(opened).toBeGreaterThan(100);
  });

  it('leave few formats for most bytes', () => {
    const rows = byFirstByte(BYTE_ENVELOPES);
    const row = rows[byteRow(new Content(Uint8Array.of(0x47)))] ?? [];
    expect(row.length).toBeLessThan(BYTE_ENVELOPES.length / 2);
    expect(rows[byteRow(new Content(new Uint8Array(0)))]).toHaveLength(BYTE_ENVELOPES.length);
  });
});
