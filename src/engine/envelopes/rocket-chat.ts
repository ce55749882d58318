/**
 * End-to-end encrypted contents of Rocket.Chat (RocketChat/Rocket.Chat, apps/meteor/client/lib/e2ee/content.ts and
 * crypto/aes.ts): an object that names its algorithm. `rc.v1.aes-sha2`: twelve characters of key id, then base64 of IV
 * 16 B and AES-CBC; `rc.v2.aes-sha2`: key id, IV of 12 bytes, AES-GCM. Older clients put the first form into `msg` of a
 * message with `t: "e2e"`.
 */
import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { type JsonObject, type Member, membersNamed } from './json-objects.ts';
import { sealedClass } from './node-class.ts';

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
      const sealed = sealedOf(member);
      if (sealed === undefined) return [];
      const { whole, ciphertext } = sealed;
      const { path } = member.node.layer;
      const size = ciphertext.length;
      const match = {
        id: 'rocket-chat-e2ee',
        path,
        role: 'message',
        ciphertext: { path, size, class: sealedClass(examine(whole), examine(ciphertext)) },
      } as const;
      return [{ match, absorbed: [member.node], explained: [] }];
    });
  },
};

/** Bytes behind the key id, and what of them is neither IV nor tag. */
interface Sealed {
  whole: Uint8Array;
  ciphertext: Uint8Array;
}

function sealedOf({ node, object }: Member): Sealed | undefined {
  const { algorithm, ciphertext, t: type, msg } = object;
  if (node.name === 'msg') return type === 'e2e' ? version1(msg) : undefined;
  if (algorithm === VERSION_1) return version1(ciphertext);
  return algorithm === VERSION_2 ? version2(object) : undefined;
}

function version1(value: unknown): Sealed | undefined {
  if (typeof value !== 'string' || !KEY_ID.test(value)) return undefined;
  const whole = base64Bytes(value.slice(KEY_ID_LENGTH));
  const size = (whole?.length ?? 0) - CBC_IV;
  if (whole === undefined || size <= 0 || size % 16 !== 0) return undefined;
  return { whole, ciphertext: whole.subarray(CBC_IV) };
}

/** Key ids are UUIDs in new rooms and of twelve characters in older ones. */
function version2({ kid, iv, ciphertext }: JsonObject): Sealed | undefined {
  if (typeof kid !== 'string' || typeof iv !== 'string' || typeof ciphertext !== 'string') {
    return undefined;
  }
  if (!UUID.test(kid) && !(KEY_ID.test(kid) && kid.length === KEY_ID_LENGTH)) return undefined;
  const whole = base64Bytes(ciphertext);
  if (base64Bytes(iv)?.length !== GCM_IV || whole === undefined) return undefined;
  const size = whole.length - GCM_TAG;
  return size > 0 ? { whole, ciphertext: whole.subarray(0, size) } : undefined;
}
