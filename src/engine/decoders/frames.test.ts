import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { grpcWeb, lengthPrefixed } from './frames.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

it('parts gRPC-Web messages and trailers', () => {
  const body = bytes('00 00000003 0a0161 80 00000008 677270632d6f6b3a');
  expect(
    piecesOf(grpcWeb, body)?.map((piece) => [piece.contentType, piece.content.size, piece.class]),
  ).toEqual([
    ['application/grpc+proto', 3, undefined],
    ['text/plain', 8, 'identifier'],
  ]);
  expect(decodeAlone(grpcWeb, body.subarray(0, -1))).toBeUndefined();
});

it.each([
  ['u32, big-endian', '00000005 68656c6c6f 00000002 6869'],
  ['u32, little-endian', '05000000 68656c6c6f 02000000 6869'],
  ['u24, big-endian', '000005 68656c6c6f 000002 6869'],
])('parts frames with lengths of %s', (_, hex) => {
  expect(decodeAlone(lengthPrefixed, bytes(hex))).toEqual([
    ['', 'hello'],
    ['', 'hi'],
  ]);
});

it('finds no frames in random bytes', () => {
  const random = seededBytes(9);
  const found = Array.from({ length: 5000 }, () => decodeAlone(lengthPrefixed, random(64)));
  expect(found.filter(Boolean)).toEqual([]);
});
