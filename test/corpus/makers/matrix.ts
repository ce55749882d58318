/** Real Olm and Megolm messages, made by libolm (WebAssembly). */
import Olm from '@matrix-org/olm';

export interface MatrixMessages {
  /** The body of a first Olm message, base64. */
  olmPreKey: string;
  /** The body of an answer, base64. */
  olm: string;
  /** Encrypts with one Megolm session; base64. */
  megolm(text: string): string;
  sessionId: string;
  /** What one would need to read it: never part of an honest event. */
  sessionKey: string;
  senderKey: string;
}

export async function matrixMessages(): Promise<MatrixMessages> {
  await Olm.init();
  const alice = new Olm.Account();
  const bob = new Olm.Account();
  alice.create();
  bob.create();
  bob.generate_one_time_keys(1);
  const senderKey = JSON.parse(alice.identity_keys()).curve25519;
  const bobKey = JSON.parse(bob.identity_keys()).curve25519;
  const oneTimeKey = Object.values(JSON.parse(bob.one_time_keys()).curve25519)[0] as string;
  const outbound = new Olm.Session();
  outbound.create_outbound(alice, bobKey, oneTimeKey);
  const first = outbound.encrypt('{"type":"m.room_key"}');
  const inbound = new Olm.Session();
  inbound.create_inbound(bob, first.body);
  inbound.decrypt(first.type, first.body);
  const answer = inbound.encrypt('{"type":"m.dummy"}');
  const group = new Olm.OutboundGroupSession();
  group.create();
  return {
    olmPreKey: first.body,
    olm: answer.body,
    megolm: (text) => group.encrypt(text),
    sessionId: group.session_id(),
    sessionKey: group.session_key(),
    senderKey,
  };
}
