import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { Content } from '../content.ts';
import { socketIo0 } from './socket-io-0.ts';

it.each([
  ['3:::hello', ['hello']],
  ['4:1:/chat:{"a":"b"}', ['{"a":"b"}']],
  ['5:1+::{"name":"ping"}', ['{"name":"ping"}']],
  ['6:::1+["pong"]', ['["pong"]']],
  ['6:::4', []],
  ['1::', []],
  ['1::/chat?room=7', []],
  ['2::', []],
  ['\ufffd5\ufffd3:::a\ufffd5\ufffd3:::b', ['a', 'b']],
])('takes %s apart', (text, datas) => {
  expect(decodeAlone(socketIo0, text)).toEqual(datas.map((data) => ['', data]));
});

it.each(['3 o’clock', '2:30:15', '9:::x', '1:1', 'http://a/b', '2:x::y'])('is not %s', (text) => {
  expect(
    socketIo0.fit(new Content(text), {
      contentType: '',
      parent: '',
      name: '',
      depth: 0,
      knownTexts: [],
    }),
  ).toBeLessThan(0);
});

it("opens a body in a body, as Microsoft's Trouter sends them", () => {
  const body = JSON.stringify({ resource: { content: '<p>see you at eight</p>' } });
  expect(outlineOf(findingOf(`3:::${JSON.stringify({ id: 3, body })}`))).toContain(
    'body.resource.content: text',
  );
});
