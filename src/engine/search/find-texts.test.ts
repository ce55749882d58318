import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import type { TextMatch } from '../finding.ts';

const plain = 'Meet me at the old bridge at nine';
const umlauts = 'Größe "zählt" nicht, <sagt> Åse & ich';
const bytes = (text: string) => Buffer.from(text);

function search(body: string | Uint8Array, ...texts: string[]): TextMatch[] {
  const knownTexts = texts.map((text, at) => ({ id: `n${at}`, text }));
  return findingOf(body, {}, { knownTexts }).texts;
}

/** Between random bytes, at an odd place, so that no decoder opens it. */
function buried(inner: Uint8Array): Uint8Array {
  const random = seededBytes(31);
  return Buffer.concat([Uint8Array.of(0xff), random(52), inner, random(70)]);
}

describe.each([plain, umlauts])('%s', (text) => {
  const encodings: [string, (text: string) => string | Uint8Array][] = [
    ['UTF-8', (t) => t],
    ['JSON', (t) => JSON.stringify({ text: t })],
    ['JSON inside JSON', (t) => JSON.stringify({ a: JSON.stringify({ text: t }) })],
    ['JSON with all characters escaped', (t) => `{"text":"${[...t].map(unicodeEscape).join('')}"}`],
    ['a form', (t) => new URLSearchParams({ type: 'x', content: t }).toString()],
    ['percent escapes twice', (t) => `q=${encodeURIComponent(encodeURIComponent(t))}&x=1`],
    ['XML', (t) => `<message xmlns="jabber:client"><body>${xmlEscape(t)}</body></message>`],
    ['HTML in JSON', (t) => JSON.stringify({ c: `<p>${xmlEscape(t).replace('e', 'e</b>')}</p>` })],
    ['base64', (t) => JSON.stringify({ d: bytes(t).toString('base64') })],
    [
      'base64 of base64',
      (t) => JSON.stringify({ d: bytes(bytes(t).toString('base64')).toString('base64') }),
    ],
    ['base64url of gzip', (t) => JSON.stringify({ d: gzipSync(t).toString('base64url') })],
    ['hex', (t) => JSON.stringify({ d: bytes(t).toString('hex') })],
    ['numbers', (t) => JSON.stringify({ d: [...bytes(t)] })],
    ['raw deflate', (t) => Uint8Array.from(deflateRawSync(`{"text":${JSON.stringify(t)}}`))],
    ['UTF-16', (t) => Uint8Array.from(Buffer.from(t, 'utf16le'))],
    [
      'a data: URL',
      (t) => JSON.stringify({ d: `data:text/plain;base64,${bytes(t).toString('base64')}` }),
    ],
    ['words in a list', (t) => JSON.stringify({ d: t.split(' ') })],
    ['upper case', (t) => JSON.stringify({ d: t.toUpperCase() })],
    ['decomposed characters', (t) => JSON.stringify({ d: t.normalize('NFD') })],
    ['other white space', (t) => JSON.stringify({ d: t.replaceAll(' ', '\u00a0\n ') })],
    ['Markdown', (t) => JSON.stringify({ d: t.replace(' ', ' **').replace(/ (?=\S+$)/, '** ') })],
    ['backwards', (t) => JSON.stringify({ d: [...t].reverse().join('') })],
    ['UTF-8 between bytes', (t) => buried(bytes(t))],
    ['UTF-16, big-endian, between bytes', (t) => buried(Buffer.from(t, 'utf16le').swap16())],
    ['hex between bytes', (t) => buried(bytes(bytes(t).toString('hex')))],
    ['backwards between bytes', (t) => buried(bytes(t).reverse())],
    ...[0, 1, 2].map((shift): [string, (text: string) => Uint8Array] => [
      `base64 at alignment ${shift} between bytes`,
      (t) => buried(bytes(bytes(`${'x'.repeat(shift)}${t}yz`).toString('base64'))),
    ]),
    ['percent escapes between bytes', (t) => buried(bytes(encodeURIComponent(t)))],
    ['JSON escapes between bytes', (t) => buried(bytes(JSON.stringify(t)))],
  ];

  it.each(encodings)('is found in %s', (_, encode) => {
    expect(search(encode(text), text)).toMatchObject([{ needle: 'n0', extent: 'whole' }]);
  });

  it.each(encodings)('is not found where another text stands in %s', (_, encode) => {
    const other = text.replaceAll('e', 'o').replaceAll('i', 'a').replaceAll('t', 'd');
    expect(search(encode(other), text)).toEqual([]);
  });
});

