import { zlibSync } from 'fflate';
import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine. '.repeat(8);
let keys: { publicKey: openpgp.PublicKey; privateKey: openpgp.PrivateKey };

beforeAll(async () => {
  keys = await openpgp.generateKey({ userIDs: [{ name: 'a' }], format: 'object' });
});

async function encrypted(options: object = {}): Promise<string> {
  const message = await openpgp.createMessage({ text });
  return (await openpgp.encrypt({ message, encryptionKeys: keys.publicKey, ...options })) as string;
}

describe('an encrypted message', () => {
  it('is recognised in its armour, in a field', async () => {
    const finding = findingOf(JSON.stringify({ body: await encrypted() }));
    expect(finding.envelopes).toMatchObject([
      { id: 'openpgp', path: 'body', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
  });

  it.each([
    ['binary', {}],
    ['with a password', { encryptionKeys: undefined, passwords: ['secret'] }],
    ['signed too', {}],
  ])('is recognised %s', async (name, options) => {
    const signing = name === 'signed too' ? { signingKeys: keys.privateKey } : {};
    const message = await openpgp.createMessage({ text });
    const bytes = (await openpgp.encrypt({
      message,
      encryptionKeys: keys.publicKey,
      ...options,
      ...signing,
      format: 'binary',
    } as never)) as Uint8Array;
    expect(findingOf(bytes).envelopes).toMatchObject([{ id: 'openpgp', role: 'message' }]);
    expect(findingOf(bytes.subarray(0, -1)).envelopes).toEqual([]);
  });
});

describe('a look-alike', () => {
  it('with a wrong checksum or without a line is none', async () => {
    const { data } = await openpgp.unarmor(await encrypted());
    const type = openpgp.enums.armor.message;
    const armored = openpgp.armor(type, data, undefined, undefined, undefined, true);
    expect(armored).toMatch(/\n=.{4}\r?\n/);
    const analysed = (body: string) => findingOf(JSON.stringify({ body })).envelopes;
    expect(analysed(armored)).toHaveLength(1);
    expect(analysed(armored.replace(/\n=.{4}/, '\n=AAAA'))).toEqual([]);
    expect(analysed((await encrypted()).split('\n').toSpliced(4, 1).join('\n'))).toEqual([]);
  });

  it('that is only signed is none', async () => {
    const message = await openpgp.createMessage({ text });
    const signed = await openpgp.sign({ message, signingKeys: keys.privateKey });
    expect(findingOf(JSON.stringify({ body: signed })).envelopes).toEqual([]);
    const cleartext = await openpgp.createCleartextMessage({ text });
    const body = await openpgp.sign({ message: cleartext, signingKeys: keys.privateKey });
    expect(findingOf(JSON.stringify({ body })).envelopes).toEqual([]);
  });

  it('that has readable text in its armour is none', () => {
    const inside = Buffer.from(text).toString('base64').replace(/.{64}/g, '$&\n');
    const body = `-----BEGIN PGP MESSAGE-----\n\n${inside}\n-----END PGP MESSAGE-----\n`;
    expect(findingOf(JSON.stringify({ body })).envelopes).toEqual([]);
  });
});

describe('packets of other kinds', () => {
  /** Chunks of powers of two with the rest behind them, as a writer of streams puts them. */
  function inPartialLengths(body: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (; body.length - at > 600; at += 512) {
      parts.push(Uint8Array.of(224 + 9), body.subarray(at, at + 512));
    }
    const rest = body.subarray(at);
    parts.push(Uint8Array.of(192 + ((rest.length - 192) >> 8), (rest.length - 192) & 255), rest);
    return Buffer.concat(parts);
  }

  it('with partial lengths are put together', async () => {
    const message = await openpgp.createMessage({ text: seededHex(700) });
    const bytes = (await openpgp.encrypt({
      message,
      encryptionKeys: keys.publicKey,
      format: 'binary',
    })) as Uint8Array;
    // One session key, its length in one byte; then the data, its length in two.
    const start = 2 + (bytes[1] ?? 0);
    const body = bytes.subarray(start + 3);
    expect([bytes[0], bytes[start]]).toEqual([0xc1, 0xd2]);
    const partial = Buffer.concat([bytes.subarray(0, start + 1), inPartialLengths(body)]);
    expect(findingOf(partial).envelopes).toEqual(findingOf(bytes).envelopes);
    expect(findingOf(partial).envelopes).toMatchObject([
      { id: 'openpgp', ciphertext: { size: body.length - 1, class: ciphertextClass } },
    ]);
    expect(findingOf(partial.subarray(0, -1)).envelopes).toEqual([]);
  });

  it('compressed or literal are read', async () => {
    const message = await openpgp.createMessage({ text });
    const known = { knownTexts: [{ id: 'draft', text: text.slice(0, 60) }] };
    const literal = message.write() as Uint8Array;
    expect(findingOf(literal, {}, known)).toMatchObject({
      envelopes: [],
      texts: [{ needle: 'draft' }],
    });
    const packed = Buffer.concat([Uint8Array.of(2), zlibSync(literal)]);
    const header = Uint8Array.of(0xc8, 255, 0, 0, packed.length >> 8, packed.length & 255);
    const compressed = Buffer.concat([header, packed]);
    expect(findingOf(compressed, {}, known)).toMatchObject({
      envelopes: [],
      texts: [{ needle: 'draft' }],
    });
  });

  it('sealed with a session key that both sides have show no sign of it: none', async () => {
    const sessionKey = await openpgp.generateSessionKey({ encryptionKeys: keys.publicKey });
    const bytes = (await openpgp.encrypt({
      message: await openpgp.createMessage({ text }),
      sessionKey,
      format: 'binary',
    })) as Uint8Array;
    expect(findingOf(bytes).envelopes).toEqual([]);
  });

  it('with the private key beside them have the key beside them', async () => {
    const body = { body: await encrypted(), backup: keys.privateKey.armor() };
    expect(findingOf(JSON.stringify(body)).envelopes).toMatchObject([{ keyBeside: 'backup' }]);
  });
});

/** A text that does not get shorter by compression than half. */
function seededHex(size: number): string {
  return Buffer.from(seededBytes(91)(size)).toString('hex');
}
