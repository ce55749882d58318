import type { Evidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** The page's side has not said of any channel that it looks into it. */
export const coverageNotReported: Rule<Evidence> = {
  id: 'coverage-not-reported',
  title: 'Not sure that we saw everything',
  find: ({ covered }) => (covered ? undefined : { rule: coverageNotReported.id }),
  sentence: () =>
    'It is not known whether everything that leaves this page was in view, so something may have left unseen.',
};
