import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** The text was too short to be searched for: it may stand somewhere by chance, or hide. */
export const draftTooShort: Rule<SendEvidence> = {
  id: 'draft-too-short',
  title: 'Your text is too short to search for',
  find: ({ outcome }) => (outcome && !outcome.searchable ? { rule: draftTooShort.id } : undefined),
  sentence: () =>
    'The text you sent is too short to be searched for with certainty. A longer message can be checked.',
};
