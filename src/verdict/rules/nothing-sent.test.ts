import { emptyEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { nothingSent } from './nothing-sent.ts';

describeRule(nothingSent, {
  for: {
    'a new conversation': emptyEvidence(),
    'one of which only coverage is known': { ...emptyEvidence(), covered: true },
  },
  against: {
    'a conversation with a message': { ...emptyEvidence(), messages: 1 },
    'one with something opaque': { ...emptyEvidence(), opaque: [{ rule: 'opaque-transport' }] },
  },
  says: 'Send one to check',
});
