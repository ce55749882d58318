import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { receivedReadable } from './received-readable.ts';

describeRule(receivedReadable, {
  for: {
    "readable text in the profile's place": payload({
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: { leaves: [leaf('body', 'text')] },
    }),
    'the same beside keys for devices': payload({
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: {
        leaves: [leaf('body', 'text')],
        envelopes: [envelope({ id: 'olm', role: 'key-exchange', path: 'to_device' })],
      },
    }),
    'a known text anywhere': payload({
      rule: '',
      role: 'unknown',
      wire: { direction: 'in' },
      finding: { texts: [text()] },
    }),
  },
  against: {
    'the same, going out': payload({
      rule: 'receive',
      role: 'receive',
      finding: { leaves: [leaf('body', 'text')] },
    }),
    'a notice beside an envelope': payload({
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: { leaves: [leaf('body', 'text')], envelopes: [envelope()] },
    }),
    'readable text elsewhere': payload({
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: { leaves: [leaf('name', 'text')] },
    }),
    'a worker of the page': payload({
      wire: { direction: 'in', channel: 'worker' },
      finding: { texts: [text()] },
    }),
  },
  says: 'in field body of what the page received from chat.example.org',
});
