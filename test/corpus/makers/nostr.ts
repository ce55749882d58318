/** Events of Nostr with encrypted contents (NIP-04, NIP-44, NIP-59), made by nostr-tools. */
import { finalizeEvent, getPublicKey, nip04, nip44, nip59 } from 'nostr-tools';
import { seededBytes } from '../seeded-bytes.ts';

const CREATED = 1_760_000_000;

export interface NostrEvents {
  /** Kind 4. */
  nip04(text: string): object;
  /** Kind 13, a seal, as it would stand on a wire by itself. */
  seal(text: string): object;
  /** Kind 1059, around a seal around kind 14. */
  giftWrap(text: string): object;
  /** A signed event of any kind with these contents. */
  event(kind: number, content: string): object;
  nip44(text: string): string;
}

/** Private keys are from the seed; nonces and the key of a wrap are the library's own. */
export function nostrEvents(seed: number): NostrEvents {
  const random = seededBytes(seed);
  const [secret, other] = [Uint8Array.from(random(32)), Uint8Array.from(random(32))];
  const to = getPublicKey(other);
  const conversation = nip44.v2.utils.getConversationKey(secret, to);
  const event = (kind: number, content: string) =>
    finalizeEvent({ kind, content, created_at: CREATED, tags: [['p', to]] }, secret);
  const rumor = (text: string) =>
    nip59.createRumor({ kind: 14, content: text, created_at: CREATED, tags: [['p', to]] }, secret);
  return {
    nip04: (text) => event(4, nip04.encrypt(secret, to, text)),
    seal: (text) => nip59.createSeal(rumor(text), secret, to),
    giftWrap: (text) => nip59.createWrap(nip59.createSeal(rumor(text), secret, to), to),
    event,
    nip44: (text) => nip44.v2.encrypt(text, conversation),
  };
}
