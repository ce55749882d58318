import { describe, expect, it } from 'vitest';
import { analyse } from '../analyse.ts';
import { isProse, isSealNotice } from './prose.ts';

describe('prose', () => {
  it.each([
    'hello there',
    '99 99 IBAN 1,000',
    '1 2 3',
    'room 5',
    'see you at 8',
    'Ok, tomorrow',
    "it's fine",
    'привет',
    'こんにちは',
    '你好',
    'שלום',
    'مرحبا',
    '👍',
    'naïve café',
    `${'x'.repeat(500)} then words`,
    '@robin see you at eight',
  ])('%s', (text) => {
    expect(isProse(text)).toBe(true);
  });

  it.each([
    '',
    'ok',
    'message',
    'm.megolm.v1.aes-sha2',
    'web_app',
    '12345',
    '1 2',
    'https://a.example/b',
    `Bearer ${'eyJhbGciOiJSUzI1NiJ9'.repeat(3)}.${'aB3'.repeat(20)}.c_-9`,
    'AAAA1111',
    'en-US',
    'größe',
    `@robin ${'aB3'.repeat(20)}`,
    `<p>${'aB3/'.repeat(20)}</p>`,
  ])('not %s', (text) => {
    expect(isProse(text)).toBe(false);
  });
});

it('is told of the leaves of a finding, and of no others', () => {
  const body = {
    text: 'see you at eight',
    type: 'message',
    at: 17,
    note: '[This message is OMEMO encrypted]',
  };
  const { anatomy } = analyse({ bytes: new TextEncoder().encode(JSON.stringify(body)) }).finding;
  expect(anatomy.children.map(({ prose, notice }) => [prose, notice])).toEqual([
    [true, undefined],
    [undefined, undefined],
    [undefined, undefined],
    [true, true],
  ]);
});

describe("a client's notice of a sealed message", () => {
  const notice =
    'I sent you an OMEMO encrypted message but your client doesn’t seem to support that. Find more information on https://conversations.im/omemo';

  it('is known word for word', () => {
    expect(isSealNotice(notice)).toBe(true);
    expect(isSealNotice('[This message is OMEMO encrypted]')).toBe(true);
    expect(
      isSealNotice(
        'This is an OMEMO encrypted message which your client doesn’t seem to support. Find more information on https://conversations.im/omemo',
      ),
    ).toBe(true);
  });

  it('is not taken for one when it says anything more', () => {
    expect(isSealNotice(`${notice} Meet me at six.`)).toBe(false);
    expect(isSealNotice('I sent you an OMEMO encrypted message')).toBe(false);
    expect(isSealNotice('hello')).toBe(false);
  });
});
