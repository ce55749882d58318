import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type SnapEncryption, snapchatSender } from '../../../test/corpus/makers/snapchat.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const send = snapchatSender(1);

async function analysed(encryption: SnapEncryption) {
  const body = await send(text, encryption);
  const contentType = 'application/grpc-web+proto';
  return findingOf(body, { contentType }, { knownTexts: [{ id: 'draft', text }] });
}

describe('a send', () => {
  it('with EEL is sealed, and its envelope accounted for', async () => {
    const finding = await analysed('eel');
    expect(finding.envelopes).toEqual([
      {
        id: 'snapchat-eel',
        path: '4',
        role: 'message',
        ciphertext: { path: '4.4', size: text.length + 4 + 16, class: ciphertextClass },
      },
    ]);
    expect(finding.texts).toEqual([]);
    expect(layersOf(finding).filter(({ keyLike }) => keyLike)).toEqual([]);
    // The keys that are wrapped for single receivers are accounted for as well.
    const wrapped = layersOf(finding).find(({ path }) => path === '3.99.5.3');
    expect(wrapped).toMatchObject({ size: 32, class: 'identifier' });
    const opaque = layersOf(finding).filter((layer) => layer.class === 'opaque');
    expect(opaque.filter(({ path }) => path !== '4.4')).toEqual([]);
  });

  it('with contents of the size of a key has no key beside it', async () => {
    for (const size of [12, 4]) {
      const body = await send('a'.repeat(size), 'fidelius');
      const [match] = findingOf(body, { contentType: 'application/grpc-web+proto' }).envelopes;
      expect(match?.ciphertext.size).toBe(size + 20);
      expect(match).not.toHaveProperty('keyBeside');
    }
  });

  it('with Fidelius is sealed', async () => {
    expect((await analysed('fidelius')).envelopes).toMatchObject([
      { id: 'snapchat-fidelius', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
  });

  it.each<[SnapEncryption, string]>([
    ['eel-with-key', '4.3.5.16'],
    ['clear-eel-key', '4.3.6.1'],
  ])('with its key in the clear (%s) names the key', async (encryption, keyBeside) => {
    expect((await analysed(encryption)).envelopes).toMatchObject([
      { id: 'snapchat-eel', keyBeside },
    ]);
  });

  it.each<SnapEncryption>(['none', 'absent'])(
    'without encryption (%s) is readable',
    async (kind) => {
      const finding = await analysed(kind);
      expect(finding.envelopes).toEqual([]);
      expect(finding.texts).toMatchObject([{ needle: 'draft', extent: 'whole' }]);
    },
  );
});

describe('a look-alike', () => {
  async function changed(at: (hex: string) => string): Promise<Uint8Array> {
    const hex = Buffer.from(await snapchatSender(1)(text, 'eel')).toString('hex');
    return Buffer.from(at(hex), 'hex');
  }
  const contentType = 'application/grpc-web+proto';

  it.each<[string, (hex: string) => string]>([
    ['nothing changed', (hex) => hex],
    ['a key that is no compressed point', (hex) => hex.replace('1a2102', '1a2104')],
    ['another field in its encryption', (hex) => hex.replace('1a2102', '3a2102')],
    ['no content type', (hex) => hex.replace(/(22[0-9a-f]{2}0?1?)10011a/, '$118011a')],
  ])('with %s', async (name, change) => {
    const ids = findingOf(await changed(change), { contentType }).envelopes.map(({ id }) => id);
    expect(ids).toEqual(name === 'nothing changed' ? ['snapchat-eel'] : []);
  });

  it('with readable contents behind the sealed form has a readable ciphertext', async () => {
    const body = Buffer.from(await snapchatSender(1)(text, 'eel'));
    const readable = Buffer.from(await snapchatSender(1)(text, 'none'));
    const contents = readable.indexOf(Buffer.from(text));
    // The contents as the request without encryption has them, and bytes up to the size of the sealed ones.
    const clear = Buffer.concat([
      readable.subarray(contents - 4, contents + text.length),
      Buffer.from('x\u0001'.repeat(8)),
    ]);
    const start = body.indexOf(Buffer.from([0x22, clear.length])) + 2;
    clear.copy(body, start);
    const finding = findingOf(body, { contentType }, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).not.toMatchObject([{ ciphertext: { class: 'opaque' } }]);
    expect(finding.texts).toHaveLength(1);
  });
});
