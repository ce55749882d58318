/** Real Signal-protocol messages between two accounts in memory, made by a JavaScript port of libsignal. */
import {
  KeyHelper,
  type KeyPairType,
  SessionBuilder,
  SessionCipher,
  SignalProtocolAddress,
  type StorageType,
} from '@privacyresearch/libsignal-protocol-typescript';

/** Everything in one map: sessions, keys, identities. */
class MemoryStore implements StorageType {
  readonly #values = new Map<string, unknown>();
  readonly #identity: KeyPairType;
  readonly registrationId: number;

  constructor(identity: KeyPairType, registrationId: number) {
    this.#identity = identity;
    this.registrationId = registrationId;
  }

  getIdentityKeyPair = async () => this.#identity;
  getLocalRegistrationId = async () => this.registrationId;
  isTrustedIdentity = async () => true;
  saveIdentity = async () => true;
  loadPreKey = async (id: string | number) => this.#values.get(`pre ${id}`) as KeyPairType;
  storePreKey = async (id: string | number, pair: KeyPairType) => {
    this.#values.set(`pre ${id}`, pair);
  };
  removePreKey = async (id: string | number) => {
    this.#values.delete(`pre ${id}`);
  };
  loadSignedPreKey = async (id: string | number) => this.#values.get(`signed ${id}`) as KeyPairType;
  storeSignedPreKey = async (id: string | number, pair: KeyPairType) => {
    this.#values.set(`signed ${id}`, pair);
  };
  removeSignedPreKey = async (id: string | number) => {
    this.#values.delete(`signed ${id}`);
  };
  loadSession = async (address: string) => this.#values.get(`session ${address}`) as string;
  storeSession = async (address: string, record: string) => {
    this.#values.set(`session ${address}`, record);
  };
}

function bytesOf(binary: string | undefined): Uint8Array {
  return Uint8Array.from(binary ?? '', (character) => character.charCodeAt(0));
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** What Alice sends Bob: first a pre-key message; after Bob's answer, ordinary messages. */
export class SignalPair {
  readonly #alice: SessionCipher;

  private constructor(alice: SessionCipher) {
    this.#alice = alice;
  }

  static async create(): Promise<{ pair: SignalPair; firstMessage: Uint8Array }> {
    const aliceStore = new MemoryStore(
      await KeyHelper.generateIdentityKeyPair(),
      KeyHelper.generateRegistrationId(),
    );
    const identity = await KeyHelper.generateIdentityKeyPair();
    const bobStore = new MemoryStore(identity, KeyHelper.generateRegistrationId());
    const preKey = await KeyHelper.generatePreKey(1337);
    const signedPreKey = await KeyHelper.generateSignedPreKey(identity, 1);
    await bobStore.storePreKey(preKey.keyId, preKey.keyPair);
    await bobStore.storeSignedPreKey(signedPreKey.keyId, signedPreKey.keyPair);
    const bobAddress = new SignalProtocolAddress('bob', 1);
    const aliceAddress = new SignalProtocolAddress('alice', 1);
    await new SessionBuilder(aliceStore, bobAddress).processPreKey({
      registrationId: bobStore.registrationId,
      identityKey: identity.pubKey,
      signedPreKey: {
        keyId: signedPreKey.keyId,
        publicKey: signedPreKey.keyPair.pubKey,
        signature: signedPreKey.signature,
      },
      preKey: { keyId: preKey.keyId, publicKey: preKey.keyPair.pubKey },
    });
    const alice = new SessionCipher(aliceStore, bobAddress);
    const bob = new SessionCipher(bobStore, aliceAddress);
    const pair = new SignalPair(alice);
    const firstMessage = await pair.encrypt(new TextEncoder().encode('hello'));
    await bob.decryptPreKeyWhisperMessage(bufferOf(firstMessage));
    const answer = await bob.encrypt(bufferOf(new TextEncoder().encode('hello back')));
    await alice.decryptWhisperMessage(bufferOf(bytesOf(answer.body)));
    return { pair, firstMessage };
  }

  async encrypt(plaintext: Uint8Array): Promise<Uint8Array> {
    const { body } = await this.#alice.encrypt(bufferOf(plaintext));
    return bytesOf(body);
  }
}
