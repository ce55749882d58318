/** A device of the Signal protocol, made by a JavaScript port of libsignal; at both ends of the lab. */
import {
  KeyHelper,
  type KeyPairType,
  SessionBuilder,
  SessionCipher,
  SignalProtocolAddress,
  type StorageType,
} from '@privacyresearch/libsignal-protocol-typescript';

type Bytes = Uint8Array<ArrayBuffer>;

/** The public keys of a device: what others need to open a session. Without one-time key, which is optional. */
export interface Bundle {
  registrationId: number;
  identity: Bytes;
  signedKeyId: number;
  signedKey: Bytes;
  signature: Bytes;
}

export interface SealedMessage {
  type: 'pkmsg' | 'msg';
  bytes: Bytes;
}

/** Everything in one map: sessions and keys. Identities are trusted at first sight. */
class MemoryStore implements StorageType {
  readonly #values = new Map<string, unknown>();
  readonly #identity: KeyPairType;
  readonly #registrationId: number;

  constructor(identity: KeyPairType, registrationId: number) {
    this.#identity = identity;
    this.#registrationId = registrationId;
  }

  getIdentityKeyPair = async () => this.#identity;
  getLocalRegistrationId = async () => this.#registrationId;
  isTrustedIdentity = async () => true;
  saveIdentity = async () => false;
  loadPreKey = async () => undefined;
  storePreKey = async () => {};
  removePreKey = async () => {};
  loadSignedPreKey = async (id: string | number) => this.#values.get(`signed ${id}`) as KeyPairType;
  storeSignedPreKey = async (id: string | number, pair: KeyPairType) => {
    this.#values.set(`signed ${id}`, pair);
  };
  removeSignedPreKey = async () => {};
  loadSession = async (address: string) => this.#values.get(`session ${address}`) as string;
  storeSession = async (address: string, record: string) => {
    this.#values.set(`session ${address}`, record);
  };
}

const PRE_KEY_MESSAGE = 3;

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

export class SignalDevice {
  readonly bundle: Bundle;
  readonly #store: MemoryStore;

  private constructor(store: MemoryStore, bundle: Bundle) {
    this.#store = store;
    this.bundle = bundle;
  }

  static async make(): Promise<SignalDevice> {
    const identity = await KeyHelper.generateIdentityKeyPair();
    const registrationId = KeyHelper.generateRegistrationId();
    const store = new MemoryStore(identity, registrationId);
    const signed = await KeyHelper.generateSignedPreKey(identity, 1);
    await store.storeSignedPreKey(signed.keyId, signed.keyPair);
    return new SignalDevice(store, {
      registrationId,
      identity: new Uint8Array(identity.pubKey),
      signedKeyId: signed.keyId,
      signedKey: new Uint8Array(signed.keyPair.pubKey),
      signature: new Uint8Array(signed.signature),
    });
  }

  /** True when messages to that device need no bundle. */
  async knows(device: string): Promise<boolean> {
    return this.#cipher(device).hasOpenSession();
  }

  async meet(device: string, bundle: Bundle): Promise<void> {
    await new SessionBuilder(this.#store, new SignalProtocolAddress(device, 1)).processPreKey({
      registrationId: bundle.registrationId,
      identityKey: bufferOf(bundle.identity),
      signedPreKey: {
        keyId: bundle.signedKeyId,
        publicKey: bufferOf(bundle.signedKey),
        signature: bufferOf(bundle.signature),
      },
    });
  }

  /** Seals for one device that is known or was met. */
  async seal(device: string, plain: Uint8Array): Promise<SealedMessage> {
    const { type, body = '' } = await this.#cipher(device).encrypt(bufferOf(plain));
    const bytes = Uint8Array.from(body, (character) => character.charCodeAt(0));
    return { type: type === PRE_KEY_MESSAGE ? 'pkmsg' : 'msg', bytes };
  }

  /** @throws Error when the message isn't for this device or was opened before. */
  async open(device: string, { type, bytes }: SealedMessage): Promise<Uint8Array> {
    const cipher = this.#cipher(device);
    const plain =
      type === 'pkmsg'
        ? await cipher.decryptPreKeyWhisperMessage(bufferOf(bytes))
        : await cipher.decryptWhisperMessage(bufferOf(bytes));
    return new Uint8Array(plain);
  }

  #cipher(device: string): SessionCipher {
    return new SessionCipher(this.#store, new SignalProtocolAddress(device, 1));
  }
}
