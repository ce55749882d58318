import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { dataUrl } from './data-url.ts';

it('undoes base64 and percent escapes', () => {
  expect(decodeAlone(dataUrl, 'data:text/plain;base64,aGVsbG8=')).toEqual([['', 'hello']]);
  expect(decodeAlone(dataUrl, 'data:,hello%20world')).toEqual([['', 'hello world']]);
});

it('hands on the media type', () => {
  expect(piecesOf(dataUrl, 'data:image/PNG;base64,aGVsbG8=')?.[0]?.contentType).toBe('image/png');
});

it.each(['data: 5, 6', 'data:text/plain;base64,???', 'database'])('leaves %s alone', (text) => {
  const pieces = decodeAlone(dataUrl, text);
  expect(pieces?.[0]?.[1] === text).toBe(false);
});
