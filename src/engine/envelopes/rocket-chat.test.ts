import { gzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import {
  type RocketChatContents,
  rocketChatContents,
} from '../../../test/corpus/makers/rocket-chat.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const random = seededBytes(71);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
let real: RocketChatContents;

beforeAll(async () => {
  real = await rocketChatContents(1);
});

const method = (message: object) =>
  JSON.stringify({ msg: 'method', id: '7', method: 'sendMessage', params: [message] });
const envelopes = (message: object) => findingOf(method(message)).envelopes;
const V1 = 'rc.v1.aes-sha2';

describe('an encrypted message', () => {
  it('of version 1 in its content is recognised', async () => {
    const finding = findingOf(
      method({
        rid: 'a',
        t: 'e2e',
        msg: '',
        content: { algorithm: V1, ciphertext: await real.v1(text) },
      }),
    );
    const path = 'params[].content.ciphertext';
    const size = Math.ceil((JSON.stringify({ text }).length + 1) / 16) * 16;
    expect(finding.envelopes).toEqual([
      {
        id: 'rocket-chat-e2ee',
        path,
        role: 'message',
        ciphertext: { path, size, class: ciphertextClass },
      },
    ]);
    expect(layersOf(finding).filter(({ keyLike }) => keyLike)).toEqual([]);
  });

  it('of an older client, in its text, is recognised', async () => {
    expect(envelopes({ t: 'e2e', msg: await real.v1(text) })).toMatchObject([
      { id: 'rocket-chat-e2ee', path: 'params[].msg' },
    ]);
  });

  it('of one block is short, also where the block has the bits of a UUID', () => {
    const block = random(16);
    block[6] = 0x4a;
    block[8] = 0x8b;
    const msg = `abcdefghijkl${base64(Buffer.concat([random(16), block]))}`;
    expect(envelopes({ t: 'e2e', msg })).toMatchObject([
      { ciphertext: { size: 16, class: 'short' } },
    ]);
  });

  it('of version 2 is recognised', async () => {
    expect(envelopes({ t: 'e2e', content: await real.v2(text) })).toMatchObject([
      { id: 'rocket-chat-e2ee', ciphertext: { size: JSON.stringify({ text }).length } },
    ]);
  });
});

describe('a look-alike', () => {
  const v1 = (size: number) => `abcdefghijkl${base64(random(16 + size))}`;

  it.each<[string, () => object | Promise<object>]>([
    ['the text in the clear', () => ({ t: 'e2e', msg: text })],
    ['no type', async () => ({ msg: await real.v1(text) })],
    ['another type', async () => ({ t: 'e2e-key', msg: await real.v1(text) })],
    ['blocks that are not whole', () => ({ t: 'e2e', msg: v1(65) })],
    ['an IV alone', () => ({ t: 'e2e', msg: v1(0) })],
    [
      'another algorithm',
      async () => ({ content: { ...(await real.v2(text)), algorithm: 'rc.v3' } }),
    ],
    ['no key id', async () => ({ content: { ...(await real.v2(text)), kid: text } })],
    [
      'an IV of another size',
      async () => ({
        content: { ...(await real.v2(text)), iv: base64(random(16)) },
      }),
    ],
    [
      'a tag alone',
      async () => ({ content: { ...(await real.v2(text)), ciphertext: base64(random(16)) } }),
    ],
  ])('with %s is none', async (_, make) => {
    expect(envelopes({ t: 'e2e', msg: v1(64) })).toHaveLength(1);
    expect(envelopes(await make())).toEqual([]);
  });

  it('with readable text in base64 has a readable ciphertext', async () => {
    const ciphertext = base64(Buffer.from(`${text}, says Alice to Bob.`));
    const body = method({ content: { ...(await real.v2(text)), ciphertext } });
    const finding = findingOf(body, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toMatchObject([{ ciphertext: { class: 'text' } }]);
    expect(finding.texts).toMatchObject([{ extent: 'whole' }]);
  });

  it('with packed text is not opaque, though a tag is taken off its end', async () => {
    const packed = gzipSync(Buffer.from(text.repeat(3)));
    const filler = random((16 - (packed.length % 16)) % 16);
    const contents = [
      { ...(await real.v2(text)), ciphertext: base64(packed) },
      { algorithm: V1, ciphertext: `abcdefghijkl${base64(Buffer.concat([packed, filler]))}` },
    ];
    for (const content of contents) {
      const classes = envelopes({ content }).map(({ ciphertext }) => ciphertext.class);
      expect(classes).not.toContain('opaque');
    }
    expect(envelopes({ content: contents[0] ?? {} })).toHaveLength(1);
  });

  it('with the room key beside it names the key', async () => {
    const body = { content: await real.v2(text), e2eKey: base64(random(32)) };
    expect(envelopes(body)).toMatchObject([{ keyBeside: 'params[].e2eKey' }]);
  });
});
