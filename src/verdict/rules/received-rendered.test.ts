import { describeRule } from '../testing/describe-rule.ts';
import { addedContext, envelope, leaf, payload } from '../testing/examples.ts';
import { receivedRendered } from './received-rendered.ts';

const rendered = (path: string) => [{ needle: 'rendered:1', path }];
const incoming = { rule: 'receive', role: 'receive', wire: { direction: 'in' } } as const;
const unknown = { rule: '', role: 'unknown', wire: { direction: 'in' } } as const;
const added = { context: addedContext };
const labels = (path: (at: number) => string) =>
  Array.from({ length: 20 }, (_, at) => ({ ...leaf(path(at), 'text'), prose: true as const }));

describeRule(receivedRendered, {
  for: {
    'a message in a place that the profile does not know': payload({
      ...incoming,
      rendered: rendered('event.content.body'),
    }),
    'a numbered field of a message': payload({ ...incoming, rendered: rendered('8.6.3') }),
    'any request of a site that the person added': payload(
      { ...unknown, rendered: rendered('message') },
      added,
    ),
    'a list of messages': payload(
      {
        ...unknown,
        finding: { leaves: labels((at) => `messages[${at}].text`) },
        rendered: rendered('messages[3].text'),
      },
      added,
    ),
    'text beside a sealed message, in the field of a text': payload({
      ...incoming,
      finding: { envelopes: [envelope()] },
      rendered: rendered('moderation.text'),
    }),
  },
  against: {
    'a message with nothing shown': payload(incoming),
    'a title': payload({ ...incoming, rendered: rendered('room.topic') }),
    'a name': payload({ ...unknown, rendered: rendered('user.display_name') }, added),
    'a preview of a link': payload({ ...incoming, rendered: rendered('embeds[0].text') }),
    'a request that no rule knows, on a known platform': payload({
      ...unknown,
      rendered: rendered('message'),
    }),
    'a request for something else': payload({
      ...incoming,
      role: 'control',
      rendered: rendered('text'),
    }),
    'another site': payload(
      { ...unknown, wire: { direction: 'in', thirdParty: true }, rendered: rendered('text') },
      added,
    ),
    "an interface's words": payload(
      {
        ...unknown,
        finding: { leaves: labels((at) => `labels.l${at}.message`) },
        rendered: rendered('labels.l3.message'),
      },
      added,
    ),
    'a place without a name beside a sealed message': payload({
      ...incoming,
      finding: { envelopes: [envelope()] },
      rendered: rendered('8.6.3'),
    }),
    'a payload of another conversation': payload(
      { ...incoming, rendered: rendered('body') },
      { foreign: true },
    ),
    'something that left': payload({ rendered: rendered('body') }),
  },
  says: 'had just come in',
});
