import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { signalR, signalRMessagePack } from './signalr.ts';

const record = (value: object) => `${JSON.stringify(value)}\u001e`;
const invocation = { type: 1, target: 'send', arguments: ['lobby', 'hi there'] };

it('parts JSON records', () => {
  const text = record({ protocol: 'json', version: 1 }) + record(invocation);
  expect(outlineOf(findingOf(text))).toEqual([
    ': signalr',
    ': json',
    'protocol: text',
    'version: number',
    ': json',
    'type: number',
    'target: text',
    'arguments[]: text',
    'arguments[]: text',
  ]);
});

it('parts MessagePack messages with their lengths', () => {
  const protocol = new MessagePackHubProtocol();
  const messages = [
    invocation,
    { type: 6 },
    { type: 3, invocationId: '1', result: 5 },
    { ...invocation, arguments: ['x'.repeat(300)] },
    { type: 7, error: 'gone' },
  ].map((message) =>
    Buffer.from(protocol.writeMessage(message as Parameters<typeof protocol.writeMessage>[0])),
  );
  const pieces = piecesOf(signalRMessagePack, Buffer.concat(messages));
  expect(pieces?.map(({ content, contentType }) => [content.bytes[1], contentType])).toEqual(
    [1, 6, 3, 1, 7].map((type) => [type, 'application/msgpack']),
  );
  const cut = Buffer.concat(messages).subarray(0, -1);
  expect(piecesOf(signalRMessagePack, cut)).toBeUndefined();
});

it.each(['{"a":1}', '{"a":1}\u001e4', '42["x"]\u001e42["y"]', '{"a":1}\u001eb\u001e{}\u001e'])(
  'leaves %j alone',
  (text) => {
    expect(decodeAlone(signalR, text)).toBeUndefined();
  },
);
