import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { eventStream } from './event-stream.ts';

it('reads the data of events, their names and ids', () => {
  const events = 'event: message\nid: 7\ndata: {"text":"hi"}\n\n: ping\n\ndata: {"text":"ho"}\n\n';
  expect(decodeAlone(eventStream, events)).toEqual([
    ['event', 'message'],
    ['id', '7'],
    ['', '{"text":"hi"}'],
    ['', '{"text":"ho"}'],
  ]);
  expect(outlineOf(findingOf(events))).toContain('text: text');
});

it('joins the lines of one event, whatever ends them', () => {
  expect(decodeAlone(eventStream, 'data: {"text":\r\ndata:"hi"}\r\n\r\ndata\rdata: x\r\r')).toEqual(
    [
      ['', '{"text":\n"hi"}'],
      ['', '\nx'],
    ],
  );
});

it('reads events that are no JSON, and the last one of a stream that goes on', () => {
  expect(decodeAlone(eventStream, 'data: hello there\n\ndata: [DONE]')).toEqual([
    ['', 'hello there'],
    ['', '[DONE]'],
  ]);
});

it('follows the declared type over lines that it does not know', () => {
  const contentType = 'text/event-stream; charset=utf-8';
  const text = 'other: x\ndata: hi\n\n';
  expect(decodeAlone(eventStream, text, { contentType })).toEqual([['', 'hi']]);
  expect(decodeAlone(eventStream, text)).toBeUndefined();
});

it.each(['data: of no event', 'data: see below\nand here', ':\n\n', 'id: 5\n\n'])(
  'leaves %j alone',
  (text) => {
    expect(decodeAlone(eventStream, text)).toBeUndefined();
  },
);
