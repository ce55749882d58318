/** Prints docs/verdicts.md from the state table and the rules. `npm run docs` writes it, a test compares it. */
import { docsPage, rules } from './rules.ts';
import { states, transitions } from './states.ts';

export function verdictsPage(): string {
  return `${[
    '<!-- Printed from src/verdict/states.ts and src/verdict/rules.ts by `npm run docs`. Do not edit. -->',
    '# Verdicts',
    opening,
    '## States of a conversation',
    table(
      ['state', 'verdict', 'in a few words', 'what it says'],
      states.map(({ id, verdict, title, says }) => [`\`${id}\``, `\`${verdict}\``, title, says]),
    ),
    '## Ways between them',
    'A change that is not listed does not happen. No way leads from a readable state to any other verdict.',
    table(['from', 'to', 'because'], transitionRows()),
    '## Reasons',
    'Each rule is a pure function from evidence to a reason. In the order in which they are told:',
    table(
      ['rule', 'in a few words'],
      rules.map(({ id, title }) => [`[\`${id}\`](${docsPage(id).replace('docs/', '')})`, title]),
    ),
  ].join('\n\n')}\n`;
}

const opening = `Verdicts are given per conversation, from what left and reached the page. \`e2ee\` needs all five conditions:

1. coverage was complete for this conversation: the page's side reported that it looks into the channels, and none
   was out of sight;
2. a message was really sent on a channel that carries messages;
3. its text was found readable nowhere, on any channel, before or after Send;
4. an opaque part stands where the text would, in a recognised envelope: two signs, of which statistics is one;
5. the key is not in the same payload.

What the vendor documents is shown beside the verdict and never changes it. All evidence only adds up, so the order in
which payloads and reports arrive does not matter.`;

/** One row for each target and reason, with all the states that lead there. */
function transitionRows(): string[][] {
  const rows = new Map<string, { from: string[]; to: string; because: string }>();
  for (const { from, to, because } of transitions) {
    const key = `${to} ${because}`;
    const row = rows.get(key) ?? { from: [], to, because };
    rows.set(key, { ...row, from: [...row.from, `\`${from}\``] });
  }
  return [...rows.values()].map(({ from, to, because }) => [from.join(', '), `\`${to}\``, because]);
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
