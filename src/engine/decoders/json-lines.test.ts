import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { jsonLines } from './json-lines.ts';

it('reads one JSON text a line', () => {
  expect(decodeAlone(jsonLines, '{"a":"x"}\n{"a":"y"}\n')).toEqual([
    ['a', 'x'],
    ['a', 'y'],
  ]);
});

it('gives up at a line that is no JSON', () => {
  expect(decodeAlone(jsonLines, '{"a":"x"}\nhello\n')).toBeUndefined();
});
