import nacl from 'tweetnacl';
import { expect, it } from 'vitest';
import { BROWSER, destinationOf, PHONE, pairing, readOpen, Sealer, unseal } from './salty.ts';

const own = pairing.browser;
const theirs = pairing.phone.publicKey;
const message = { type: 'request', subType: 'textMessage', data: { text: 'grüße 🙂' } };

it('seals for the phone alone, with a nonce that counts', () => {
  const sealer = new Sealer({ own, theirs, source: BROWSER, destination: PHONE });
  const [first, second] = [sealer.seal(message), sealer.seal(message)];
  const phone = { own: pairing.phone, theirs: own.publicKey };
  expect(unseal(first, phone)).toEqual(message);
  expect(destinationOf(first)).toBe(PHONE);
  expect(first.subarray(0, 20)).toEqual(second.subarray(0, 20));
  const sequence = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(20);
  expect(sequence(second)).toBe(sequence(first) + 1);
  expect(() => unseal(first, { ...phone, own: nacl.box.keyPair() })).toThrow('somebody else');
});

it('leaves the first messages of the handshake readable', () => {
  const sealer = new Sealer({ own, theirs, source: 0, destination: 0 });
  expect(readOpen(sealer.open(message))).toEqual(message);
});
