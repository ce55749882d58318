import { gzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type AgeFiles, ageFiles } from '../../../test/corpus/makers/age.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
let real: AgeFiles;
let file: Uint8Array;

beforeAll(async () => {
  real = await ageFiles();
  file = await real.toRecipient(text);
});

const envelopes = (body: Uint8Array | string) => findingOf(body).envelopes;
const headerOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').split('\n');
const withHeader = (change: (lines: string[]) => string[]) => {
  const lines = headerOf(file);
  const end = lines.findIndex((line) => line.startsWith('---'));
  const header = change(lines.slice(0, end + 1)).join('\n');
  const payload = file.subarray(Buffer.byteLength(lines.slice(0, end + 1).join('\n')) + 1);
  return Buffer.concat([Buffer.from(`${header}\n`), payload]);
};

describe('a file', () => {
  it('is recognised, with its ciphertext and tag measured', () => {
    const size = text.length + 16;
    expect(envelopes(file)).toEqual([
      {
        id: 'age',
        path: '',
        role: 'message',
        ciphertext: { path: '', size, class: ciphertextClass },
      },
    ]);
  });

  it('is recognised with a passphrase, in armour and in a field', async () => {
    const id = [{ id: 'age', role: 'message' }];
    expect(envelopes(await real.withPassphrase(text))).toMatchObject(id);
    const armored = await real.armored(text);
    expect(envelopes(armored)).toMatchObject(id);
    expect(envelopes(JSON.stringify({ body: armored }))).toMatchObject(id);
    expect(envelopes(JSON.stringify({ body: Buffer.from(file).toString('base64') }))).toMatchObject(
      id,
    );
  });

  it('of several chunks is recognised', async () => {
    for (const size of [65_535, 65_536, 65_537]) {
      expect(envelopes(await real.toRecipient('a'.repeat(size)))).toHaveLength(1);
    }
  });

  it('with grease beside a known stanza is recognised', () => {
    const greased = withHeader(([version = '', ...rest]) => [
      version,
      '-> x-grease a',
      'AAAA',
      ...rest,
    ]);
    expect(envelopes(greased)).toHaveLength(1);
  });
});

describe('a look-alike', () => {
  it.each([
    ['another version', () => withHeader(([, ...rest]) => ['age-encryption.org/v2', ...rest])],
    ['no stanza', () => withHeader((lines) => [lines[0] ?? '', lines.at(-1) ?? ''])],
    [
      'a stanza that nobody specified',
      () => withHeader((lines) => lines.map((line) => line.replace('X25519', 'clear'))),
    ],
    [
      'a shorter file key',
      () => withHeader((lines) => lines.map((line, at) => (at === 2 ? line.slice(4) : line))),
    ],
    [
      'a shorter MAC',
      () =>
        withHeader((lines) =>
          lines.map((line) => (line.startsWith('---') ? line.slice(0, -1) : line)),
        ),
    ],
    [
      'a chunk of a tag alone behind another',
      () => file.subarray(0, file.length - text.length - 1),
    ],
  ])('with %s is none', (_, make) => {
    expect(envelopes(withHeader((lines) => lines))).toHaveLength(1);
    expect(envelopes(make())).toEqual([]);
  });

  it('with readable text as payload has a readable ciphertext', () => {
    const fake = Buffer.concat([
      file.subarray(0, file.length - text.length - 16),
      Buffer.from(text.repeat(2)),
    ]);
    const finding = findingOf(fake, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toMatchObject([{ ciphertext: { class: 'text' } }]);
    expect(finding.texts).toMatchObject([{ extent: 'whole' }]);
  });

  it('with its identity beside it has the key beside it', async () => {
    const body = { body: await real.armored(text), note: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` };
    expect(envelopes(JSON.stringify(body))).toMatchObject([{ id: 'age', keyBeside: 'note' }]);
  });

  it.each([
    ['packed text in place of nonce and ciphertext', 0],
    ['packed text behind the nonce', 16],
  ])('with %s is not opaque', (_, behind) => {
    const header = file.subarray(0, file.length - text.length - 32);
    const packed = gzipSync(Buffer.from(text.repeat(3)));
    const fake = Buffer.concat([header, seededBytes(1)(behind), packed]);
    const armor = Buffer.from(fake).toString('base64').replace(/.{64}/g, '$&\n');
    const armored = `-----BEGIN AGE ENCRYPTED FILE-----\n${armor}\n-----END AGE ENCRYPTED FILE-----\n`;
    for (const body of [fake, armored]) {
      expect(envelopes(body)).toMatchObject([{ id: 'age', ciphertext: { class: 'compressed' } }]);
    }
  });
});
