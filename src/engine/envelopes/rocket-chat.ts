/**
 * End-to-end encrypted contents of Rocket.Chat (RocketChat/Rocket.Chat, apps/meteor/client/lib/e2ee/content.ts and
 * crypto/aes.ts): an object that names its algorithm. `rc.v1.aes-sha2`: twelve characters of key id, then base64 of IV
 * 16 B and AES-CBC; `rc.v2.aes-sha2`: key id, IV of 12 bytes, AES-GCM. Older clients put the first form into `msg` of a
 * message with `t: "e2e"`.
 */
import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { type JsonObject, type Member, membersNamed } from './json-objects.ts';
import { nodeClass } from './node-class.ts';

const VERSION_1 = 'rc.v1.aes-sha2';
const VERSION_2 = 'rc.v2.aes-sha2';
const KEY_ID = /^[A-Za-z0-9+/]{12}/;
const KEY_ID_LENGTH = 12;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const CBC_IV = 16;
const GCM_IV = 12;
const GCM_TAG = 16;

export const rocketChat: DocumentEnvelope = {
  id: 'rocket-chat-e2ee',
  recognise(node, examine) {
    const places = [...membersNamed(node, 'ciphertext'), ...membersNamed(node, 'msg')];
    return places.flatMap((member): EnvelopeFields[] => {
      const ciphertext = ciphertextOf(member);
      if (ciphertext === undefined) return [];
      const { path } = member.node.layer;
      const size = ciphertext.length;
      const match = {
        id: 'rocket-chat-e2ee',
        path,
        role: 'message',
        ciphertext: { path, size, class: nodeClass(examine(ciphertext)) },
      } as const;
      return [{ match, absorbed: [member.node], explained: [] }];
    });
  },
};

function ciphertextOf({ node, object }: Member): Uint8Array | undefined {
  const { algorithm, ciphertext, t: type, msg } = object;
  if (node.name === 'msg') return type === 'e2e' ? version1(msg) : undefined;
  if (algorithm === VERSION_1) return version1(ciphertext);
  return algorithm === VERSION_2 ? version2(object) : undefined;
}

function version1(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string' || !KEY_ID.test(value)) return undefined;
  const bytes = base64Bytes(value.slice(KEY_ID_LENGTH));
  const size = (bytes?.length ?? 0) - CBC_IV;
  return bytes && size > 0 && size % 16 === 0 ? bytes.subarray(CBC_IV) : undefined;
}

/** Key ids are UUIDs in new rooms and of twelve characters in older ones. */
function version2({ kid, iv, ciphertext }: JsonObject): Uint8Array | undefined {
  if (typeof kid !== 'string' || typeof iv !== 'string' || typeof ciphertext !== 'string') {
    return undefined;
  }
  if (!UUID.test(kid) && !(KEY_ID.test(kid) && kid.length === KEY_ID_LENGTH)) return undefined;
  const bytes = base64Bytes(ciphertext);
  if (base64Bytes(iv)?.length !== GCM_IV || bytes === undefined) return undefined;
  return bytes.length > GCM_TAG ? bytes.subarray(0, bytes.length - GCM_TAG) : undefined;
}
