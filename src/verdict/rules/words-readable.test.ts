import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload } from '../testing/examples.ts';
import { wordsReadable } from './words-readable.ts';

const words = (path: string) => ({ ...leaf(path, 'text'), prose: true as const });
const holding = (...leaves: ReturnType<typeof leaf>[]) => payload({ finding: { leaves } });

describeRule(wordsReadable, {
  for: {
    "a text's field that no profile names": holding(words('data.input.text')),
    'a field that has only a number': holding(words('8.100.4')),
    'a place in a list': holding(words('args[1]')),
    'the whole payload': holding(words('')),
  },
  against: {
    'a word of the protocol': holding(leaf('text', 'text')),
    'words in a field of another kind': holding(words('user_agent')),
    'words in the address': holding(words('url.query.text')),
    'what a link leads to': holding(words('preview.text')),
    'words beside an envelope': payload({
      finding: { leaves: [words('note.text')], envelopes: [envelope()] },
    }),
  },
  says: 'Readable words stand',
});
