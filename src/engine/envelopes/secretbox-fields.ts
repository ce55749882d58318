/**
 * What libsodium's boxes travel in, for want of a format of their own: an object with `nonce`, 24 bytes, and beside it
 * `ciphertext` or `box`, at least a tag of 16 bytes and something (doc.libsodium.org, "Secret-key cryptography:
 * authenticated encryption"). Two names and a size are no exact form: the verdict never takes it for more than a hint
 * (docs/decisions/0006-forms-without-a-mark.md).
 */
import { base64Bytes } from '../decoders/base64-bytes.ts';
import { hexBytes } from '../decoders/hex.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { type JsonObject, memberNode, membersNamed } from './json-objects.ts';
import { nodeClass } from './node-class.ts';
import { isTokenField } from './token-field.ts';

const NONCE_SIZE = 24;
const TAG_SIZE = 16;
const BOX_NAMES: readonly string[] = ['ciphertext', 'box', 'cipherText', 'encrypted', 'secretbox'];
const HEX = /^(?:[0-9a-f]{2})+$/;

export const secretboxFields: DocumentEnvelope = {
  id: 'secretbox-fields',
  recognise(node, examine) {
    return membersNamed(node, 'nonce').flatMap(({ node: nonce, object }): EnvelopeFields[] => {
      if (memberBytes(object, 'nonce')?.length !== NONCE_SIZE) return [];
      const name = BOX_NAMES.find((candidate) => candidate in object);
      const box = name === undefined ? undefined : memberBytes(object, name);
      const place = name === undefined ? undefined : memberNode(node, object, name);
      if (box === undefined || place === undefined || box.length <= TAG_SIZE) return [];
      const { path } = place.layer;
      if (path.split(/[.[\]]+/).some(isTokenField)) return [];
      const size = box.length - TAG_SIZE;
      const match = {
        id: 'secretbox-fields',
        path,
        role: 'message',
        ciphertext: { path, size, class: nodeClass(examine(box)) },
      } as const;
      return [{ match, absorbed: [place], explained: [nonce] }];
    });
  },
};

function memberBytes(object: JsonObject, name: string): Uint8Array | undefined {
  const value = object[name];
  if (typeof value !== 'string') return undefined;
  return HEX.test(value) ? hexBytes(value) : base64Bytes(value);
}
