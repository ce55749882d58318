import { expect, it } from 'vitest';
import { piecesOfUrl } from './url.ts';

it('takes path and query apart, and leaves the fragment, which is not sent', () => {
  const url = 'wss://example.org/v1/send/caf%C3%A9?q=a+b%21&empty&q=2#key=x';
  expect(piecesOfUrl(url, []).map(({ segment, content }) => [segment, content.text])).toEqual([
    ['path[0]', 'v1'],
    ['path[1]', 'send'],
    ['path[2]', 'café'],
    ['query.q', 'a b!'],
    ['query.empty', ''],
    ['query.q', '2'],
  ]);
});

it('masks parameter names that are content', () => {
  expect(piecesOfUrl('https://example.org/?alice%40example.org=1', [])[0]?.segment).toBe(
    'query.{}',
  );
});

it('gives nothing for what is no absolute URL', () => {
  expect(piecesOfUrl('/relative', [])).toEqual([]);
});
