import { expect, it } from 'vitest';
import { linesOf, type TextLine } from './lines.ts';

async function* chunksOf(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}
async function read(chunks: AsyncIterable<Uint8Array>, longest?: number): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for await (const line of linesOf(chunks, longest)) lines.push(line);
  return lines;
}

it.each([
  [['a\nb\n'], ['a', 'b']],
  [['a\nb'], ['a', 'b']],
  [
    ['a', 'b\nc', 'd\n'],
    ['ab', 'cd'],
  ],
  [['a\r\nb\r\n'], ['a', 'b']],
  [['\n\na'], ['', '', 'a']],
  [[], []],
])('%j holds the lines %j', async (texts, expected) => {
  const lines = await read(chunksOf(...texts));
  expect(lines).toEqual(expected.map((text, at) => ({ number: at + 1, text })));
});

it('joins a character that was cut between two chunks', async () => {
  async function* cut() {
    const bytes = new TextEncoder().encode('ä\n');
    yield bytes.subarray(0, 1);
    yield bytes.subarray(1);
  }
  expect(await read(cut())).toEqual([{ number: 1, text: 'ä' }]);
});

it('says which line was too long, and goes on', async () => {
  const lines = await read(chunksOf('a\n', 'x'.repeat(8), 'x'.repeat(8), '\nb\n'), 10);
  expect(lines).toEqual([
    { number: 1, text: 'a' },
    { number: 2, tooLong: true },
    { number: 3, text: 'b' },
  ]);
});
