import { messageEnvelopes, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/**
 * One message looks sealed, but not the messages of its place taken together: uniform bytes would be as uneven once in a
 * million places (an e-process: Ville, 1939; Ramdas and others, 2023), would share as many sequences once in a billion, and
 * would not repeat. Compressed, encoded and deterministically encrypted messages do. Method: docs/method/slots.md.
 */
export const ciphertextsAlike: Rule<Payload> = {
  id: 'ciphertexts-alike',
  title: 'The sealed parts give each other away',
  find(payload) {
    const paths = new Set(messageEnvelopes(payload).map(({ ciphertext }) => ciphertext.path));
    const doubt = payload.observation.slots?.find(({ path }) => paths.has(path));
    return doubt && { rule: ciphertextsAlike.id, path: doubt.path, note: doubt.reason };
  },
  sentence: ({ note = '' }) =>
    `By itself this message looks encrypted, but ${FOUND.get(note) ?? 'the messages before it show otherwise'}.`,
};

const FOUND: ReadonlyMap<string, string> = new Map([
  [
    'not-uniform',
    'together with the messages before it the sealed part is not random, as it would be after real encryption. It may be compressed or encoded text',
  ],
  [
    'sequences-shared',
    'its sealed part has more pieces in common with those of the messages before it than chance allows. Real encryption leaves no such traces',
  ],
  [
    'body-repeats',
    'the very same sealed part went out in more than one message. Real encryption does not give the same twice',
  ],
]);
