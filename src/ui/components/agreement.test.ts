import { expect, test } from 'vitest';
import { agreement, agreementSentence } from './agreement.ts';

test.each([
  ['e2ee-default', 'tls-only', 'disagrees'],
  ['e2ee-default', 'plaintext', 'disagrees'],
  ['e2ee-default', 'e2ee', 'agrees'],
  ['e2ee-default', 'inconclusive', 'open'],
  ['e2ee-optional', 'tls-only', 'allowed'],
  ['e2ee-partial', 'plaintext', 'allowed'],
  ['e2ee-optional', 'e2ee', 'agrees'],
  ['none', 'tls-only', 'agrees'],
  ['none', 'e2ee', 'disagrees'],
  ['none', 'inconclusive', 'open'],
  ['not-documented', 'tls-only', 'open'],
  ['not-documented', 'e2ee', 'open'],
] as const)('documented %s, observed %s: %s', (position, verdict, expected) => {
  expect(agreement(position, verdict)).toBe(expected);
});

test('a disagreement says which way', () => {
  expect(agreementSentence('e2ee-default', 'tls-only')).toContain('readable');
  expect(agreementSentence('none', 'e2ee')).toContain('sealed');
});
