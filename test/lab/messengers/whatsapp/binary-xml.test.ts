import { expect, it } from 'vitest';
import { decodeNode, encodeNode, node } from './binary-xml.ts';

const message = node('message', { to: '4915112345678@s.whatsapp.net', type: 'text', id: '3EB0' }, [
  node('participants', {}, [
    node('to', { jid: 'robin@s.whatsapp.net' }, [
      node('enc', { v: '2', type: 'msg' }, new Uint8Array(300).fill(7)),
    ]),
  ]),
]);

it('reads back what it wrote', () => {
  expect(decodeNode(encodeNode(message))).toEqual(message);
});

it('opens with a flag byte, a list and the word for a message', () => {
  expect([...encodeNode(message).subarray(0, 4)]).toEqual([0, 0xf8, 8, 19]);
});
