import { expect, test } from 'vitest';
import { headline, reading, strengthWords } from './verdict-words.ts';

test('each verdict has its own sentence', () => {
  expect(headline('tls-only', 'proven', 'TikTok')).toBe('TikTok can read this.');
  expect(headline('tls-only', 'proven', 'Element', 'spell.example')).toBe(
    'Somebody else can read this.',
  );
  expect(headline('plaintext', 'proven', 'TikTok')).toBe('Anyone on the network can read this.');
  expect(headline('e2ee', 'strong', 'TikTok')).toBe('Sealed before it left this page.');
  expect(headline('inconclusive', 'indicative', 'TikTok')).toContain('can’t tell');
});

test('weak evidence is never worded like strong evidence', () => {
  for (const verdict of ['plaintext', 'tls-only', 'e2ee'] as const) {
    const strong = headline(verdict, 'strong', 'X');
    const weak = headline(verdict, 'indicative', 'X');
    expect(weak).not.toBe(strong);
    expect(weak.toLowerCase()).toContain('probably');
  }
});

test('only readable verdicts say that somebody can read', () => {
  expect(reading('plaintext', 'network')).toBe('can');
  expect(reading('tls-only', 'network')).toBe('cannot');
  expect(reading('tls-only', 'service')).toBe('can');
  expect(reading('e2ee', 'service')).toBe('sealed');
  expect(reading('inconclusive', 'service')).toBe('unknown');
  expect(reading('inconclusive', 'network')).toBe('unknown');
});

test('nothing is said of the strength of not knowing', () => {
  expect(strengthWords('inconclusive', 'strong')).toBe('');
  expect(strengthWords('tls-only', 'proven')).toContain('found the text');
});
