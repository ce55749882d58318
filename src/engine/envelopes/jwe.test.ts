import { CompactEncrypt, GeneralEncrypt, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type JoseObjects, joseObjects } from '../../../test/corpus/makers/jose.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const random = seededBytes(41);
let real: JoseObjects;

beforeAll(async () => {
  real = await joseObjects(1);
});

const envelopes = (value: object) => findingOf(JSON.stringify(value)).envelopes;
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');

describe('a compact JWE', () => {
  it('is recognised, with its ciphertext measured alone', async () => {
    const size = text.length;
    expect(envelopes({ body: await real.compact(text) })).toEqual([
      {
        id: 'jwe',
        path: 'body',
        role: 'message',
        ciphertext: { path: 'body', size, class: ciphertextClass },
      },
    ]);
    expect(findingOf(await real.compact(text)).envelopes).toMatchObject([{ id: 'jwe', path: '' }]);
  });

  it.each([
    ['ECDH-ES', 'A128CBC-HS256'],
    ['ECDH-ES+A128KW', 'A256CBC-HS512'],
    ['RSA-OAEP-256', 'A192CBC-HS384'],
    ['RSA-OAEP', 'A128GCM'],
  ])('by %s and %s is recognised', async (alg, enc) => {
    const { publicKey } = await generateKeyPair(alg);
    const sealed = await new CompactEncrypt(Buffer.from(text))
      .setProtectedHeader({ alg, enc })
      .encrypt(publicKey);
    expect(envelopes({ body: sealed })).toMatchObject([{ id: 'jwe', role: 'message' }]);
  });

  it.each(['A256GCMKW', 'A192KW', 'dir'])('by %s is recognised', async (alg) => {
    const key = Uint8Array.from(random(alg === 'A192KW' ? 24 : 32));
    const sealed = await new CompactEncrypt(Buffer.from(text))
      .setProtectedHeader({ alg, enc: 'A256GCM' })
      .encrypt(key);
    expect(envelopes({ body: sealed })).toMatchObject([{ id: 'jwe', role: 'message' }]);
    const named = envelopes({ body: sealed, k: base64url(key) });
    expect(named).toMatchObject([{ id: 'jwe', keyBeside: 'k' }]);
  });
});

describe('a JWE in JSON', () => {
  it('is one message, with nothing beside it', async () => {
    const finding = findingOf(JSON.stringify({ body: await real.flattened(text) }));
    expect(finding.envelopes).toEqual([
      {
        id: 'jwe-json',
        path: 'body',
        role: 'message',
        ciphertext: { path: 'body.ciphertext', size: text.length, class: ciphertextClass },
      },
    ]);
    expect(layersOf(finding).filter(({ keyLike }) => keyLike)).toEqual([]);
  });

  it('to several receivers is one message too', async () => {
    expect(envelopes(await real.general(text))).toMatchObject([{ id: 'jwe-json', path: '' }]);
  });

  it('with a member of another name accounts for its ciphertext alone', async () => {
    const body = { ...(await real.flattened(text)), copy: base64url(random(80)) };
    expect(envelopes({ body })).toMatchObject([{ id: 'jwe-json', path: 'body.ciphertext' }]);
  });

  it('is none without its tag, with another IV, or with an unknown recipient', async () => {
    const { tag: _, ...untagged } = (await real.flattened(text)) as { tag: string };
    expect(envelopes(untagged)).toEqual([]);
    expect(envelopes({ ...(await real.flattened(text)), iv: base64url(random(16)) })).toEqual([]);
    const general = (await real.general(text)) as { recipients: object[] };
    const more = { encrypted_key: base64url(random(32)), header: { alg: 'none' } };
    expect(envelopes({ ...general, recipients: [...general.recipients, more] })).toEqual([]);
    expect(envelopes({ ...general, recipients: [] })).toEqual([]);
  });

  it('in a field for tokens is none', async () => {
    expect(envelopes({ session: await real.flattened(text) })).toEqual([]);
    const { publicKey } = await generateKeyPair('ECDH-ES');
    const ticket = await new GeneralEncrypt(Buffer.from(text))
      .setProtectedHeader({ enc: 'A256GCM', typ: 'JWT' })
      .addRecipient(publicKey)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW' })
      .encrypt();
    expect(envelopes({ body: ticket })).toEqual([]);
  });
});

describe('a look-alike', () => {
  const part = (sealed: string, at: number, value: string) =>
    sealed.split('.').toSpliced(at, 1, value).join('.');

  it.each<[string, (sealed: string) => string]>([
    ['no encryption named', (sealed) => part(sealed, 0, base64url('{"alg":"ECDH-ES+A256KW"}'))],
    ['no algorithm named', (sealed) => part(sealed, 0, base64url('{"enc":"A256GCM"}'))],
    [
      'an encryption that nobody specified',
      (sealed) => part(sealed, 0, base64url('{"alg":"ECDH-ES+A256KW","enc":"none"}')),
    ],
    ['an encrypted key of another size', (sealed) => part(sealed, 1, base64url(random(32)))],
    ['an IV of another size', (sealed) => part(sealed, 2, base64url(random(16)))],
    ['no ciphertext', (sealed) => part(sealed, 3, '')],
    ['a tag of another size', (sealed) => part(sealed, 4, base64url(random(12)))],
    ['a sixth part', (sealed) => `${sealed}.${base64url(random(16))}`],
    ['a header that is no JSON', (sealed) => part(sealed, 0, base64url(`{"${text}`))],
  ])('with %s is none', async (_, change) => {
    expect(envelopes({ body: change(await real.compact(text)) })).toEqual([]);
  });

  it('with blocks that are not whole is none', async () => {
    const header = base64url('{"alg":"dir","enc":"A128CBC-HS256"}');
    const sealed = (size: number) =>
      [header, '', base64url(random(16)), base64url(random(size)), base64url(random(16))].join('.');
    expect(envelopes({ body: sealed(64) })).toHaveLength(1);
    expect(envelopes({ body: sealed(65) })).toEqual([]);
  });

  it('signed only is none, and its payload is read', async () => {
    const body = JSON.stringify({ body: await real.signed(text) });
    const finding = findingOf(body, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toEqual([]);
    expect(finding.texts).toMatchObject([{ path: 'body.payload', extent: 'whole' }]);
  });

  it('with the text in its header has the text found', async () => {
    const sealed = await new CompactEncrypt(Buffer.from('nothing of interest'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', note: text })
      .encrypt(real.directKey);
    const finding = findingOf(
      JSON.stringify({ body: sealed }),
      {},
      { knownTexts: [{ id: 'draft', text }] },
    );
    expect(finding.texts).toMatchObject([{ path: 'body.header' }]);
  });

  it('in a URL is a ticket', async () => {
    const url = `https://chat.example.org/send?state=${await real.compact(text)}`;
    expect(findingOf('{"to":"bob"}', { url }).envelopes).toEqual([]);
  });
});
