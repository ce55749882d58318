import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { jwt } from './jwt.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('shows what a token says, and that its signature is no message', () => {
  const token = `${part({ alg: 'HS256' })}.${part({ sub: '1' })}.c2lnbmF0dXJl`;
  expect(decodeAlone(jwt, token)?.map(([path]) => path)).toEqual([
    'header',
    'payload',
    'signature',
  ]);
  expect(piecesOf(jwt, token)?.[2]?.class).toBe('token');
});

it.each([
  `${part({ typ: 'x' })}.${part({})}.x`,
  `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.Y2lwaGVy.dGFn`,
  'eyJ.not.base64',
])('leaves %s alone', (text) => {
  expect(decodeAlone(jwt, text)).toBeUndefined();
});
