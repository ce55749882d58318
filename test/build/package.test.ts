import { describe, expect, test } from 'vitest';
import { filesOf, readFrom, scriptsOf, targets } from './artifact.ts';
import { shapeOf } from './script-shape.ts';

/** Everything that may be in the package. A stray file (a source map, a fixture, a lab page) matches none. */
const expected = [
  /^manifest\.json$/,
  /^service-worker-loader\.js$/,
  /^_locales\/\w+\/messages\.json$/,
  /^icons\/[\w-]+\.(png|svg)$/,
  /^src\/(tap\/tap|content\/content)\.iife\.js$/,
  /^src\/ui\/\w+\/(index|panel)\.html$/,
  /^assets\/[\w.-]+\.(js|css|json)$/,
];

/** Names of XML namespaces, which nobody opens. */
const namespace = /^http:\/\/(www\.w3\.org\/|etherx\.jabber\.org\/streams$)/;

function addressesIn(text: string): string[] {
  return text.match(/\b(?:https?|wss?):\/\/[a-z0-9.-]+\.[a-z]{2,}[^\s"'`)\\]*/gi) ?? [];
}

/** Addresses in the profiles: the vendors' statements that the interface links to, and what the rules match. */
const profileTexts = Object.values(
  import.meta.glob('../../src/platforms/*.json', { eager: true, query: '?raw', import: 'default' }),
).map(String);

describe.each(targets)('the package dist/%s', (target) => {
  test('has the files that it should, and no others', () => {
    const files = filesOf(target);
    expect(files).toContain('src/ui/dashboard/index.html');
    expect(files).toContain('src/ui/onboarding/index.html');
    expect(files.filter((path) => !expected.some((form) => form.test(path)))).toEqual([]);
  });

  test('turns no text into code or markup anywhere', () => {
    const scripts = scriptsOf(target);
    expect(scripts.length).toBeGreaterThan(3);
    for (const { path, code } of scripts) expect(shapeOf(code).evaluates, path).toEqual([]);
  });

  test('names no remote address but those of the profiles and of known libraries', () => {
    const known = profileTexts.join('\n').replaceAll('\\/', '/');
    expect(addressesIn(known).length).toBeGreaterThan(3);
    // Names that nobody can own (RFC 2606).
    const placeholder = /^https:\/\/[a-z.]+\.(example|invalid)\b/;
    const libraries = [/^https?:\/\/(www\.)?(dexie\.org|preactjs\.com|bit\.ly|tinyurl\.com)/];
    const strange = filesOf(target)
      .filter((path) => /\.(js|html|css)$/.test(path))
      .flatMap((path) => addressesIn(readFrom(target, path)).map((url) => ({ path, url })))
      .filter(({ url }) => !namespace.test(url) && !placeholder.test(url) && !known.includes(url))
      .filter(({ url }) => !libraries.some((library) => library.test(url)));
    expect(strange).toEqual([]);
  });

  test('loads nothing remote from its pages', () => {
    const pages = filesOf(target).filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(2);
    for (const path of pages) {
      const html = readFrom(target, path);
      const loaded = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url ?? '');
      expect(loaded.length, path).toBeGreaterThan(0);
      for (const url of loaded) expect(url, path).toMatch(/^(\/|\.|#)/);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    }
  });
});

test('the search for addresses would see one', () => {
  expect(addressesIn('fetch("https://collect.example.com/x")')).toEqual([
    'https://collect.example.com/x',
  ]);
});
