import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { messageWithoutEnvelope } from './message-without-envelope.ts';

describeRule(messageWithoutEnvelope, {
  for: {
    'a message of numbers': payload({ finding: { leaves: [leaf('sticker', 'number')] } }),
  },
  against: {
    'a message with the text': payload({ finding: { texts: [text()] } }),
    'a message in an envelope': payload({ finding: { envelopes: [envelope()] } }),
    'opaque bytes, which have a rule of their own': payload({
      finding: { leaves: [leaf('body', 'opaque')] },
    }),
    'a typing notice': payload({ role: 'typing', finding: { leaves: [leaf('on', 'number')] } }),
  },
  says: 'neither your text nor a known form of encryption',
});
