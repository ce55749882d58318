import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { multipart } from './multipart.ts';

async function bodyOf(data: FormData): Promise<{ bytes: Uint8Array; contentType: string }> {
  const response = new Response(data);
  const contentType = response.headers.get('content-type') ?? '';
  return { bytes: new Uint8Array(await response.arrayBuffer()), contentType };
}

it('reads a body as the platform serialises it', async () => {
  const data = new FormData();
  data.set('channel', 'D024BE91L');
  data.set('text', 'line one\r\nline two');
  data.set('file', new Blob([Uint8Array.of(0, 13, 10, 45, 45, 255)]), 'x.bin');
  const { bytes, contentType } = await bodyOf(data);
  const expected = [
    ['channel', 'D024BE91L'],
    ['text', 'line one\r\nline two'],
    ['file', '000d0a2d2dff'],
  ];
  expect(decodeAlone(multipart, bytes, { contentType })).toEqual(expected);
  expect(decodeAlone(multipart, bytes)).toEqual(expected);
});

it('leaves text that begins with dashes alone', () => {
  expect(
    decodeAlone(multipart, '-- \r\nSent from somewhere, with a long signature below'),
  ).toBeUndefined();
});
