import { messageEnvelopes, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/**
 * The ciphertext failed a uniformity test. Real ciphertext does so in 0.9 % of cases, so this rule alone
 * never rules a conversation out, but too many of them do (see too-many-not-uniform in conclude.ts).
 */
export const ciphertextNotUniform: Rule<Payload> = {
  id: 'ciphertext-not-uniform',
  title: 'The sealed part does not look random',
  find(payload) {
    const wrong = messageEnvelopes(payload).find(
      ({ ciphertext }) => ciphertext.class === 'structured',
    );
    return wrong && { rule: ciphertextNotUniform.id, path: wrong.ciphertext.path, note: wrong.id };
  },
  sentence: () =>
    'The message has the form of an encrypted one, but the sealed part does not look random. Real encryption fails this test about once in a hundred messages.',
};
