import type { Layer } from '../../engine/finding.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { textFieldReadable } from './text-field-readable.ts';

/** A value of `body` that somebody wrote in JSON. */
const json = (...children: Layer[]): Layer => ({
  path: 'body',
  format: 'json',
  size: 40,
  children,
});

describeRule(textFieldReadable, {
  for: {
    "readable text in the profile's place": payload({
      finding: { leaves: [leaf('body', 'text')] },
    }),
    'a link in that place': payload({
      finding: { leaves: [{ ...leaf('body', 'identifier'), prose: true }] },
    }),
    'JSON in that place': payload({ finding: { leaves: [json(leaf('body.a', 'number'))] } }),
  },
  against: {
    'JSON with unreadable bytes in that place': payload({
      finding: { leaves: [json(leaf('body.a', 'text'), leaf('body.ct', 'opaque'))] },
    }),
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
