/**
 * Nostr events (NIP-01) whose contents are encrypted: kind 4 by NIP-04, seals (13) and gift wraps (1059) of NIP-59 by
 * NIP-44 version 2. The event must have id, key and signature of their sizes. Other kinds put NIP-44 payloads to uses
 * that are no messages (lists, remote signing), so that nothing is said of them.
 *
 * NIP-04: base64 of AES-256-CBC, `?iv=`, base64 of 16 bytes. NIP-44: base64 of 02 ‖ nonce 32 B ‖ ciphertext ‖ MAC 32 B,
 * where the ciphertext is a length and a text padded to one of few sizes.
 */
import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { Node } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { type JsonObject, memberNode, membersNamed } from './json-objects.ts';
import { sealedClass } from './node-class.ts';

const HEX_64 = /^[0-9a-f]{64}$/;
const HEX_128 = /^[0-9a-f]{128}$/;
const NIP_04 = /^([A-Za-z0-9+/]+={0,2})\?iv=([A-Za-z0-9+/]{22}==)$/;
const KIND_DIRECT = 4;
const NIP_44_KINDS: ReadonlySet<unknown> = new Set([13, 1059]);
const NIP_44_VERSION = 2;
const NONCE_SIZE = 32;
const MAC_SIZE = 32;
/** From this size of the text on, the length before it takes six bytes instead of two. */
const LONG_TEXT = 65_536;

export const nostr: DocumentEnvelope = {
  id: 'nostr',
  recognise(node, examine) {
    return membersNamed(node, 'content').flatMap(({ node: place, object }): EnvelopeFields[] => {
      const sealed = isEvent(object) ? sealedContent(object) : undefined;
      if (sealed === undefined) return [];
      const { path } = place.layer;
      const size = sealed.ciphertext.length;
      const match = {
        id: sealed.id,
        path,
        role: 'message',
        ciphertext: {
          path,
          size,
          class: sealedClass(examine(sealed.whole), examine(sealed.ciphertext)),
        },
      } as const;
      return [{ match, absorbed: [place], explained: publicParts(node, object) }];
    });
  },
};

function publicParts(node: Node, event: JsonObject): Node[] {
  return ['id', 'pubkey', 'sig'].flatMap((name) => memberNode(node, event, name) ?? []);
}

function isEvent({ id, pubkey, sig, tags, created_at: created }: JsonObject): boolean {
  return (
    typeof id === 'string' &&
    HEX_64.test(id) &&
    typeof pubkey === 'string' &&
    HEX_64.test(pubkey) &&
    typeof sig === 'string' &&
    HEX_128.test(sig) &&
    Array.isArray(tags) &&
    Number.isInteger(created)
  );
}

function sealedContent({ kind, content }: JsonObject) {
  if (typeof content !== 'string') return undefined;
  if (kind === KIND_DIRECT) {
    const ciphertext = nip04(content);
    return ciphertext && { id: 'nip04', whole: ciphertext, ciphertext };
  }
  const whole = NIP_44_KINDS.has(kind) ? nip44(content) : undefined;
  const ciphertext = whole?.subarray(NONCE_SIZE, whole.length - MAC_SIZE);
  return whole && ciphertext && { id: 'nip44', whole, ciphertext };
}

function nip04(content: string): Uint8Array | undefined {
  const [, encoded = '', iv = ''] = NIP_04.exec(content) ?? [];
  const ciphertext = base64Bytes(encoded);
  const blocks = ciphertext && ciphertext.length > 0 && ciphertext.length % 16 === 0;
  return blocks && base64Bytes(iv)?.length === 16 ? ciphertext : undefined;
}

/** Nonce, ciphertext and MAC. */
function nip44(content: string): Uint8Array | undefined {
  const bytes = base64Bytes(content);
  if (bytes?.[0] !== NIP_44_VERSION || content.length % 4 !== 0) return undefined;
  const size = bytes.length - 1 - NONCE_SIZE - MAC_SIZE;
  if (!isPaddedSize(size - 2, LONG_TEXT) && !(size >= LONG_TEXT && isPaddedSize(size - 6))) {
    return undefined;
  }
  return bytes.subarray(1);
}

/** Sizes that the padding makes: multiples of 32 up to 256, then eight steps to each power of two. */
function isPaddedSize(size: number, most = Number.POSITIVE_INFINITY): boolean {
  if (size < 32 || size > most) return false;
  const nextPower = 2 ** Math.ceil(Math.log2(size));
  return size % (nextPower <= 256 ? 32 : nextPower / 8) === 0;
}
