/** A device of Wire's Proteus, by Wire's own library; at both ends of the lab. */
import { init, keys, message, session } from '@wireapp/proteus';
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export class ProteusDevice {
  /** The last-resort prekey bundle: anybody can open a session with it. */
  readonly bundle: Bytes;
  readonly #identity: keys.IdentityKeyPair;
  readonly #store: session.PreKeyStore;
  readonly #sessions = new Map<string, session.Session>();

  private constructor(identity: keys.IdentityKeyPair, preKey: keys.PreKey) {
    this.#identity = identity;
    this.#store = {
      load_prekey: async () => preKey,
      load_prekeys: async () => [preKey],
      delete_prekey: async () => preKey.key_id,
    } as unknown as session.PreKeyStore;
    const bundle = new keys.PreKeyBundle(identity.public_key, preKey);
    this.bundle = joined(new Uint8Array(bundle.serialise()));
  }

  static async make(): Promise<ProteusDevice> {
    await init();
    return new ProteusDevice(new keys.IdentityKeyPair(), keys.PreKey.last_resort());
  }

  /** Seals for a device. @param bundle its keys, for the first message. */
  seal(device: string, bundle: Uint8Array, plain: Uint8Array): Bytes {
    const known =
      this.#sessions.get(device) ??
      session.Session.init_from_prekey(
        this.#identity,
        keys.PreKeyBundle.deserialise(joined(bundle).buffer),
      );
    this.#sessions.set(device, known);
    return joined(new Uint8Array(session.Session.encrypt(known, plain).serialise()));
  }

  /** @throws Error when it was sealed for another device. */
  async open(device: string, sealed: Uint8Array): Promise<Uint8Array> {
    const envelope = message.Envelope.deserialise(joined(sealed).buffer);
    const known = this.#sessions.get(device);
    if (known !== undefined) return known.decrypt(this.#store, envelope);
    const [opened, plain] = await session.Session.init_from_message(
      this.#identity,
      this.#store,
      envelope,
    );
    this.#sessions.set(device, opened);
    return plain;
  }
}
