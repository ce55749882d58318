import { FrameImpl } from '@stomp/stompjs';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { sockJs } from './sockjs.ts';
import { stomp } from './stomp.ts';

const send = FrameImpl.marshall({
  command: 'SEND',
  headers: { destination: '/app/chat', 'content-type': 'application/json', 'x-note': 'a:b\nc' },
  body: '{"text":"grüße"}',
  escapeHeaderValues: true,
}) as string;

it('reads headers and body', () => {
  expect(decodeAlone(stomp, send)).toEqual([
    ['SEND@destination', '/app/chat'],
    ['SEND@content-type', 'application/json'],
    ['SEND@x-note', 'a:b\nc'],
    ['SEND@content-length', '18'],
    ['SEND.body', '{"text":"grüße"}'],
  ]);
});

it('reads several frames with heartbeats between, and bodies of bytes', () => {
  const body = Uint8Array.of(0xff, 0, 0x41, 0);
  const binary = FrameImpl.marshall({
    command: 'MESSAGE',
    headers: { subscription: '0' },
    binaryBody: body,
    escapeHeaderValues: true,
  }) as ArrayBuffer;
  const bytes = Buffer.concat([
    Buffer.from(`\n${send}\n\n`),
    Buffer.from(binary),
    Buffer.from('\n'),
  ]);
  expect(decodeAlone(stomp, bytes)?.slice(4)).toEqual([
    ['SEND.body', '{"text":"grüße"}'],
    ['MESSAGE@subscription', '0'],
    ['MESSAGE@content-length', '4'],
    ['MESSAGE.body', 'ff004100'],
  ]);
});

it.each([
  ['from the client', JSON.stringify([send])],
  ['from the server', `a${JSON.stringify([send])}`],
  ['over HTTP', `h\na${JSON.stringify([send])}\n`],
])('is found in SockJS %s', (_, text) => {
  const outline = outlineOf(findingOf(text));
  expect(outline.slice(0, 2)).toEqual([': sockjs', ': stomp']);
  expect(outline).toContain('SEND.body.text: text');
});

it('reads DDP in SockJS as it reads it without', () => {
  const ddp = JSON.stringify({ msg: 'method', method: 'send', params: [{ msg: 'hi' }], id: '1' });
  const [, ...inside] = outlineOf(findingOf(JSON.stringify([ddp])));
  expect(inside).toEqual(outlineOf(findingOf(ddp)));
  expect(inside).toContain('params[].msg: text');
});

it.each(['["hello","there"]', '["1","2","room","say",{"a":1}]', 'abc["x"]', 'a["x"'])(
  'leaves %s alone',
  (text) => {
    expect(decodeAlone(sockJs, text)).toBeUndefined();
  },
);

it.each([
  ['no end', send.slice(0, -1)],
  ['an unknown command', send.replace('SEND', 'SENT')],
  ['a header without a colon', 'SEND\nhello\n\n\0'],
  ['words', 'SEND me\n\n\0'],
])('refuses %s', (_, text) => {
  expect(decodeAlone(stomp, text)).toBeUndefined();
});
