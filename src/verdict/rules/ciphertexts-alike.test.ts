import { describeRule } from '../testing/describe-rule.ts';
import { envelope, payload } from '../testing/examples.ts';
import { ciphertextsAlike } from './ciphertexts-alike.ts';

const finding = { envelopes: [envelope()] };

describeRule(ciphertextsAlike, {
  for: {
    'bodies that are not random together': payload({
      finding,
      slots: [{ path: 'ciphertext', reason: 'not-uniform' }],
    }),
    'bodies that share sequences': payload({
      finding,
      slots: [{ path: 'ciphertext', reason: 'sequences-shared' }],
    }),
    'a body that came again': payload({
      finding,
      slots: [{ path: 'ciphertext', reason: 'body-repeats' }],
    }),
  },
  against: {
    'bodies that nothing speaks against': payload({ finding }),
    'a doubt about another place': payload({
      finding,
      slots: [{ path: 'attachment', reason: 'not-uniform' }],
    }),
    'a form that is a transport': payload({
      finding: { envelopes: [envelope({ role: 'transport' })] },
      slots: [{ path: 'ciphertext', reason: 'not-uniform' }],
    }),
  },
  says: 'not random, as it would be',
});
