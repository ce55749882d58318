import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { opaqueWithoutForm } from './opaque-without-form.ts';

describeRule(opaqueWithoutForm, {
  for: {
    'opaque bytes in a message': payload({ finding: { leaves: [leaf('body', 'opaque')] } }),
  },
  against: {
    'too few bytes to tell': payload({ finding: { leaves: [leaf('body', 'short')] } }),
    'opaque bytes in an envelope': payload({
      finding: { leaves: [leaf('body', 'opaque')], envelopes: [envelope()] },
    }),
    'opaque bytes beside the text': payload({
      finding: { leaves: [leaf('id', 'opaque')], texts: [text()] },
    }),
    telemetry: payload({ role: 'telemetry', finding: { leaves: [leaf('body', 'opaque')] } }),
  },
  says: 'in field body of what the page sent to chat.example.org, in no form of encryption that we know',
});
