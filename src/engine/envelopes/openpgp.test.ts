import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';

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
      { id: 'openpgp', path: 'body', role: 'message', ciphertext: { class: 'opaque' } },
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
