/** OMEMO stanzas: ratchet messages by the Signal library, payloads by WebCrypto, as XMPP clients make them. */
import { randomBytes, webcrypto } from 'node:crypto';
import protobuf from 'protobufjs/minimal.js';
import type { SignalPair } from './signal.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

export interface Omemo {
  iv: string;
  keys: string[];
  payload: string;
}

/** Version 0.3: AES-128-GCM; key and tag travel inside the ratchet messages, here to two devices. */
export async function omemoLegacy(pair: SignalPair, text: string): Promise<Omemo> {
  const iv = randomBytes(12);
  const raw = randomBytes(16);
  const key = await webcrypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const sealed = new Uint8Array(
    await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text)),
  );
  const keyAndTag = Buffer.concat([raw, sealed.subarray(sealed.length - 16)]);
  const keys = [await pair.encrypt(keyAndTag), await pair.encrypt(keyAndTag)].map(base64);
  return { iv: base64(iv), keys, payload: base64(sealed.subarray(0, sealed.length - 16)) };
}

export function legacyStanza({ iv, keys, payload }: Omemo, namespace?: string): string {
  const keyElements = keys.map((key, at) => `<key rid="${1000 + at}">${key}</key>`).join('');
  const payloadElement = payload === '' ? '' : `<payload>${payload}</payload>`;
  return (
    '<message xmlns="jabber:client" to="bob@example.org" type="chat" id="m1">' +
    `<encrypted xmlns="${namespace ?? 'eu.siacs.conversations.axolotl'}"><header sid="27183">` +
    `${keyElements}<iv>${iv}</iv></header>${payloadElement}</encrypted>` +
    '<body>I sent you an OMEMO encrypted message.</body><store xmlns="urn:xmpp:hints"/></message>'
  );
}

/** A key of OMEMO 2: MAC 16 B and a ratchet message with a 32-byte key and AES-CBC ciphertext. */
export function omemo2Key(): Uint8Array {
  const message = protobuf.Writer.create();
  message.uint32(8).uint32(3).uint32(16).uint32(0);
  message.uint32(26).bytes(randomBytes(32)).uint32(34).bytes(randomBytes(64));
  const whole = protobuf.Writer.create();
  whole.uint32(10).bytes(randomBytes(16)).uint32(18).bytes(message.finish());
  return whole.finish();
}

export function version2Stanza(key: Uint8Array, payload: Uint8Array): string {
  return (
    '<message xmlns="jabber:client" to="bob@example.org"><encrypted xmlns="urn:xmpp:omemo:2">' +
    `<header sid="27183"><keys jid="bob@example.org"><key rid="31415">${base64(key)}</key></keys>` +
    `</header><payload>${base64(payload)}</payload></encrypted></message>`
  );
}
