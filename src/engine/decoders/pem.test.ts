import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { pem } from './pem.ts';

const pair = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

it('reads keys as things of a fixed form, one or several', () => {
  const pieces = piecesOf(pem, pair.publicKey + pair.privateKey);
  expect(pieces?.map((piece) => [piece.class, piece.content.size])).toEqual([
    ['token', 44],
    ['token', 48],
  ]);
});

it('looks into what other labels wrap', () => {
  const body = Buffer.from('a message for everybody').toString('base64');
  const text = `-----BEGIN MESSAGE-----\r\nVersion: 1\r\n\r\n${body}\r\n-----END MESSAGE-----\r\n`;
  expect(decodeAlone(pem, text)).toEqual([
    ['', 'a message for everybody'],
    ['header', 'Version: 1'],
  ]);
});

it('refuses another end, text between, and broken base64', () => {
  expect(decodeAlone(pem, pair.publicKey.replace('END PUBLIC', 'END PRIVATE'))).toBeUndefined();
  expect(decodeAlone(pem, `${pair.publicKey}words\n${pair.publicKey}`)).toBeUndefined();
  expect(decodeAlone(pem, pair.publicKey.replace('\nM', '\nM='))).toBeUndefined();
});

it('takes no long time for a text that only begins like it', () => {
  const text = `-----BEGIN KEY-----\n${'a: b\n'.repeat(20_000)}${'A'.repeat(50_000)}`;
  expect(decodeAlone(pem, text)).toBeUndefined();
});
