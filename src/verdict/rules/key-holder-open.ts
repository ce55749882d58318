import type { SendEvidence } from '../evidence.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/**
 * Exact forms that say less than others of who holds the key: JWE is what pages use towards their own service too, and
 * Snapchat's forms are known from one description by outsiders.
 */
const HOLDER_OPEN: ReadonlySet<string> = new Set([
  'jwe',
  'jwe-json',
  'snapchat-eel',
  'snapchat-fidelius',
]);

/** The sealed part is in a form that leaves open for whom it was sealed. */
export const keyHolderOpen: Rule<SendEvidence> = {
  id: 'key-holder-open',
  title: 'Whose key it is stays open',
  find: ({ sealed }) =>
    sealed !== undefined && HOLDER_OPEN.has(sealed.envelope)
      ? { rule: keyHolderOpen.id, note: sealed.envelope }
      : undefined,
  sentence: (reason) =>
    `The message was sealed before it left, as ${envelopeName(reason.note)}. That form says little about who holds the key, so it is an indication at most.`,
};
