import { describeRule } from '../testing/describe-rule.ts';
import { envelope, payload } from '../testing/examples.ts';
import { keyBeside } from './key-beside.ts';

describeRule(keyBeside, {
  for: {
    'an envelope with its key beside it': payload({
      finding: { envelopes: [envelope({ keyBeside: 'media.key' })] },
    }),
  },
  against: {
    'the same envelope alone': payload({ finding: { envelopes: [envelope()] } }),
    'an envelope of keys': payload({
      finding: { envelopes: [envelope({ role: 'key-exchange', keyBeside: 'key' })] },
    }),
    'a message that comes in': payload({
      wire: { direction: 'in' },
      finding: { envelopes: [envelope({ keyBeside: 'key' })] },
    }),
  },
  says: 'in field media.key',
});
