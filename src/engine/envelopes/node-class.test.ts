import { brotliCompressSync, deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const random = seededBytes(77);

/** A message in the form of Megolm, with this ciphertext. */
function megolmClass(ciphertext: Uint8Array): string | undefined {
  const bytes = Buffer.concat([
    Buffer.from([3, 8, 5, 0x12, ciphertext.length]),
    ciphertext,
    random(72),
  ]);
  const ending = bytes.toString('base64').replace(/=+$/, '');
  const event = { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: ending, session_id: 'x' };
  const { envelopes } = findingOf(JSON.stringify(event));
  return envelopes.find(({ id }) => id === 'megolm')?.ciphertext.class;
}

it('takes uniform bytes for a ciphertext', () => {
  expect(megolmClass(random(96))).toBe('opaque');
  expect(megolmClass(random(16))).toBe('short');
});

it.each([0, 7, 9, 10, 13, 32, 255])('takes byte %i over and over for none', (byte) => {
  for (const size of [16, 96]) {
    expect(['opaque', 'short', 'empty']).not.toContain(megolmClass(Buffer.alloc(size, byte)));
  }
});

it('takes an address for none', () => {
  const address = 'https://maps.example.org/AbC123xyz?g=iww'.padEnd(48, 'x');
  expect(['opaque', 'short', 'empty', 'structured']).not.toContain(
    megolmClass(Buffer.from(address)),
  );
});

/** Bytes without the zero ending of a seed, ending in these. */
const endingIn = (size: number, ...last: number[]) =>
  Buffer.concat([random(size - last.length), Buffer.from(last)]);

it('takes bytes with their padding in the clear for none', () => {
  expect(megolmClass(endingIn(96, 3, 3, 3))).toBe('structured');
  expect(megolmClass(endingIn(16, 0, 0, 0, 0))).toBe('structured');
  expect(megolmClass(Buffer.from('+49 170 1234567\x01'))).toBe('text');
  expect(megolmClass(endingIn(96, 7, 3, 9, 1))).toBe('opaque');
});

it.each([deflateRawSync, brotliCompressSync])(
  'takes a padded stream of %o for none',
  (compress) => {
    // Lengths are drawn until one byte fills up the last block.
    const streams = Array.from({ length: 200 }, (_, at) =>
      compress(
        `We meet at the old bridge ${'and nobody else may know, 12 of '.slice(at % 32)}${at}`,
      ),
    );
    const fitting = streams.filter(({ length }) => length % 16 === 15);
    expect(fitting.length).toBeGreaterThan(0);
    for (const stream of fitting) {
      expect(['opaque', 'short']).not.toContain(megolmClass(Buffer.concat([stream, Buffer.of(1)])));
    }
  },
);

it('takes letters under a mask of one byte for none', () => {
  const masked = Buffer.from('mira@example.org').map((byte) => byte ^ 0xa7);
  expect(megolmClass(masked)).toBe('structured');
});
