import { messageEnvelopes, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** The envelope's ciphertext is readable, compressed or of some other known kind: not ciphertext. */
export const ciphertextNotRandom: Rule<Payload> = {
  id: 'ciphertext-not-random',
  title: 'The sealed part is not ciphertext',
  find(payload) {
    const wrong = messageEnvelopes(payload).find(
      ({ ciphertext }) => !['opaque', 'short', 'empty', 'structured'].includes(ciphertext.class),
    );
    return (
      wrong && {
        rule: ciphertextNotRandom.id,
        path: wrong.ciphertext.path,
        note: wrong.ciphertext.class,
      }
    );
  },
  sentence: (reason) =>
    `The message has the form of an encrypted one, but where the ciphertext should stand we found something else (${reason.note ?? 'not random'}).`,
};
