import { deflateRawSync } from 'node:zlib';
import * as openpgp from 'openpgp';
import { expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';

const text = 'Signed, but everybody can read it';
const knownTexts = [{ id: 'draft', text }];

it.each([
  openpgp.enums.compression.uncompressed,
  openpgp.enums.compression.zip,
  openpgp.enums.compression.zlib,
])('finds the text of a signed message, compression %i', async (compression) => {
  const { privateKey } = await openpgp.generateKey({ userIDs: [{ name: 'a' }], format: 'object' });
  const armored = await openpgp.sign({
    message: await openpgp.createMessage({ text }),
    signingKeys: privateKey,
    config: { preferredCompressionAlgorithm: compression },
  });
  const finding = findingOf(JSON.stringify({ body: armored }), {}, { knownTexts });
  expect(finding.envelopes).toEqual([]);
  expect(finding.texts).toMatchObject([{ path: 'body', extent: 'whole' }]);
});

it('opens packed literal data', async () => {
  const literal = (await openpgp.createMessage({ text: text.repeat(3) })).write() as Uint8Array;
  const packed = deflateRawSync(literal);
  const packet = Buffer.concat([Uint8Array.of(0xc8, packed.length + 1, 1), packed]);
  expect(packed.length).toBeLessThan(190);
  expect(findingOf(packet, {}, { knownTexts }).texts).toMatchObject([{ extent: 'whole' }]);
});
