import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** Payloads left during the Send that were not searched, or not in full. */
export const sendNotSearched: Rule<SendEvidence> = {
  id: 'send-not-searched',
  title: 'Not everything could be searched',
  find({ outcome }) {
    if (outcome === undefined || (outcome.unsearched === 0 && outcome.searched > 0)) {
      return undefined;
    }
    return { rule: sendNotSearched.id, note: String(outcome.unsearched) };
  },
  sentence: (reason) =>
    reason.note === '0'
      ? 'Nothing that we could search left the page when you pressed Send.'
      : `${reason.note ?? 'Some'} of the payloads that left when you pressed Send could not be searched in full for your text.`,
};
