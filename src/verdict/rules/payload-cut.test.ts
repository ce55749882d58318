import { describeRule } from '../testing/describe-rule.ts';
import { leaf, payload } from '../testing/examples.ts';
import { payloadCut } from './payload-cut.ts';

describeRule(payloadCut, {
  for: {
    'a payload cut at the capture limit': payload({ unseen: 'too-large' }),
    'a budget that ended the work': payload({ finding: { limits: ['depth'] } }),
    'bytes that the engine was not given': payload({ finding: { size: 300, seen: 299 } }),
    'children that were not followed': payload({
      finding: { leaves: [{ ...leaf('list', 'text'), omitted: 1 }] },
    }),
  },
  against: {
    'a payload seen to its end': payload({
      finding: { leaves: [{ ...leaf('list', 'text'), omitted: 0 }] },
    }),
  },
  says: 'was not seen to its end (too-large)',
});
