/** docs/accuracy.md, printed from a run over the whole corpus. */
import { accuracyTables, barsOf, type Judged } from './confusion.ts';

const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

export function accuracyPage(judged: readonly Judged[]): string {
  const { payloads, libraries, falseSeals, readable, sealed, openedSeals } = barsOf(judged);
  const forms = new Set(judged.map(({ form }) => form)).size;
  const sources = [...new Set(judged.flatMap(({ source }) => source))].sort();
  return `# How often Sealcheck is right

Written by \`npm run corpus -- --write\`; not edited by hand.

The corpus has ${payloads} payloads in ${forms} forms, made by ${libraries} libraries and codecs from fixed seeds
(\`test/corpus/payloads\`). Keys, nonces and ratchets are the libraries' own randomness where they take no other, so a few
counts may change by one or two from run to run. Each payload is judged by itself, as \`sealcheck classify\` does; for half
of those that go out, the text that was typed is known, for the others it is not.

| | measured | bar |
| --- | ---: | ---: |
| false \`e2ee\` | ${falseSeals} | 0 |
| readable messages found readable, where the text or its place is known | ${percent(readable)} | 98 % |
| \`e2ee\` found, where an envelope can be recognised | ${percent(sealed)} | 95 % |
| sealed messages called readable | ${openedSeals} | 0 |

How to read the tables:

- **right answer**: share of payloads with the answer that is right to give.
- **wrong**: payloads with an answer that may not be given at all. \`inconclusive\` is never right for a readable message
  whose place is known, but it is not wrong for a sealed one, and for bytes that nobody can know it is the right answer.
- \`readable-…\` are messages that whoever holds the bytes can read; \`sealed\` real end-to-end messages;
  \`sealed-without-mark\` sealed in a form that has no mark of its own; \`opaque-…\` encrypted between client and server or
  phone, or by nobody knows whom; \`trap-…\` look-alikes; \`other-…\` no message at all.
- Each form names another that is nearly the same and of another class, its twin.

Not in the corpus, because no maintained library for JavaScript writes them: range-coded streams (xz, AVIF), whose
bytes no test tells from uniform ones; LINE's Letter Sealing; WhatsApp's envelope inside its transport, which is judged
where the extension observes the encrypting call. Matching real clients is what the lab and recorded captures are for.

${accuracyTables(judged)}

## Libraries

${sources.map((source) => `\`${source}\``).join(' · ')}
`;
}
