import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload, text } from '../testing/examples.ts';
import { notAMessage } from './not-a-message.ts';

describeRule(notAMessage, {
  for: {
    'a typing notice': payload({ role: 'typing' }),
    'an upload of keys': payload({ role: 'keys', finding: { envelopes: [envelope()] } }),
    'nothing at all': payload({ finding: { size: 0, seen: 0 } }),
    'numbers and ids alone': payload({
      role: 'unknown',
      finding: { leaves: [leaf('op', 'number'), leaf('id', 'identifier')] },
    }),
    'an envelope that carries keys only': payload({
      finding: { envelopes: [envelope({ role: 'key-exchange' })] },
    }),
  },
  against: {
    'a typing notice with the text in it': payload({
      role: 'typing',
      finding: { texts: [text()] },
    }),
    "something in the message's place": payload({
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: { leaves: [leaf('body', 'text')] },
    }),
    'a message without a known form': payload({ finding: { leaves: [leaf('id', 'number')] } }),
    'random bytes of unknown use': payload({
      role: 'unknown',
      finding: { leaves: [leaf('blob', 'opaque', 64)] },
    }),
    "an unknown text in a text's field": payload({
      role: 'unknown',
      finding: { leaves: [leaf('event.content', 'text', 60)] },
    }),
    'words of unknown use': payload({
      role: 'unknown',
      finding: { leaves: [{ ...leaf('note', 'text'), prose: true }] },
    }),
    'words beside keys for devices': payload({
      role: 'unknown',
      finding: {
        leaves: [{ ...leaf('event.content.body', 'text'), prose: true }],
        envelopes: [envelope({ role: 'key-exchange', path: 'keys' })],
      },
    }),
    'a long text that was not taken apart': payload({
      role: 'unknown',
      finding: { leaves: [leaf('', 'text', 300)] },
    }),
    'a part of a stream whose beginning was missed': payload({
      role: 'unknown',
      unseen: 'opening-missed',
      finding: { leaves: [leaf('', 'short', 12)] },
    }),
    'a sealed message': payload({ finding: { envelopes: [envelope()] } }),
  },
  says: 'only says that somebody is typing',
});
