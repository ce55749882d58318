import { emptyEvidence, type Readable } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { alsoSealed } from './also-sealed.ts';

const leak: Readable = {
  reason: { rule: 'text-beside-message', host: 'spell.example.net' },
  strength: 'proven',
  side: { path: '/check', beforeSend: false, thirdParty: true },
};
const sealed = { rule: 'message-sealed', note: 'olm' };

describeRule(alsoSealed, {
  for: {
    'a leak beside a sealed message': { ...emptyEvidence(), readable: [leak], outgoing: [sealed] },
    'readable messages among sealed ones that came in': {
      ...emptyEvidence(),
      readable: [{ ...leak, strength: 'strong' }],
      incoming: [sealed],
    },
  },
  against: {
    'sealed messages alone': { ...emptyEvidence(), outgoing: [sealed] },
    'readable messages alone': { ...emptyEvidence(), readable: [leak] },
  },
  says: 'also readable via spell.example.net',
});
