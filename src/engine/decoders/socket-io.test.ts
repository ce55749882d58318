import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { socketIo } from './socket-io.ts';

it("makes the event's name a segment", () => {
  expect(decodeAlone(socketIo, '42["input",{"target":3,"text":"hi"}]')).toEqual([
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

it('reads the frames of a long-polling body, and acknowledgements', () => {
  expect(decodeAlone(socketIo, '40{"sid":"x"}\u001e431["ok"]')).toEqual([
    ['sid', 'x'],
    ['event', 'ok'],
  ]);
});

it('masks an event whose name is content', () => {
  expect(decodeAlone(socketIo, '42["hello there",{"a":"x"}]')?.[1]?.[0]).toBe('{}.a');
});

it.each(['42', '2probe', '42 people', '[1,2]', '{"a":1}', '3'])('leaves %j alone', (text) => {
  expect(decodeAlone(socketIo, text)).toBeUndefined();
});
