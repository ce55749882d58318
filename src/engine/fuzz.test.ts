import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshBudget, ROOT } from '../../test/corpus/decode-alone.ts';
import { xchatEvent } from '../../test/corpus/makers/xchat.ts';
import { layersOf } from '../../test/corpus/outline.ts';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { analyse } from './analyse.ts';
import { Content } from './content.ts';
import { BYTE_DECODERS, TEXT_DECODERS } from './decoders/registry.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const contentType = fc.constantFrom(
  '',
  'application/json',
  'application/x-protobuf',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/event-stream',
  'application/grpc-web+proto',
  'text/xml',
);
/** Texts that are nearly something: pieces of syntax in any order. */
const syntax = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{"',
        '":',
        '[',
        ']',
        '}',
        ',',
        '<a xmlns="x">',
        '</a>',
        '&amp;',
        '%41',
        '\\u0041',
        '=',
      ),
      fc.constantFrom(
        '42[',
        '--x\r\n',
        '\r\n\r\n',
        'data:',
        'eyJhbGciOiJub25lIn0',
        '.',
        '-----BEGIN PGP MESSAGE-----\n',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.base64String({ maxLength: 40 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  syntax.map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text)),
);
const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 3 });

describe('analyse', () => {
  it('gives a finding for any input, within its limits', () => {
    fc.assert(
      fc.property(bodies, contentType, texts, fc.webUrl(), (bytes, type, needles, url) => {
        const knownTexts = needles.map((text, at) => ({ id: `n${at}`, text }));
        const { finding } = analyse(
          { bytes, contentType: type, url },
          { knownTexts, extract: [''] },
        );
        expect(finding.seen).toBe(bytes.length);
        expect(finding.searched).toHaveLength(needles.length);
        expect(layersOf(finding).length).toBeLessThan(2 * DEFAULT_LIMITS.leaves);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same finding again', () => {
    fc.assert(
      fc.property(bodies, (bytes) => {
        const once = () => JSON.stringify(analyse({ bytes }, { clock: () => 0 }).finding);
        expect(once()).toBe(once());
      }),
      { numRuns: 40 },
    );
  });

  it('survives every change of a byte of a nested payload', () => {
    const event = xchatEvent(seededBytes(1)(90), '17');
    for (let at = 0; at < event.length; at += 1) {
      for (const value of [0, 0x80, 0xff]) {
        const changed = Uint8Array.from(event);
        changed[at] = value;
        expect(analyse({ bytes: changed }).finding.seen).toBe(event.length);
      }
    }
  });
});

describe.each([...new Set([...TEXT_DECODERS, ...BYTE_DECODERS])])('decoder $id', (decoder) => {
  it('fits without throwing and decodes within the budget', () => {
    fc.assert(
      fc.property(bodies, contentType, fc.boolean(), (bytes, type, asText) => {
        const content = new Content(asText ? new TextDecoder().decode(bytes) : bytes);
        const context = { ...ROOT, contentType: type };
        const fit = decoder.fit(content, context);
        expect(fit).toBeLessThanOrEqual(1);
        if (fit < 0) return;
        const pieces = decodeOrGiveUp(
          () => decoder.decode(content, context, freshBudget())?.pieces,
        );
        const size = pieces.reduce((sum, piece) => sum + piece.content.size, 0);
        expect(size).toBeLessThanOrEqual(DEFAULT_LIMITS.decodedBytes + bytes.length);
        expect(pieces.length).toBeLessThanOrEqual(DEFAULT_LIMITS.leaves);
      }),
      { numRuns: 30 },
    );
  });
});

function decodeOrGiveUp<T>(decode: () => T[] | undefined): T[] {
  try {
    return decode() ?? [];
  } catch {
    return [];
  }
}