describe('the place', () => {
  it('is named, with the formats around it', () => {
    const body = `variables=${encodeURIComponent(JSON.stringify({ text: { value: plain } }))}&x=1`;
    expect(search(body, plain)).toEqual([
      {
        needle: 'n0',
        path: 'variables.text.value',
        layers: ['form', 'json', 'text'],
        extent: 'whole',
      },
    ]);
  });

  it('is named for every leaf that holds the text', () => {
    const body = JSON.stringify({ draft: plain, log: [`typed: ${plain}`] });
    expect(search(body, plain).map(({ path }) => path)).toEqual(['draft', 'log[]']);
  });

  it('is the first leaf of a text spread over rich-text blocks', () => {
    const elements = ['Meet me at ', 'the old', ' bridge at nine'].map((text, at) => ({
      type: 'text',
      text,
      ...(at === 1 ? { style: { bold: true } } : {}),
    }));
    const body = JSON.stringify({ blocks: [{ type: 'rich_text', elements }] });
    expect(search(body, plain)).toMatchObject([{ path: 'blocks[].elements[].text' }]);
  });

  it('is the element where a text begins that markup parts', () => {
    const body = `<message xmlns="jabber:client"><html><p>Meet me <b>at the old</b> bridge at nine</p></html></message>`;
    expect(search(body, plain)).toMatchObject([{ path: 'message.html.p' }]);
  });

  it('is the URL when the text leaves in it', () => {
    const url = `https://example.org/search/gifs?q=${encodeURIComponent(plain)}`;
    const { texts } = findingOf('', { url }, { knownTexts: [{ id: 'n', text: plain }] });
    expect(texts).toEqual([
      { needle: 'n', path: 'url.query.q', layers: ['url', 'text'], extent: 'whole' },
    ]);
  });

  it('hides a key that is the text', () => {
    const finding = findingOf(
      JSON.stringify({ [plain.replaceAll(' ', '_')]: { a: plain } }),
      {},
      { knownTexts: [{ id: 'n', text: plain.replaceAll(' ', '_') }] },
    );
    expect(finding.texts).not.toEqual([]);
    expect(JSON.stringify(finding)).not.toMatch(/meet|bridge/i);
  });
});

describe('a part of the text', () => {
  it('is found at the end of a leaf, from half of it on', () => {
    const preview = (text: string) => search(JSON.stringify({ draft: text }), plain);
    expect(preview('Meet me at the old br')).toMatchObject([{ path: 'draft', extent: 'part' }]);
    expect(preview(`now typing: ${plain.slice(0, 20)}`)).toMatchObject([{ extent: 'part' }]);
    expect(preview('Meet me at the')).toEqual([]);
    expect(preview('Meet me at the old br, or not')).toEqual([]);
  });

  it('is all that is claimed when raw bytes hold the beginning of a long text', () => {
    const long = `${plain}. `.repeat(9);
    const cut = Buffer.concat([
      Uint8Array.of(0xff, 0),
      bytes(long.slice(0, 80)),
      seededBytes(1)(60),
    ]);
    expect(search(cut, long)).toMatchObject([{ extent: 'part' }]);
  });
});

describe('short texts', () => {
  it('count only as a whole leaf', () => {
    expect(search('{"text":" Ok "}', 'ok')).toMatchObject([{ path: 'text' }]);
    expect(search('{"text":"a token of love","k":"ok1"}', 'ok')).toEqual([]);
    expect(search('{"n":42,"s":"42 apples"}', '42')).toEqual([]);
    expect(search('{"n":42,"message_text":"42"}', '42')).toMatchObject([{ path: 'message_text' }]);
  });

  it('up to eleven characters must be words of their own', () => {
    expect(search('{"text":"say message, then go"}', 'message')).toHaveLength(1);
    expect(search('{"text":"messages","message":1}', 'message')).toEqual([]);
  });

  it('are not looked for in the endpoint', () => {
    const knownTexts = [{ id: 'n', text: 'message' }];
    const url = 'https://example.org/v1/message/send?type=message';
    const { texts } = findingOf('', { url }, { knownTexts });
    expect(texts.map(({ path }) => path)).toEqual(['url.query.type']);
  });
});

describe('random bytes', () => {
  it('hold no known text', () => {
    const random = seededBytes(77);
    const texts = ['ok', 'hello', 'hello you', plain, umlauts];
    for (let run = 0; run < 150; run += 1) expect(search(random(1500), ...texts)).toEqual([]);
  });

  it('in base64 hold none either', () => {
    const random = seededBytes(78);
    for (let run = 0; run < 60; run += 1) {
      const body = JSON.stringify({ c: Buffer.from(random(1200)).toString('base64') });
      expect(search(body, 'ok', 'abc', 'hello you', plain)).toEqual([]);
    }
  });
});

describe('a text too short to be looked for inside of anything', () => {
  it.each([
    ['b2s=', 'base64'],
    ['b2s', 'base64'],
    ['6F6B', 'hex'],
    ['N5VQ====', 'base32'],
    ['bwBrAA==', 'base64'],
    ['111, 107', 'number-list'],
  ])('is found where a whole value spells it: %s', (value, format) => {
    expect(search(JSON.stringify({ preview: value }), 'ok')).toMatchObject([
      { path: 'preview', layers: ['json', format], extent: 'whole' },
    ]);
  });

  it.each(['b2s=x', 'ab2s', 'book', '111'])('is not found in %s', (value) => {
    expect(search(JSON.stringify({ preview: value }), 'ok')).toEqual([]);
  });
});

describe('what was searched for', () => {
  it('is listed, found or not', () => {
    const knownTexts = ['a', 'b', ''].map((id) => ({ id, text: id && plain }));
    expect(findingOf('{}', {}, { knownTexts }).searched).toEqual(['a', 'b', '']);
  });
});

function unicodeEscape(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

function xmlEscape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe('a text that is looked for in readable leaves only', () => {
  const found = (body: string | Uint8Array) =>
    findingOf(body, {}, { knownTexts: [{ id: 'n0', text: plain, readableOnly: true }] }).texts;

  it('is found where it is readable, also behind encodings', () => {
    expect(found(JSON.stringify({ text: plain }))).toHaveLength(1);
    expect(found(gzipSync(JSON.stringify({ text: plain })))).toHaveLength(1);
  });

  it('is not looked for in bytes, where others are', () => {
    expect(search(buried(bytes(plain)), plain)).toHaveLength(1);
    expect(found(buried(bytes(plain)))).toEqual([]);
  });
});
