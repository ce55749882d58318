import { messageEnvelopes, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** The ciphertext is too short for any statistic. The form alone is one sign, and two are needed. */
export const ciphertextShort: Rule<Payload> = {
  id: 'ciphertext-short',
  title: 'Too short to tell',
  find(payload) {
    const short = messageEnvelopes(payload).find(({ ciphertext }) =>
      ['short', 'empty'].includes(ciphertext.class),
    );
    return short && { rule: ciphertextShort.id, path: short.ciphertext.path, note: short.id };
  },
  sentence: () =>
    'The sealed part is too short to tell encryption from encoding, and the form alone is not enough. A longer message can be checked.',
};
