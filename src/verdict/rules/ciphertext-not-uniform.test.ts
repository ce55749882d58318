import { describeRule } from '../testing/describe-rule.ts';
import { envelopeOf, payload } from '../testing/examples.ts';
import { ciphertextNotUniform } from './ciphertext-not-uniform.ts';

describeRule(ciphertextNotUniform, {
  for: {
    'bytes that fail a uniformity test': payload({
      finding: { envelopes: [envelopeOf('structured')] },
    }),
  },
  against: {
    'bytes that pass them all': payload({ finding: { envelopes: [envelopeOf('opaque')] } }),
    'text, which has a rule of its own': payload({ finding: { envelopes: [envelopeOf('text')] } }),
  },
  says: 'does not look random',
});
