import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { grpcWebText } from './grpc-web-text.ts';

const frame = (flag: number, body: Buffer) =>
  Buffer.concat([Buffer.from([flag, 0, 0, 0, body.length]), body]).toString('base64');
const message = frame(0, Buffer.concat([Buffer.from([0x0a, 6]), Buffer.from('hello!')]));
const trailers = frame(0x80, Buffer.from('grpc-status:0\r\n'));

it('decodes parts that were padded one by one', () => {
  expect(message.endsWith('=') || trailers.endsWith('=')).toBe(true);
  const contentType = 'application/grpc-web-text+proto';
  for (const input of [{ contentType }, {}]) {
    expect(outlineOf(findingOf(message + trailers, input)).slice(0, 3)).toEqual([
      ': grpc-web-text',
      ': protobuf',
      '1: text',
    ]);
  }
});

it.each(['AAAA=', 'AAAAAAAA', `${message}!`, 'AAAAA=hello there'])('leaves %j alone', (text) => {
  expect(decodeAlone(grpcWebText, text)).toBeUndefined();
});
