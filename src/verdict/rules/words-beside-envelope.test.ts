import type { Layer } from '../../engine/finding.ts';
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

const unknownUse = (path: string) =>
  payload({
    rule: 'unknown',
    finding: {
      leaves: [leaf('ciphertext', 'opaque', 200), leaf(path, 'text')],
      envelopes: [envelope()],
      searched: [],
    },
  });
const layer = (path: string, format: string, children: Layer[]): Layer => ({
  path,
  format,
  size: 300,
  children,
});
/** A word in gzip, and the envelope there or elsewhere. */
const packed = (path: string) =>
  payload({
    finding: {
      leaves: [layer('z', 'gzip', [leaf('z.kind', 'text')])],
      envelopes: [envelope(path === '' ? {} : { path })],
      searched: [],
    },
  });
function token(explained: string[]) {
  const made = payload({
    finding: {
      leaves: [layer('session', 'jwt', [words('session.payload.scope')])],
      envelopes: [envelope()],
      searched: [],
    },
  });
  return { ...made, ...(made.rule ? { rule: { ...made.rule, explained } } : {}) };
}
function received(path: string, explained: string[], size = 12) {
  const made = payload({
    wire: { direction: 'in' },
    rule: 'receive',
    role: 'receive',
    finding: {
      leaves: [leaf('ciphertext', 'opaque', 200), { ...words(path), size }],
      envelopes: [envelope()],
      searched: [],
    },
  });
  return { ...made, ...(made.rule ? { rule: { ...made.rule, explained } } : {}) };
}

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
    'one word in a field that nobody knows': unknownUse('search'),
    'one word in a field whose name ends in text': sealed([leaf('preview_text', 'text')], []),
    'one word in a preview, unsearched': sealed([leaf('snippet', 'text')], []),
    "JSON in the message's own place, unsearched": sealed(
      [{ path: 'body', format: 'json', size: 20, children: [leaf('body.a', 'number')] }],
      [],
    ),
    'bytes in the place of the text': sealed([leaf('body', 'short', 18)], []),
    'a name in a field that nobody explains': received('author', []),
    'a long text in a field of names': received('name', ['name'], 400),
    'a text that is packed by itself': packed(''),
    'words of a token that no profile explains': token([]),
    "words in the message's own place that were not searched": sealed([words('body')], []),
  },
  against: {
    'a sealed message alone': sealed([]),
    'one word in a field of the protocol': unknownUse('message_type'),
    'words that are packed together with the envelope': packed('z.ciphertext'),
    'the words of a token, where the profile explains it': token(['session']),
    'the name of who wrote it, where the profile explains it': received('name', ['name']),
    "one word in a text's field where the profile knows another": sealed([leaf('msg', 'text')], []),
    'words of the protocol': sealed([leaf('algorithm', 'text'), leaf('type', 'text')]),
    "a client's notice": sealed([{ ...words('notice'), notice: true }]),
    "words in the message's own place that are not the text": sealed([words('body')]),
    "other words in a text's field": sealed([words('content.text')]),
    'a readable message': payload({ finding: { leaves: [words('body')] } }),
  },
  says: 'readable words stand',
});
