import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import type { Context } from '../decoders/decoder.ts';
import { BYTE_ENVELOPES } from './registry.ts';

const PAYLOADS = 50_000;
/** Which payloads a recogniser is allowed to be offered: everything, at the root and inside a field. */
const PLACES: readonly Context[] = [
  { contentType: '', parent: '', name: '', depth: 0, knownTexts: [] },
  { contentType: '', parent: 'base64', name: 'content', depth: 2, knownTexts: [] },
];
/** Bytes that some form begins with. */
const BEGINNINGS = [
  '33', '330a21', '330a10', '44', '440a2105', '11', '110a2105', '030a20', '0308', '00010002', '00010003',
  '00010005', 'a3000101a1005820', '3080', '3082', '308006092a864886f70d010703a080', '85', 'c1', 'c3', '6167652d',
].map((digits) => Buffer.from(digits, 'hex')); // biome-ignore format: a table

function* payloads(seed: number, beginnings: readonly Uint8Array[]): Generator<Content> {
  const random = seededBytes(seed);
  for (let at = 0; at < PAYLOADS; at += 1) {
    const [high = 0, low = 0] = random(4);
    const size = 64 + ((high * 256 + low) % 449);
    const bytes = random(size);
    bytes.set(beginnings[at % beginnings.length] ?? []);
    yield new Content(bytes);
  }
}

function accepted(contents: Iterable<Content>): string[] {
  const ids: string[] = [];
  for (const content of contents) {
    for (const envelope of BYTE_ENVELOPES) {
      for (const place of PLACES) {
        const parts = attempt(() => envelope.recognise(content, place));
        if (parts) ids.push(`${parts.id} ${parts.role} ${content.size}`);
      }
    }
  }
  return ids;
}

/** As the engine does: an exception is a refusal. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

describe(`of ${PAYLOADS} random payloads of 64 to 512 bytes`, () => {
  it('none is taken for a message or a key exchange', { timeout: 60_000 }, () => {
    const ids = accepted(payloads(1, [new Uint8Array(0)]));
    expect(ids.filter((id) => !id.includes('transport'))).toEqual([]);
  });

  it('none is, though it begins as some form does', { timeout: 60_000 }, () => {
    const ids = accepted(payloads(2, BEGINNINGS));
    expect(ids.filter((id) => !id.includes('transport'))).toEqual([]);
  });
});

it('the same check finds what is there', () => {
  const random = seededBytes(3);
  const header = Buffer.from('a3000101a1005820', 'hex');
  const message = Buffer.concat([
    Buffer.from('01a50050', 'hex'),
    random(16),
    Buffer.from('0100020003a1005820', 'hex'),
    random(32),
    Buffer.from('0450', 'hex'),
    random(16),
  ]);
  const envelope = Buffer.concat([
    header,
    random(32),
    Uint8Array.of(2, 0x58, message.length),
    message,
  ]);
  expect(accepted([new Content(envelope)])).toEqual([
    `proteus message ${envelope.length}`,
    `proteus message ${envelope.length}`,
  ]);
});
