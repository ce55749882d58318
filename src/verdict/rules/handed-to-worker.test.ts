import { describeRule } from '../testing/describe-rule.ts';
import { payload, text } from '../testing/examples.ts';
import { handedToWorker } from './handed-to-worker.ts';

describeRule(handedToWorker, {
  for: {
    'text to a worker': payload({ wire: { channel: 'worker' }, finding: { texts: [text()] } }),
    'text to a shared worker': payload({
      wire: { channel: 'sharedworker' },
      finding: { texts: [text()] },
    }),
    'text to a frame': payload({ wire: { channel: 'window' }, finding: { texts: [text()] } }),
    'a part of it': payload({
      wire: { channel: 'worker' },
      finding: { texts: [text('body', { extent: 'part' })] },
    }),
  },
  against: {
    'something else to a worker': payload({ wire: { channel: 'worker' } }),
    'text from a worker': payload({
      wire: { channel: 'worker', direction: 'in' },
      finding: { texts: [text()] },
    }),
    'text to the network': payload({ finding: { texts: [text()] } }),
  },
  says: 'handed your text to a worker',
});
