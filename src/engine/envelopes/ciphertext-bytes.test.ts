import { expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { analyse } from '../analyse.ts';

const random = seededBytes(78);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** What is handed over for a body, as `envelope path bytes`. */
function handedOver(body: unknown): string[] {
  const told: string[] = [];
  analyse(
    { bytes: new TextEncoder().encode(JSON.stringify(body)) },
    {
      onCiphertext: ({ envelope, path, bytes }) => told.push(`${envelope} ${path} ${hex(bytes)}`),
    },
  );
  return told;
}

function megolm(ciphertext: Uint8Array) {
  const parts = [Buffer.from([3, 8, 5, 0x12, ciphertext.length]), ciphertext, random(72)];
  const text = Buffer.concat(parts).toString('base64').replace(/=+$/, '');
  return { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: text, session_id: 'x' };
}

const nostr = (content: string) => ({
  id: hex(random(32)),
  pubkey: hex(random(32)),
  sig: hex(random(64)),
  kind: 1059,
  created_at: 1_760_000_000,
  tags: [],
  content,
});

it('is the ciphertext of an envelope of bytes, without counters, MAC and signature', () => {
  const [first, second] = [random(96), random(96)];
  expect(handedOver({ a: megolm(first), b: [megolm(second)] })).toEqual([
    `megolm a.ciphertext ${hex(first)}`,
    `megolm b[].ciphertext ${hex(second)}`,
  ]);
});

it('is the ciphertext of an envelope of fields, without version, nonce and key id', () => {
  const sealed = random(2 + 32);
  const whole = Uint8Array.from([2, ...random(32), ...sealed, ...random(32)]);
  expect(handedOver(nostr(base64(whole)))).toEqual([`nip44 content ${hex(sealed)}`]);
  const box = random(90);
  expect(handedOver({ nonce: base64(random(24)), ciphertext: base64(box) })).toEqual([
    `secretbox-fields ciphertext ${hex(box)}`,
  ]);
});

it('is nothing where no message is sealed, or where it can be opened', () => {
  expect(handedOver({ text: 'see you at eight', token: base64(random(96)) })).toEqual([]);
  const words = Buffer.from('the blue folder is in the drawer'.padEnd(96, ' !'));
  expect(handedOver(megolm(words))).toEqual([]);
});
