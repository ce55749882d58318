import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** The text was searched for in everything that left, and was nowhere. By itself that proves nothing. */
export const textNotFound: Rule<SendEvidence> = {
  id: 'text-not-found',
  title: 'Your text was nowhere',
  find({ outcome }) {
    if (outcome === undefined || !outcome.searchable) return undefined;
    if (outcome.searched === 0 || outcome.unsearched > 0) return undefined;
    return { rule: textNotFound.id, note: String(outcome.searched) };
  },
  sentence: (reason) =>
    `The text you sent was searched for in everything that left (payloads: ${reason.note ?? '0'}), in every encoding we know, and was nowhere.`,
};
