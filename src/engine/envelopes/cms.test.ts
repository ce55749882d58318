import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type CmsMessages, cmsMessages } from '../../../test/corpus/makers/cms.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const random = seededBytes(51);
let real: CmsMessages;
let message: Uint8Array;

beforeAll(async () => {
  real = cmsMessages();
  message = await real.enveloped(text);
});

const envelopes = (body: Uint8Array | string) => findingOf(body).envelopes;

/** An element with a length in one to three bytes, or without one. */
function der(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Uint8Array.of(tag, ...length), content]);
}
const id = (digits: string) => der(6, Buffer.from(digits, 'hex'));
const number = (value: number) => der(2, Uint8Array.of(value));
const rsa = id('2a864886f70d010101');
const transport = () =>
  der(0x30, number(0), der(0x30, random(20)), der(0x30, rsa, der(5)), der(4, random(256)));

interface Changes {
  type?: string;
  recipients?: Uint8Array[];
  cipher?: string;
  iv?: number;
  size?: number;
  mac?: Uint8Array[];
}

const AES_256_CBC = '60864801650304012a';
const AES_256_GCM = '60864801650304012e';

/** Written by RFC 5652's and RFC 5083's syntax, with key transport, as OpenSSL writes it. */
function written({
  type = '2a864886f70d010703',
  recipients = [transport()],
  cipher = AES_256_CBC,
  iv = 16,
  size = 96,
  mac = [],
}: Changes = {}): Uint8Array {
  const isGcm = cipher === AES_256_GCM;
  const parameters = isGcm ? der(0x30, der(4, random(iv)), number(16)) : der(4, random(iv));
  const algorithm = der(0x30, id(cipher), parameters);
  const content = der(0x30, id('2a864886f70d010701'), algorithm, der(0x80, random(size)));
  const data = der(0x30, number(0), der(0x31, ...recipients), content, ...mac);
  return der(0x30, id(type), der(0xa0, data));
}

const authenticated = {
  type: '2a864886f70d0109100117',
  cipher: AES_256_GCM,
  iv: 12,
  size: 91,
  mac: [der(4, random(16))],
};

function pem(bytes: Uint8Array, label: string): string {
  const inside = Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${inside}\n-----END ${label}-----\n`;
}

describe('an enveloped message', () => {
  it('is recognised without lengths, as the library writes it', () => {
    const size = Math.ceil((text.length + 1) / 16) * 16;
    expect(envelopes(message)).toEqual([
      {
        id: 'cms',
        path: '',
        role: 'message',
        ciphertext: { path: '', size, class: ciphertextClass },
      },
    ]);
  });

  it('is recognised with lengths, by its cipher', () => {
    expect(envelopes(written())).toMatchObject([{ id: 'cms', ciphertext: { size: 96 } }]);
    expect(envelopes(written({ cipher: '2a864886f70d0307', iv: 8, size: 72 }))).toHaveLength(1);
    expect(envelopes(written(authenticated))).toMatchObject([
      { id: 'cms', ciphertext: { size: 91 } },
    ]);
  });

  it.each(['CMS', 'PKCS7'])('is recognised in PEM (%s), in a field', (label) => {
    const body = JSON.stringify({ body: pem(message, label) });
    expect(envelopes(body)).toMatchObject([{ id: 'cms', path: 'body', role: 'message' }]);
  });
});

describe('a look-alike', () => {
  it.each<[string, () => Uint8Array]>([
    ['signed data', () => real.signed(text)],
    ['no recipients', () => written({ recipients: [] })],
    ['a recipient of another form', () => written({ recipients: [der(0x30, random(40))] })],
    ['another content type', () => written({ type: '2a864886f70d010706' })],
    ['a cipher that is none', () => written({ cipher: '2a864886f70d010701' })],
    ['an IV of another size', () => written({ iv: 12 })],
    ['blocks that are not whole', () => written({ size: 97 })],
    ['no ciphertext', () => written({ size: 0 })],
    ['no MAC where one belongs', () => written({ ...authenticated, mac: [] })],
    ['a MAC where none belongs', () => written({ mac: [der(4, random(16))] })],
    ['one byte less', () => message.subarray(0, -1)],
    ['one byte more', () => Buffer.concat([message, Uint8Array.of(0)])],
    ['one byte less, with lengths', () => written().subarray(0, -1)],
  ])('with %s is none', (_, make) => {
    expect(envelopes(make())).toEqual([]);
  });

  it('with readable text as ciphertext has a readable ciphertext', () => {
    const fake = written();
    fake.set(Buffer.from(text.repeat(2)).subarray(0, 96), fake.length - 96);
    const finding = findingOf(fake, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toMatchObject([{ id: 'cms', ciphertext: { class: 'text' } }]);
    expect(finding.texts).toMatchObject([{ extent: 'whole' }]);
  });

  it('of signed data has its text found', () => {
    const finding = findingOf(real.signed(text), {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.texts).toHaveLength(1);
  });

  it('in PEM of a certificate or key is none', () => {
    expect(envelopes(pem(message, 'CERTIFICATE'))).toEqual([]);
    expect(envelopes(pem(message, 'PRIVATE KEY'))).toEqual([]);
  });
});
