import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** Compression before encryption can halve a text; a ciphertext below that cannot hold it. */
const SMALLEST_SHARE = 0.5;

/** The sealed part is too small to hold the text that was sent: the text went elsewhere. */
export const ciphertextSmallerThanText: Rule<SendEvidence> = {
  id: 'ciphertext-smaller-than-text',
  title: 'Too small to hold your text',
  find({ outcome, sealed }) {
    if (outcome === undefined || sealed === undefined) return undefined;
    // A UTF-16 unit takes at least one byte in UTF-8, so this is a lower bound for the text in bytes.
    if (sealed.size >= outcome.length * SMALLEST_SHARE) return undefined;
    return { rule: ciphertextSmallerThanText.id, path: sealed.path, host: sealed.host };
  },
  sentence: () =>
    'The sealed part is too small to hold the text that you sent, so the text must have left in another way.',
};
