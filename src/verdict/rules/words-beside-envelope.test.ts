import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload } from '../testing/examples.ts';
import { wordsBesideEnvelope } from './words-beside-envelope.ts';

const sealed = (more: object[], searched = ['send:1']) =>
  payload({
    finding: {
      leaves: [leaf('ciphertext', 'opaque', 200), ...(more as never[])],
      envelopes: [envelope()],
      searched,
    },
  });
const words = (path: string) => ({ ...leaf(path, 'text'), prose: true as const });

describeRule(wordsBesideEnvelope, {
  for: {
    'a link preview': sealed([words('preview.title')]),
    'the address in a preview': sealed([leaf('link_preview.url', 'identifier')]),
    'words in the address': sealed([words('url.query.title')]),
    'a number that was not searched for': sealed([leaf('body', 'number')], []),
    'a second copy in another field': sealed([words('fallback')]),
    "one word in a text's field, unsearched, where no profile knows the places": payload({
      rule: 'unknown',
      finding: {
        leaves: [leaf('ciphertext', 'opaque', 200), leaf('content.text', 'text')],
        envelopes: [envelope()],
        searched: [],
      },
    }),
    "words in the message's own place that were not searched": sealed([words('body')], []),
  },
  against: {
    'a sealed message alone': sealed([]),
    "one word in a text's field where the profile knows another": sealed([leaf('msg', 'text')], []),
    'words of the protocol': sealed([leaf('algorithm', 'text'), leaf('type', 'text')]),
    "a client's notice": sealed([{ ...words('notice'), notice: true }]),
    "words in the message's own place that are not the text": sealed([words('body')]),
    "other words in a text's field": sealed([words('content.text')]),
    'a readable message': payload({ finding: { leaves: [words('body')] } }),
  },
  says: 'readable words stand',
});
