/**
 * X's Chat events: a Thrift struct (binary protocol) with field 100 contents and 101 conversation key version, which is
 * there only when the contents are encrypted. Encrypted contents are nonce 24 B ‖ XSalsa20-Poly1305 box; without
 * encryption they are readable Thrift. Source: platforms fact sheet 3.10 (mautrix/twitter, reverse-engineered).
 */
import type { Node } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { sealedClass } from './node-class.ts';

const CONTENTS = '100';
const KEY_VERSION = '101';
const PENDING_PUBLIC_KEY = '105';
const NONCE_SIZE = 24;
const MAC_SIZE = 16;

/** Where a struct stands that may be such an event: by itself, or as the detail (7, 1) of a received one. */
const PLACES = /(?:^|\.)7\.1$/;

export const xchat: DocumentEnvelope = {
  id: 'xchat',
  recognise(node, examine) {
    if (node.layer.format !== 'thrift') return [];
    return node.children
      .filter((child) => child.name === CONTENTS && isPlace(node, child))
      .flatMap((contents) => recogniseEvent(node, contents, examine));
  },
};

function isPlace(node: Node, { layer, origin }: Node): boolean {
  if (origin === node.document) return true;
  return PLACES.test(structPath(layer.path).slice(node.layer.path.length));
}

/** Path of the struct that holds the contents at `path`. */
function structPath(path: string): string {
  return path.slice(0, Math.max(0, path.length - CONTENTS.length - 1));
}

function recogniseEvent(
  node: Node,
  contents: Node,
  examine: (bytes: Uint8Array) => Node,
): EnvelopeFields[] {
  const field = (name: string) =>
    node.children.find((child) => child.name === name && child.origin === contents.origin);
  const version = field(KEY_VERSION);
  if (version === undefined || contents.content.isString) return [];
  const bytes = contents.content.bytes;
  if (bytes.length <= NONCE_SIZE + MAC_SIZE) return [];
  // What opens as a whole is no box; what stands behind the nonce must not open either.
  const box = contents.layer.class === undefined ? contents : examine(bytes.subarray(NONCE_SIZE));
  const readable = contents.layer.class === 'text';
  const sealed = examine(bytes.subarray(NONCE_SIZE + MAC_SIZE));
  const match = {
    id: 'xchat',
    path: structPath(contents.layer.path),
    role: 'message',
    ciphertext: {
      path: contents.layer.path,
      size: bytes.length - NONCE_SIZE - MAC_SIZE,
      class: readable ? 'text' : sealedClass(box, sealed),
    },
  } as const;
  const publicKey = field(PENDING_PUBLIC_KEY);
  return [{ match, absorbed: [contents], explained: publicKey ? [publicKey] : [] }];
}
