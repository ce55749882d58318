import { describeRule } from '../testing/describe-rule.ts';
import { addedContext, envelope, payload } from '../testing/examples.ts';
import { messageSealed } from './message-sealed.ts';

describeRule(messageSealed, {
  for: {
    'an envelope in a message': payload({ finding: { envelopes: [envelope()] } }),
    'one in any request of an added site': payload(
      { role: 'unknown', finding: { envelopes: [envelope()] } },
      { context: addedContext },
    ),
  },
  against: {
    'the same request without it': payload(),
    'a transport': payload({ finding: { envelopes: [envelope({ role: 'transport' })] } }),
    'a request that no rule knows': payload({
      role: 'unknown',
      finding: { envelopes: [envelope()] },
    }),
    'a worker of the page': payload({
      wire: { channel: 'worker' },
      finding: { envelopes: [envelope()] },
    }),
    'an edit': payload({ role: 'edit', finding: { envelopes: [envelope()] } }),
    'a message that comes in': payload({
      wire: { direction: 'in' },
      finding: { envelopes: [envelope()] },
    }),
  },
  says: 'in the form of a Megolm message, in field ciphertext',
});
