import { describeRule } from '../testing/describe-rule.ts';
import { payload } from '../testing/examples.ts';
import { payloadNotSearched } from './payload-not-searched.ts';

describeRule(payloadNotSearched, {
  for: {
    'a payload that nothing was searched for in': payload({ finding: { searched: [] } }),
  },
  against: {
    'a payload that was searched': payload({ finding: { searched: ['send:1'] } }),
  },
  says: 'could not be searched for your text',
});
