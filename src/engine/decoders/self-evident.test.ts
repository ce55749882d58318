import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import protobufjs from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { isSelfEvident } from './self-evident.ts';

const text = 'Meet me at nine';
const stored = (bytes: Uint8Array) => Uint8Array.from(deflateRawSync(bytes, { level: 0 }));

describe.each([
  ['gzip', gzipSync(text)],
  ['zlib', deflateSync(text)],
  ['a stored block', stored(seededBytes(5)(40))],
  ['deflate around a text', deflateRawSync(text)],
  ['deflate around zlib', deflateRawSync(deflateSync(text))],
  [
    'a message with a text',
    protobufjs.Writer.create().uint32(8).uint32(7).uint32(18).string(text).finish(),
  ],
] as const)('%s', (_, bytes) => {
  it('is no chance', () => {
    expect(isSelfEvident(Uint8Array.from(bytes))).toBe(true);
  });

  it('is nothing once a byte is missing', () => {
    expect(isSelfEvident(Uint8Array.from(bytes).subarray(0, -1))).toBe(false);
  });
});

it('uniform bytes never are', () => {
  for (const size of [16, 32, 64]) {
    const random = seededBytes(size + 6);
    const found = Array.from({ length: 20_000 }, () => isSelfEvident(random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
