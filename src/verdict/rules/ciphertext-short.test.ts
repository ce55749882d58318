import { describeRule } from '../testing/describe-rule.ts';
import { envelope, envelopeOf, payload } from '../testing/examples.ts';
import { ciphertextShort } from './ciphertext-short.ts';

describeRule(ciphertextShort, {
  for: {
    'a ciphertext too short for a statistic': payload({
      finding: { envelopes: [envelopeOf('short', 20)] },
    }),
    'one short ciphertext of two': payload({
      finding: { envelopes: [envelope(), envelopeOf('empty', 0)] },
    }),
  },
  against: {
    'an opaque ciphertext': payload({ finding: { envelopes: [envelopeOf('opaque', 24)] } }),
    'a short one in a transport': payload({
      finding: { envelopes: [{ ...envelopeOf('short', 20), role: 'transport' }] },
    }),
  },
  says: 'too short to tell encryption from encoding',
});
