import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { textFieldReadable } from './text-field-readable.ts';

describeRule(textFieldReadable, {
  for: {
    "readable text in the profile's place": payload({
      finding: { leaves: [leaf('body', 'text')] },
    }),
  },
  against: {
    'readable text elsewhere': payload({ finding: { leaves: [leaf('locale', 'text')] } }),
    'opaque bytes in that place': payload({ finding: { leaves: [leaf('body', 'opaque')] } }),
    'a notice beside an envelope': payload({
      finding: { leaves: [leaf('body', 'text')], envelopes: [envelope()] },
    }),
    'text that was found, which says more': payload({
      finding: { leaves: [leaf('body', 'text')], texts: [text()] },
    }),
    'a message that comes in': payload({
      wire: { direction: 'in' },
      finding: { leaves: [leaf('body', 'text')] },
    }),
  },
  says: 'Readable text stands where this service puts the message, in field body',
});
