import { encodePayload, type Packet } from 'engine.io-parser';
import { Encoder, PacketType } from 'socket.io-parser';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { socketIo } from './socket-io.ts';

const encoder = new Encoder();
const event = (...data: unknown[]) => encoder.encode({ type: PacketType.EVENT, nsp: '/', data });
const payload = (packets: Packet[]) =>
  new Promise<string>((resolve) => encodePayload(packets, resolve));

it("makes the event's name a segment", () => {
  const [frame] = event('input', { target: 3, text: 'hi' });
  expect(decodeAlone(socketIo, `4${frame}`)).toEqual([
    ['event', 'input'],
    ['input.target', '3'],
    ['input.text', 'hi'],
  ]);
});

it('numbers further arguments from 1', () => {
  expect(decodeAlone(socketIo, '42/chat,17["say","a","b"]')).toEqual([
    ['event', 'say'],
    ['say', 'a'],
    ['say[1]', 'b'],
  ]);
});

it('reads the packets of a long-polling body with their attachments', async () => {
  const packet = {
    type: PacketType.EVENT,
    nsp: '/',
    data: ['upload', { file: Buffer.from('binary!') }],
  };
  const [header, attachment] = encoder.encode(packet) as [string, Buffer];
  const body = await payload([
    { type: 'open', data: '{"sid":"x"}' },
    { type: 'message', data: header },
    { type: 'message', data: attachment },
    { type: 'ping' },
    { type: 'message', data: 'words alone' },
  ]);
  expect(decodeAlone(socketIo, body)).toEqual([
    ['sid', 'x'],
    ['event', 'upload'],
    ['upload.file._placeholder', 'true'],
    ['upload.file.num', '0'],
    ['attachment', 'binary!'],
    ['', 'words alone'],
  ]);
});

it('reads acknowledgements', () => {
  expect(decodeAlone(socketIo, '40{"sid":"x"}\u001e431["ok"]')).toEqual([
    ['sid', 'x'],
    ['event', 'ok'],
  ]);
});

it('reads bodies of version 3, whose packets have lengths in characters', () => {
  expect(decodeAlone(socketIo, '13:42["say","ü"]1:216:42["say","hey!"]')).toEqual([
    ['event', 'say'],
    ['say', 'ü'],
    ['event', 'say'],
    ['say', 'hey!'],
  ]);
});

it('masks an event whose name is content', () => {
  expect(decodeAlone(socketIo, '42["hello there",{"a":"x"}]')?.[1]?.[0]).toBe('{}.a');
});

it.each([
  '42',
  '2probe',
  '42 people',
  '[1,2]',
  '{"a":1}',
  '3',
  '12:30 at noon',
  '5:42["a"]',
  'b\u001eb',
])('leaves %j alone', (text) => {
  expect(decodeAlone(socketIo, text)).toBeUndefined();
});
