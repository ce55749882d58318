import { describeRule } from '../testing/describe-rule.ts';
import { payload, text } from '../testing/examples.ts';
import { partReadable } from './part-readable.ts';

describeRule(partReadable, {
  for: {
    'a preview of a link': payload({
      role: 'unknown',
      parts: [{ kind: 'link', path: 'url.query.url' }],
    }),
    'a picture search while typing': payload({
      role: 'unknown',
      beforeSend: true,
      wire: { thirdParty: true },
      parts: [{ kind: 'word', path: 'url.query.q' }],
    }),
  },
  against: {
    'the whole text, which has rules of its own': payload({
      role: 'unknown',
      finding: { texts: [text()] },
    }),
    'a part that comes in': payload({
      wire: { direction: 'in' },
      parts: [{ kind: 'link', path: 'url' }],
    }),
    'a worker of the page': payload({
      wire: { channel: 'worker' },
      parts: [{ kind: 'beginning', path: 'text' }],
    }),
  },
  says: 'a link from your message stood readable in field url.query.url',
});
