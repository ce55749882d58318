import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleCharacters } from './visible-characters.ts';

test('a right-to-left override is written out, its plain twin is not', () => {
  expect(visibleCharacters('evil\u202Emoc.example')).toEqual([
    { text: 'evil' },
    { codePoint: 'U+202E' },
    { text: 'moc.example' },
  ]);
  expect(visibleCharacters('evilmoc.example')).toEqual([{ text: 'evilmoc.example' }]);
});

test.each([
  ['NUL', '\0', 'U+0000'],
  ['C1 control', '\u0085', 'U+0085'],
  ['zero-width joiner', '\u200D', 'U+200D'],
  ['isolate', '\u2066', 'U+2066'],
  ['Arabic letter mark', '\u061C', 'U+061C'],
  ['line separator', '\u2028', 'U+2028'],
  ['no-break space', '\u00A0', 'U+00A0'],
  ['Hangul filler', '\u3164', 'U+3164'],
  ['lone surrogate', '\uD800', 'U+D800'],
  ['tag character', '\u{E0041}', 'U+E0041'],
])('%s is written out', (_, character, codePoint) => {
  expect(visibleCharacters(`a${character}b`)).toEqual([
    { text: 'a' },
    { codePoint },
    { text: 'b' },
  ]);
});

test('letters of any script, spaces and punctuation stay as they are', () => {
  const text = 'Grüße, привет, 你好, שלום {id}/send?x=1';
  expect(visibleCharacters(text)).toEqual([{ text }]);
});

test('no text run ever holds a format or control character, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const runs = visibleCharacters(text);
      for (const run of runs) if ('text' in run) expect(run.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      const length = runs.reduce((n, run) => n + ('text' in run ? [...run.text].length : 1), 0);
      expect(length).toBe([...text].length);
    }),
  );
});
