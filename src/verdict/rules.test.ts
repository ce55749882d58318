import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docsPage, rankOf, rules, sentence, title } from './rules.ts';

const root = new URL('../../', import.meta.url);
const sources = readdirSync(new URL('rules/', import.meta.url));
const idsOf = (ending: string, names: readonly string[]) =>
  names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
const ids = rules.map(({ id }) => id).toSorted();

describe('the list of rules', () => {
  it('has every rule of the folder once, each with its examples', () => {
    const files = idsOf('.ts', sources);
    expect(files.filter((name) => !name.endsWith('.test')).toSorted()).toEqual(ids);
    expect(idsOf('.test.ts', sources).toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a page of the documentation for every rule, and no other', () => {
    const pages = readdirSync(new URL('docs/method/rules/', root));
    expect(idsOf('.md', pages).toSorted()).toEqual(ids);
    for (const id of ids) {
      const page = readFileSync(new URL(docsPage(id), root), 'utf8');
      expect(page.startsWith(`# ${title(id)}\n`)).toBe(true);
      expect(page).toContain(`Rule \`${id}\``);
      expect(page).toContain('**Effect.**');
    }
  });

  it('has distinct short titles', () => {
    const titles = rules.map((rule) => rule.title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const words of titles) expect(words.length).toBeLessThan(48);
  });
});

it('names a rule that it does not know, as an older report may', () => {
  expect(sentence({ rule: 'of-tomorrow' })).toBe('Rule of-tomorrow.');
  expect(title('of-tomorrow')).toBe('of-tomorrow');
  expect(rankOf('of-tomorrow')).toBeGreaterThan(rankOf('few-bytes'));
});

it('never speaks in the jargon of the code', () => {
  for (const rule of rules) {
    const words = rule.sentence({ rule: rule.id, path: 'a.b', host: 'h.example', note: 'olm' });
    expect(words).not.toMatch(/payload's|entropy|leaf|slot|anatomy|uniform|null/i);
  }
});
