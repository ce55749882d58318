/** Messages of Proteus, Wire's ratchet, made by Wire's library; and Wire's protobuf around them. */
import { init, keys, type message, session } from '@wireapp/proteus';
import protobuf from 'protobufjs/minimal.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (envelope: message.Envelope) => new Uint8Array(envelope.serialise());

export interface ProteusMessages {
  /** Begins a session. */
  preKey(text: string): Uint8Array;
  message(text: string): Uint8Array;
}

/** Alice begins a session, Bob answers: his messages are ordinary ones. Keys are the library's own. */
export async function proteusMessages(): Promise<ProteusMessages> {
  await init();
  const [alice, bob] = [new keys.IdentityKeyPair(), new keys.IdentityKeyPair()];
  const preKey = new keys.PreKey(1);
  const store = {
    load_prekey: async () => preKey,
    load_prekeys: async () => [preKey],
    delete_prekey: async () => 1,
  } as unknown as session.PreKeyStore;
  const { Session } = session;
  const outbound = Session.init_from_prekey(alice, new keys.PreKeyBundle(bob.public_key, preKey));
  const first = Session.encrypt(outbound, 'hello');
  const [inbound] = await Session.init_from_message(bob, store, first);
  return {
    preKey: (text) => bytesOf(Session.encrypt(outbound, utf8(text))),
    message: (text) => bytesOf(Session.encrypt(inbound, utf8(text))),
  };
}

/** NewOtrMessage of wireapp/generic-message-proto `otr.proto`: sender, users, their clients, a message for each. */
export function wireOtrMessage(
  texts: readonly Uint8Array[],
  blob?: Uint8Array,
  more?: string,
): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork().uint32(8).uint64(0x1234_5678_9abc).ldelim();
  writer.uint32(18).fork();
  writer.uint32(10).fork().uint32(10).bytes(USER).ldelim();
  for (const [at, text] of texts.entries()) {
    writer.uint32(18).fork();
    writer
      .uint32(10)
      .fork()
      .uint32(8)
      .uint64(0x4321 + at)
      .ldelim();
    writer.uint32(18).bytes(text).ldelim();
  }
  writer.ldelim().uint32(24).bool(true);
  if (blob) writer.uint32(34).bytes(blob);
  if (more !== undefined) writer.uint32(122).string(more);
  return writer.finish();
}

const USER = Buffer.from('9f1d2c3b4a5948778695a4b3c2d1e0f1', 'hex');
