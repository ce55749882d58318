import { isLoopback } from './loopback.ts';
import type { Reason } from './verdict.ts';

/** Where something stands, in words: "in field message.body of what the page sent to chat.example.org". */
export function place(reason: Reason, verb: 'sent to' | 'received from' = 'sent to'): string {
  const payload = `what the page ${verb} ${reason.host ?? 'the service'}`;
  return reason.path ? `in field ${reason.path} of ${payload}` : `in ${payload}`;
}

/** Who can read what stands readable there. */
export function readers(reason: Reason): string {
  const reader = reason.reader ?? 'the service';
  if (reason.secure !== false) return `TLS hides it from the network; ${reader} can read it.`;
  if (reason.host !== undefined && isLoopback(reason.host)) {
    return `The connection has no TLS, but it never leaves this machine; ${reader} can read it.`;
  }
  return `The connection has no TLS: anyone on the network path can read it, and so can ${reader}.`;
}

/** By envelope id; a map, so that no id finds what every object inherits. */
export const envelopeNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    signal: 'a Signal message',
    'signal-prekey': 'a Signal message that begins a session',
    'signal-sender-key': 'a Signal group message',
    'signal-sender-key-distribution': "the key of a Signal group's messages",
    'signal-sealed-sender': 'a Signal message with a sealed sender',
    olm: 'an Olm message',
    'olm-prekey': 'an Olm message that begins a session',
    megolm: 'a Megolm message',
    'matrix-event': 'an encrypted Matrix event',
    omemo: 'an OMEMO message',
    'omemo-2': 'an OMEMO 2 message',
    mls: 'an MLS message',
    'mls-handshake': 'an MLS handshake',
    proteus: 'a Proteus message',
    'proteus-prekey': 'a Proteus message that begins a session',
    'wire-otr': 'a Wire message for many devices',
    openpgp: 'an OpenPGP message',
    age: 'an age file',
    cms: 'an S/MIME message',
    jwe: 'a JWE object',
    'jwe-json': 'a JWE object in JSON',
    nostr: 'an encrypted Nostr event',
    nip04: 'a Nostr direct message (NIP-04)',
    nip44: 'a Nostr message (NIP-44)',
    'rocket-chat-e2ee': 'an encrypted Rocket.Chat message',
    snapchat: 'an encrypted Snapchat message',
    'snapchat-eel': 'an encrypted Snapchat message (EEL)',
    'snapchat-fidelius': 'an encrypted Snapchat message (Fidelius)',
    'secretbox-fields': 'a box of libsodium',
    xchat: 'an encrypted X Chat message',
    noise: 'the Noise transport encryption',
    mtproto: 'the MTProto transport encryption',
    saltyrtc: 'the SaltyRTC encryption between browser and phone',
    'google-messages': 'the encryption between browser and phone',
  }),
);

/** An envelope's name for people, with its article; an unknown id as it is. */
export function envelopeName(id: string | undefined): string {
  return id === undefined ? 'an encrypted message' : (envelopeNames.get(id) ?? id);
}
