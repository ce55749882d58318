import { createCipheriv, createHmac } from 'node:crypto';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const { Writer } = protobuf;
const random = seededBytes(41);
const ID = '0b2ee0a1-4d37-4c0d-9a4e-8f2f5b1d6a77';
const contentType = 'application/json+protobuf';

function seal(text: string): Buffer {
  const iv = random(16);
  const cipher = createCipheriv('aes-256-ctr', random(32), iv);
  const sealed = Buffer.concat([cipher.update(text), iv]);
  return Buffer.concat([sealed, createHmac('sha256', random(32)).update(sealed).digest()]);
}

function outgoing(sealed: Uint8Array): Uint8Array {
  const writer = Writer.create().uint32(10).string(ID).uint32(16).int32(3);
  return writer.uint32(42).bytes(sealed).uint32(50).string(ID).finish();
}

function incoming(sealed: Uint8Array): Uint8Array {
  const writer = Writer.create().uint32(10).string(ID).uint32(24).int64(1_700_000_000);
  return writer.uint32(32).int32(4).uint32(66).bytes(sealed).finish();
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const send = (inner: Uint8Array) =>
  JSON.stringify([['phone'], [ID, 19, ...Array(9).fill(null), base64(inner)], [ID]]);
const sealed = seal('a short message for a phone, which it passes on to somebody');

describe('the relay between browser and phone', () => {
  it.each([
    ['declared', { contentType }, '2.12'],
    ['not declared', {}, '[][11]'],
  ])('is known in pblite, %s', (_, input, path) => {
    expect(findingOf(send(outgoing(sealed)), input).envelopes).toEqual([
      {
        id: 'google-messages',
        path,
        role: 'transport',
        ciphertext: { path: `${path}.5`, size: sealed.length - 48, class: ciphertextClass },
      },
    ]);
  });

  it('is known in protobuf, in both directions', () => {
    for (const inner of [outgoing(sealed), incoming(sealed)]) {
      const data = Writer.create()
        .uint32(10)
        .string(ID)
        .uint32(16)
        .int32(19)
        .uint32(98)
        .bytes(inner);
      const body = Writer.create().uint32(18).bytes(data.finish()).finish();
      const input = { contentType: 'application/x-protobuf' };
      expect(findingOf(body, input).envelopes.map(({ id, role }) => [id, role])).toEqual([
        ['google-messages', 'transport'],
      ]);
    }
  });

  it('shows what is not sealed', () => {
    const inner = Writer.create().uint32(10).string(ID).uint32(16).int32(3);
    inner.uint32(26).bytes(Buffer.from('\n\u0006hello!')).uint32(50).string(ID);
    const finding = findingOf(send(inner.finish()), { contentType });
    expect(finding.envelopes).toEqual([]);
    expect(outlineOf(finding)).toContain('2.12.3.1: text');
  });

  it('says what a sealed field holds that is readable', () => {
    const [match] = findingOf(send(outgoing(Buffer.from('hello '.repeat(20)))), {
      contentType,
    }).envelopes;
    expect(match?.ciphertext.class).toBe('text');
  });

  it('is not seen in another place, or under another form', () => {
    const elsewhere = JSON.stringify([null, [base64(outgoing(sealed))]]);
    expect(findingOf(elsewhere, { contentType }).envelopes).toEqual([]);
    const short = send(outgoing(sealed.subarray(0, 48)));
    expect(findingOf(short, { contentType }).envelopes).toEqual([]);
  });
});
