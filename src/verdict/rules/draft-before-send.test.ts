import { describeRule } from '../testing/describe-rule.ts';
import { payload, text } from '../testing/examples.ts';
import { draftBeforeSend } from './draft-before-send.ts';

describeRule(draftBeforeSend, {
  for: {
    'a typing preview': payload({
      role: 'typing',
      beforeSend: true,
      finding: { texts: [text('draft', { extent: 'part' })] },
    }),
    'a spelling service': payload({
      role: 'unknown',
      beforeSend: true,
      wire: { thirdParty: true },
      finding: { texts: [text()] },
    }),
  },
  against: {
    'the same preview after Send': payload({ role: 'typing', finding: { texts: [text()] } }),
    'a typing notice without text': payload({ role: 'typing', beforeSend: true }),
    'a worker of the page': payload({
      beforeSend: true,
      wire: { channel: 'sharedworker' },
      finding: { texts: [text()] },
    }),
  },
  says: 'Before you pressed Send',
});
