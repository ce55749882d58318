import { expect, it } from 'vitest';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';

/** Texts that somebody types, and that an alphabet of letters and digits could be read into. */
const WORDS = [
  'hello there my friend',
  'AAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAAAA',
  'HELLOTHEREMYDEARFRIEND',
  'HELLO THERE MY FRIEND 234567',
  'deadbeef',
  'cafebabe',
  '#ThrowbackThursday2026',
  '@someone@example.org hi',
  'donaudampfschifffahrtsgesellschaft',
  'Rindfleischetikettierungsgesetz',
  'LOLOLOLOLOLOLOLOLOLOLOLO',
  'hahahahahahahahahahahaha',
  'zzzzzzzzzzzzzzzzzzzzzzzz',
  '1111111111111111111111111',
  '12345678901234567890',
  '+49 170 1234567',
  '3.14159265358979323846',
  'x=20, y=3D, z=C3',
  'a=b&c',
  '100% sure',
  '50%20off',
  'C:\\new\\table',
  'see you at 9:30, ok?',
  ':-) ;-) ^_^ (╯°□°)╯',
  '<3 <3 <3',
  '~~~~~~~~~~~~~~~~~~~~',
  '!!!!!!!!!!!!!!!!!!!!',
  '????????????????????',
  '*****************',
  '你好，今天晚上一起吃饭吗？',
  'こんにちは、元気ですか',
  'Привет, как дела?',
  'مرحبا كيف حالك',
  '🎉🎉🎉🎉🎉🎉🎉🎉',
  '👩‍👩‍👧‍👦 family',
  'supercalifragilisticexpialidocious',
  'ILoveYouSoMuchMyDarling',
  'what-a-lovely-day-it-is-today',
  'no_spaces_but_underscores_here',
  'WEDNESDAYMEETING',
  'yesyesyesyesyesyes',
  'tldr;dontcare;stillread',
  'omg!!!1!!1!!eleven!!',
  '(o_o)(o_o)(o_o)(o_o)',
];

it.each(WORDS)('%s stays what it is', (text) => {
  for (const body of [JSON.stringify({ text }), text]) {
    const opened = layersOf(findingOf(body)).filter(({ format }) => FORMATS.has(format));
    expect(opened.map(({ format }) => format)).toEqual([]);
  }
});

/** The decoders whose alphabets words are written in. */
const FORMATS: ReadonlySet<string> = new Set([
  'base32',
  'base58',
  'base64',
  'base85',
  'hex',
  'lz-string',
  'quoted-printable',
  'utf16',
  'number-list',
]);

it('while the same decoders open the same words where they are encoded', () => {
  const encoded = {
    base32: 'NBSWY3DPEB2GQZLSMUQG26JAMZZGSZLOMQ======',
    base64: Buffer.from('hello there my friend').toString('base64'),
    hex: Buffer.from('hello there my friend').toString('hex'),
  };
  for (const [format, text] of Object.entries(encoded)) {
    const formats = layersOf(findingOf(JSON.stringify({ text }))).map((layer) => layer.format);
    expect(formats).toContain(format);
  }
});
