import { describeRule } from '../testing/describe-rule.ts';
import { envelopeOf, payload } from '../testing/examples.ts';
import { ciphertextNotRandom } from './ciphertext-not-random.ts';

describeRule(ciphertextNotRandom, {
  for: {
    'compressed data': payload({ finding: { envelopes: [envelopeOf('compressed')] } }),
    text: payload({ finding: { envelopes: [envelopeOf('text')] } }),
  },
  against: {
    'opaque bytes': payload({ finding: { envelopes: [envelopeOf('opaque')] } }),
    'bytes that fail one test': payload({ finding: { envelopes: [envelopeOf('structured')] } }),
  },
  says: 'we found something else (compressed)',
});
