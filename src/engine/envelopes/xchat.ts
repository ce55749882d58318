/**
 * X's Chat events: a Thrift struct (binary protocol) with field 100 contents and 101 conversation key version, which is
 * there only when the contents are encrypted. Encrypted contents are nonce 24 B ‖ XSalsa20-Poly1305 box; without
 * encryption they are readable Thrift. Source: platforms fact sheet 3.10 (mautrix/twitter, reverse-engineered).
 */
import type { DocumentEnvelope } from './envelope.ts';
import { nodeClass } from './node-class.ts';

const CONTENTS = '100';
const KEY_VERSION = '101';
const PENDING_PUBLIC_KEY = '105';
const NONCE_SIZE = 24;
const MAC_SIZE = 16;

export const xchat: DocumentEnvelope = {
  id: 'xchat',
  recognise(node, examine) {
    if (node.layer.format !== 'thrift') return [];
    const field = (name: string) =>
      node.children.find((child) => child.name === name && child.origin === node.document);
    const contents = field(CONTENTS);
    const version = field(KEY_VERSION);
    if (contents === undefined || version === undefined || contents.content.isString) return [];
    const bytes = contents.content.bytes;
    if (bytes.length <= NONCE_SIZE + MAC_SIZE) return [];
    // What opens as a whole is no box; what stands behind the nonce must not open either.
    const box = contents.layer.class === undefined ? contents : examine(bytes.subarray(NONCE_SIZE));
    const readable = contents.layer.class === 'text';
    const match = {
      id: 'xchat',
      path: node.layer.path,
      role: 'message',
      ciphertext: {
        path: contents.layer.path,
        size: bytes.length - NONCE_SIZE - MAC_SIZE,
        class: readable ? 'text' : nodeClass(box),
      },
    } as const;
    const publicKey = field(PENDING_PUBLIC_KEY);
    return [{ match, absorbed: [contents], explained: publicKey ? [publicKey] : [] }];
  },
};
