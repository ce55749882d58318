import { describeRule } from '../testing/describe-rule.ts';
import { envelope, opening, payload, text } from '../testing/examples.ts';
import { encryptedByPage } from './encrypted-by-page.ts';

const openings = [opening({ holds: 'whole' })];

describeRule(encryptedByPage, {
  for: {
    'the text in an observed encryption': payload({ finding: { openings } }),
    'inside a transport that was opened': payload({
      finding: {
        envelopes: [envelope({ id: 'noise', path: '', role: 'transport' })],
        openings: [opening({ path: '', transport: true }), ...openings],
      },
    }),
  },
  against: {
    'an observed encryption of something else': payload({ finding: { openings: [opening()] } }),
    'a known form': payload({ finding: { envelopes: [envelope()], openings } }),
    'the text beside it': payload({ finding: { texts: [text()], openings } }),
    'what comes in': payload({ wire: { direction: 'in' }, finding: { openings } }),
    telemetry: payload({ role: 'telemetry', finding: { openings } }),
  },
  says: 'encrypted in this page (aes-gcm) before it left',
});
