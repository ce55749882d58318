import { describeRule } from '../testing/describe-rule.ts';
import { envelope, payload } from '../testing/examples.ts';
import { sealedIncoming } from './sealed-incoming.ts';

describeRule(sealedIncoming, {
  for: {
    'an envelope that comes in': payload({
      role: 'receive',
      wire: { direction: 'in' },
      finding: { envelopes: [envelope()] },
    }),
  },
  against: {
    'one that goes out': payload({ role: 'receive', finding: { envelopes: [envelope()] } }),
    'an envelope of keys': payload({
      wire: { direction: 'in' },
      finding: { envelopes: [envelope({ role: 'key-exchange' })] },
    }),
    'a worker of the page': payload({
      wire: { direction: 'in', channel: 'worker' },
      finding: { envelopes: [envelope()] },
    }),
    'another conversation': payload(
      { wire: { direction: 'in' }, finding: { envelopes: [envelope()] } },
      { foreign: true },
    ),
  },
  says: 'in the form of a Megolm message. That alone proves nothing: send one to check',
});
