import { describe, expect, it } from 'vitest';
import { analyse } from '../engine/analyse.ts';
import type { KnownText } from '../engine/finding.ts';
import {
  fieldKind,
  linksIn,
  linksOf,
  partOf,
  partPaths,
  partsAmong,
  splitTexts,
} from './typed-parts.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('links in a text', () => {
  it.each([
    ['look at https://lab.example/page?id=7, it is new', ['https://lab.example/page?id=7']],
    [
      '(www.harbour.example/map) or https://lab.example/a.',
      ['www.harbour.example/map', 'https://lab.example/a'],
    ],
    ['no link at all here', []],
    ['https://lab.example/page', []],
  ])('%s', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });
});

describe('a field', () => {
  it.each([
    ['url.query.q', 'search'],
    ['variables.searchTerm', 'search'],
    ['properties.composer_text', 'text'],
    ['events[3].draftBody', 'text'],
    ['3.2', 'nameless'],
    ['[0][1]', 'nameless'],
    ['status', 'other'],
    ['url.path[2]', 'other'],
    ['context', 'other'],
  ])('%s is for %s', (path, kind) => {
    expect(fieldKind(path)).toBe(kind);
  });
});

describe('a value', () => {
  const text = 'Happy birthday to you, dear harbour';
  it.each([
    ['hap', 'text', 'beginning'],
    ['happy birth', 'nameless', 'beginning'],
    ['birthday', 'search', 'word'],
    ['dear harbour', 'text', 'word'],
    ['birthday', 'text', undefined],
    ['birth', 'search', undefined],
    ['hap', 'nameless', undefined],
    ['ha', 'text', undefined],
    ['12345', 'search', undefined],
    ['sunshine', 'search', undefined],
  ] as const)('%s in a field for %s is %s', (value, field, kind) => {
    expect(partOf(value, text, field)).toBe(kind);
  });
});

function found(body: unknown, needles: KnownText[]) {
  const { finding } = analyse({ bytes: encode(body) }, { knownTexts: needles });
  return splitTexts(finding, needles);
}

describe('what the search found beside the message', () => {
  const draft = { id: 'draft:4', text: 'see https://lab.example/secret-page today' };
  const needles = [draft, ...linksOf(draft)];

  it('is a link where only the link stands', () => {
    expect(found({ links: ['https://lab.example/secret-page'] }, needles)).toEqual({
      texts: [],
      parts: [{ kind: 'link', path: 'links[]' }],
      beforeSend: true,
    });
  });

  it('is the text where all of it stands', () => {
    const { texts, parts } = found({ text: draft.text }, needles);
    expect(texts).toMatchObject([{ needle: 'draft:4', extent: 'whole' }]);
    expect(parts).toEqual([]);
  });

  it('is nothing where another link stands', () => {
    expect(found({ links: ['https://lab.example/other-page'] }, needles).parts).toEqual([]);
  });

  it('is a link of what was sent, after it was sent', () => {
    const sent = { id: 'send:9', text: draft.text };
    const { parts, beforeSend } = found({ u: 'https://lab.example/secret-page' }, linksOf(sent));
    expect(parts).toEqual([{ kind: 'link', path: 'u' }]);
    expect(beforeSend).toBe(false);
  });

  it('is a beginning for a short draft in the field of a text, and chance elsewhere', () => {
    const short = [{ id: 'draft:1', text: 'hello' }];
    expect(found({ text: 'hello' }, short).parts).toEqual([{ kind: 'beginning', path: 'text' }]);
    expect(found({ event: 'hello' }, short)).toMatchObject({ texts: [], parts: [] });
  });

  it('is a beginning where half of a draft stands, and the text where half of what was sent stands', () => {
    const text = 'meet me at the old harbour at nine';
    const half = { text: text.slice(0, 20) };
    expect(found(half, [{ id: 'draft:1', text }]).parts).toEqual([
      { kind: 'beginning', path: 'text' },
    ]);
    expect(found(half, [{ id: 'send:1', text }]).texts).toMatchObject([{ extent: 'part' }]);
  });

  it('is the text for a short message in the field of a text, and chance elsewhere', () => {
    const short = [{ id: 'send:1', text: 'sent' }];
    expect(found({ text: 'sent' }, short).texts).toHaveLength(1);
    expect(found({ status: 'sent' }, short).texts).toEqual([]);
  });
});

it('the address of a request without a body is looked at', () => {
  const url = 'https://api.example/search?limit=8&q=penguins';
  const { finding } = analyse({ bytes: new Uint8Array(), url });
  expect(partPaths(finding, [{ text: 'two dancing penguins', beforeSend: true }])).toEqual([
    'url.query.q',
  ]);
});

it('values of fields are compared with what was typed and what was sent', () => {
  const texts = [
    { text: 'two dancing penguins', beforeSend: true },
    { text: 'an older message that was sent', beforeSend: false },
  ];
  const body = { q: 'penguins', message: 'two da', kind: 'gif', body: 'an older' };
  const bytes = encode(body);
  const paths = partPaths(analyse({ bytes }).finding, texts);
  expect(paths).toEqual(['q', 'message', 'body']);
  const { extracted } = analyse({ bytes }, { extract: paths });
  expect(partsAmong(extracted, texts)).toEqual({
    parts: [
      { kind: 'word', path: 'q' },
      { kind: 'beginning', path: 'message' },
      { kind: 'beginning', path: 'body' },
    ],
    beforeSend: false,
  });
  expect(partsAmong(extracted, [{ text: 'nothing of this', beforeSend: true }]).parts).toEqual([]);
});
