import { emptyEvidence } from '../evidence.ts';
import { judgeCoverage, newConversation } from '../judge.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { gap, hash, seen } from '../testing/examples.ts';
import { coverageNotReported } from './coverage-not-reported.ts';

const told = (...reports: Parameters<typeof judgeCoverage>[1]) =>
  judgeCoverage(newConversation('example', hash), reports).evidence;

describeRule(coverageNotReported, {
  for: {
    'a conversation without a coverage report': emptyEvidence(),
    'one whose list of reports is empty': told(),
    'one with a channel of unknown state': told(seen({ state: 'unknown' })),
    'one with a worker that exists': told(gap({ channel: 'worker', blocks: false })),
  },
  against: {
    'one with a channel that is looked into': told(seen()),
    'one with such a channel beside others': told(gap({ blocks: false }), seen()),
  },
  says: 'not known whether everything',
});
