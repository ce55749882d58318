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
