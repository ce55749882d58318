import { describeRule } from '../testing/describe-rule.ts';
import { addedContext, payload, text } from '../testing/examples.ts';
import { textInMessage } from './text-in-message.ts';

describeRule(textInMessage, {
  for: {
    'the text in the message': payload({ finding: { texts: [text()] } }),
    'a part of it, as previews send': payload({
      finding: { texts: [text('body', { extent: 'part' })] },
    }),
    'the text in an edit': payload({ role: 'edit', finding: { texts: [text()] } }),
    'any request of an added site': payload(
      { role: 'unknown', finding: { texts: [text()] } },
      { context: addedContext },
    ),
  },
  against: {
    'the same message without the text': payload(),
    'a message that comes in': payload({ wire: { direction: 'in' }, finding: { texts: [text()] } }),
    telemetry: payload({ role: 'telemetry', finding: { texts: [text()] } }),
    'a draft': payload({ beforeSend: true, finding: { texts: [text()] } }),
    'a worker of the page': payload({ wire: { channel: 'worker' }, finding: { texts: [text()] } }),
    'another conversation': payload({ finding: { texts: [text()] } }, { foreign: true }),
    'somebody else, on an added site': payload(
      { role: 'unknown', wire: { thirdParty: true }, finding: { texts: [text()] } },
      { context: addedContext },
    ),
  },
  says: 'in field body of what the page sent to chat.example.org. TLS hides it from the network; Example Chat can read it.',
});
