/** Prints docs/platforms.md from the profiles. `npm run docs` writes it, a test compares it. */
import { addedSiteId } from './added-site.ts';
import type { Profile } from './profile.ts';

const positions: Readonly<Record<Profile['claims'][number]['position'], string>> = {
  'e2ee-default': 'end-to-end encrypted by default',
  'e2ee-optional': 'end-to-end encryption as an option',
  'e2ee-partial': 'end-to-end encryption for some chats',
  none: 'no end-to-end encryption',
  'not-documented': 'nothing documented',
};

export function platformsPage(profiles: readonly Profile[]): string {
  return `${[
    '<!-- Printed from src/platforms/*.json by `npm run docs`. Do not edit. -->',
    '# Platforms',
    'What Sealcheck knows of each web client, and what its vendor documents. A claim is shown beside a verdict and never changes it. `npm run new-platform <id>` begins a new one.',
    '| platform | pages | the vendor documents | proven by |\n| --- | --- | --- | --- |',
  ].join('\n\n')}\n${profiles.map(row).join('\n')}\n${outdatedPart(profiles)}`;
}

/** What is published about the platforms and does not hold. */
function outdatedPart(profiles: readonly Profile[]): string {
  const rows = profiles.flatMap(({ name, outdated }) =>
    outdated.map(({ said, holds, source, checked }) =>
      tableRow([name, said, `${holds} ([source](${source}), read ${checked})`]),
    ),
  );
  return `\n${[
    '## Published claims that do not hold',
    'Widely told of these platforms, and out of date, too broad or wrong.',
    '| platform | what is said | what holds |\n| --- | --- | --- |',
  ].join('\n\n')}\n${rows.join('\n')}\n`;
}

function row(profile: Profile): string {
  const cells = [
    `[${profile.name}](../src/platforms/${profile.id}.json)`,
    pages(profile),
    profile.claims
      .map(
        ({ position, text, source, checked }) =>
          `**${positions[position]}.** ${text} ([source](${source}), read ${checked})`,
      )
      .join('<br>') || 'nothing: whoever runs it decides',
    profile.expectations
      .map(
        ({ fixture, verdict }) =>
          `[${fixture.replace('.json', '')}](../test/fixtures/${profile.id}/${fixture}) → \`${verdict}\``,
      )
      .join('<br>') || '–',
  ];
  return tableRow(cells);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function pages({ id, pages: patterns, selfHosted }: Profile): string {
  const listed = patterns.map((pattern) => `\`${pattern}\``);
  if (selfHosted) listed.push('any site that the person adds');
  if (listed.length > 0) return listed.join('<br>');
  return id === addedSiteId ? 'any site that the person adds' : 'no web client';
}
