import { describeRule } from '../testing/describe-rule.ts';
import { envelope, payload } from '../testing/examples.ts';
import { formWithoutMark } from './form-without-mark.ts';

const match = envelope({ id: 'secretbox-fields' });

describeRule(formWithoutMark, {
  for: {
    'a nonce and a ciphertext in two fields': payload({ finding: { envelopes: [match] } }),
    'the same beside another envelope': payload({ finding: { envelopes: [envelope(), match] } }),
  },
  against: {
    'an envelope with a structure of its own': payload({ finding: { envelopes: [envelope()] } }),
    'fields that are no message': payload({
      finding: { envelopes: [{ ...match, role: 'transport' }] },
    }),
  },
  says: 'no mark of its own',
});
