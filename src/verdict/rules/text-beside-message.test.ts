import { describeRule } from '../testing/describe-rule.ts';
import { payload, text } from '../testing/examples.ts';
import { textBesideMessage } from './text-beside-message.ts';

describeRule(textBesideMessage, {
  for: {
    telemetry: payload({ role: 'telemetry', finding: { texts: [text('q')] } }),
    'another site': payload({
      role: 'unknown',
      wire: { thirdParty: true },
      finding: { texts: [text()] },
    }),
    'a request that no rule knows': payload({ role: 'unknown', finding: { texts: [text()] } }),
  },
  against: {
    'telemetry without the text': payload({ role: 'telemetry' }),
    'the message itself': payload({ finding: { texts: [text()] } }),
    'a draft': payload({ role: 'telemetry', beforeSend: true, finding: { texts: [text()] } }),
    'what comes in': payload({
      role: 'telemetry',
      wire: { direction: 'in' },
      finding: { texts: [text()] },
    }),
  },
  says: 'Besides the message itself, the text you typed stands readable in field q',
});
