import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine';
const knownTexts = [{ id: 'n', text }];
const hashesIn = (body: string | Uint8Array) => findingOf(body, {}, { knownTexts });

it.each(['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'ripemd160'])(
  'names a %s of the text, and calls nothing readable',
  (algorithm) => {
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      const digest = createHash(algorithm).update(text).digest(form);
      const finding = hashesIn(JSON.stringify({ to: 'bob', mark: digest }));
      expect(finding.hashes).toMatchObject([{ needle: 'n', algorithm }]);
      expect(finding.texts).toEqual([]);
    }
  },
);

it('sees it in layers, in other writings of the text, and as bytes', () => {
  const lower = createHash('sha256').update(text.toLowerCase()).digest();
  const packed = gzipSync(JSON.stringify({ mark: lower.toString('hex').toUpperCase() }));
  expect(hashesIn(packed).hashes).toEqual([{ needle: 'n', path: 'mark', algorithm: 'sha256' }]);
  const between = Buffer.concat([seededBytes(5)(61), lower, seededBytes(6)(33)]);
  expect(hashesIn(between).hashes).toMatchObject([{ algorithm: 'sha256' }]);
});

it('says nothing where there is none', () => {
  const other = createHash('sha256').update(`${text}!`).digest('hex');
  expect(hashesIn(JSON.stringify({ mark: other }))).not.toHaveProperty('hashes');
});
