import { describeRule } from '../testing/describe-rule.ts';
import { report } from '../testing/examples.ts';
import { textFoundInSend } from './text-found-in-send.ts';

describeRule(textFoundInSend, {
  for: {
    'a report that names places': report({ foundAt: ['b.example q', 'a.example body'] }),
  },
  against: {
    'a report that names none': report(),
  },
  says: 'at a.example body',
});
