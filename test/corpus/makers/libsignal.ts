/** Messages of Signal's own library (libsignal): with Kyber keys, in groups, and with a sealed sender. */
import {
  type CiphertextMessage,
  type Direction,
  groupEncrypt,
  IdentityKeyPair,
  IdentityKeyStore,
  KEMKeyPair,
  KyberPreKeyRecord,
  KyberPreKeyStore,
  PreKeyBundle,
  PreKeyRecord,
  PreKeySignalMessage,
  PreKeyStore,
  PrivateKey,
  ProtocolAddress,
  type PublicKey,
  processPreKeyBundle,
  SenderCertificate,
  SenderKeyDistributionMessage,
  type SenderKeyRecord,
  SenderKeyStore,
  ServerCertificate,
  SessionRecord,
  SessionStore,
  SignalMessage,
  SignedPreKeyRecord,
  SignedPreKeyStore,
  sealedSenderEncryptMessage,
  signalDecrypt,
  signalDecryptPreKey,
  signalEncrypt,
} from '@signalapp/libsignal-client';

type Bytes = Uint8Array<ArrayBuffer>;

const ALICE = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';
const GROUP = '33333333-3333-4333-8333-333333333333';
const REGISTRATION_ID = 4711;
const CREATED = 1_760_000_000_000;

const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text));

class Sessions extends SessionStore {
  readonly #records = new Map<string, Bytes>();
  async saveSession(name: ProtocolAddress, record: SessionRecord): Promise<void> {
    this.#records.set(name.toString(), record.serialize());
  }
  async getSession(name: ProtocolAddress): Promise<SessionRecord | null> {
    const bytes = this.#records.get(name.toString());
    return bytes ? SessionRecord.deserialize(bytes) : null;
  }
  async getExistingSessions(addresses: ProtocolAddress[]): Promise<SessionRecord[]> {
    const records = await Promise.all(addresses.map((address) => this.getSession(address)));
    return records.filter((record) => record !== null);
  }
}

class Identities extends IdentityKeyStore {
  readonly pair = IdentityKeyPair.generate();
  readonly #known = new Map<string, PublicKey>();
  override async getIdentityKeyPair(): Promise<IdentityKeyPair> {
    return this.pair;
  }
  async getIdentityKey(): Promise<PrivateKey> {
    return this.pair.privateKey;
  }
  async getLocalRegistrationId(): Promise<number> {
    return REGISTRATION_ID;
  }
  async saveIdentity(name: ProtocolAddress, key: PublicKey): Promise<number> {
    this.#known.set(name.toString(), key);
    return 0;
  }
  async isTrustedIdentity(_name: ProtocolAddress, _key: PublicKey, _way: Direction) {
    return true;
  }
  async getIdentity(name: ProtocolAddress): Promise<PublicKey | null> {
    return this.#known.get(name.toString()) ?? null;
  }
}

/** A store for one record, as one conversation needs it. */
class PreKeys extends PreKeyStore {
  readonly record: PreKeyRecord;
  constructor(record: PreKeyRecord) {
    super();
    this.record = record;
  }
  async savePreKey(): Promise<void> {}
  async getPreKey(): Promise<PreKeyRecord> {
    return this.record;
  }
  async removePreKey(): Promise<void> {}
}

class SignedPreKeys extends SignedPreKeyStore {
  readonly record: SignedPreKeyRecord;
  constructor(record: SignedPreKeyRecord) {
    super();
    this.record = record;
  }
  async saveSignedPreKey(): Promise<void> {}
  async getSignedPreKey(): Promise<SignedPreKeyRecord> {
    return this.record;
  }
}

class KyberPreKeys extends KyberPreKeyStore {
  readonly record: KyberPreKeyRecord;
  constructor(record: KyberPreKeyRecord) {
    super();
    this.record = record;
  }
  async saveKyberPreKey(): Promise<void> {}
  async getKyberPreKey(): Promise<KyberPreKeyRecord> {
    return this.record;
  }
  async markKyberPreKeyUsed(): Promise<void> {}
}

class SenderKeys extends SenderKeyStore {
  readonly #records = new Map<string, SenderKeyRecord>();
  async saveSenderKey(sender: ProtocolAddress, group: string, record: SenderKeyRecord) {
    this.#records.set(`${sender.toString()} ${group}`, record);
  }
  async getSenderKey(sender: ProtocolAddress, group: string): Promise<SenderKeyRecord | null> {
    return this.#records.get(`${sender.toString()} ${group}`) ?? null;
  }
}

export interface LibsignalMessages {
  /** Begins a session: version 4, with a Kyber ciphertext. */
  preKey: Uint8Array;
  /** An ordinary message of the session. */
  message(text: string): Promise<Uint8Array>;
  /** The same inside an envelope that hides the sender. */
  sealedSender(text: string): Promise<Uint8Array>;
  group(text: string): Promise<Uint8Array>;
  /** What a member of the group gets first, inside an ordinary message. */
  distribution: Uint8Array;
}

/** Alice's side of a session with Bob, who has answered once. Keys and nonces are the library's own. */
export async function libsignalMessages(): Promise<LibsignalMessages> {
  const alice = ProtocolAddress.new(ALICE, 1);
  const bob = ProtocolAddress.new(BOB, 1);
  const [sessions, identities] = [new Sessions(), new Identities()];
  const [bobSessions, bobIdentities] = [new Sessions(), new Identities()];
  const sign = (bytes: Bytes): Bytes => bobIdentities.pair.privateKey.sign(bytes);
  const [preKey, signedKey, kyber] = [
    PrivateKey.generate(),
    PrivateKey.generate(),
    KEMKeyPair.generate(),
  ];
  const signature = sign(signedKey.getPublicKey().serialize());
  const kyberSignature = sign(kyber.getPublicKey().serialize());
  const bundle = PreKeyBundle.new(
    REGISTRATION_ID,
    1,
    7,
    preKey.getPublicKey(),
    8,
    signedKey.getPublicKey(),
    signature,
    bobIdentities.pair.publicKey,
    9,
    kyber.getPublicKey(),
    kyberSignature,
  );
  await processPreKeyBundle(bundle, bob, alice, sessions, identities);
  const encrypt = (text: string): Promise<CiphertextMessage> =>
    signalEncrypt(utf8(text), bob, alice, sessions, identities);

  const first = (await encrypt('hello')).serialize();
  await signalDecryptPreKey(
    PreKeySignalMessage.deserialize(first),
    alice,
    bob,
    bobSessions,
    bobIdentities,
    new PreKeys(PreKeyRecord.new(7, preKey.getPublicKey(), preKey)),
    new SignedPreKeys(
      SignedPreKeyRecord.new(8, CREATED, signedKey.getPublicKey(), signedKey, signature),
    ),
    new KyberPreKeys(KyberPreKeyRecord.new(9, CREATED, kyber, kyberSignature)),
  );
  const back = await signalEncrypt(utf8('hello back'), alice, bob, bobSessions, bobIdentities);
  const answer = SignalMessage.deserialize(back.serialize());
  await signalDecrypt(answer, bob, alice, sessions, identities);

  const senderKeys = new SenderKeys();
  const distribution = await SenderKeyDistributionMessage.create(alice, GROUP, senderKeys);
  const certificate = senderCertificate(identities.pair.publicKey);
  return {
    preKey: first,
    message: async (text) => (await encrypt(text)).serialize(),
    sealedSender: (text) =>
      sealedSenderEncryptMessage(utf8(text), bob, certificate, sessions, identities),
    group: async (text) => (await groupEncrypt(alice, GROUP, senderKeys, utf8(text))).serialize(),
    distribution: distribution.serialize(),
  };
}

function senderCertificate(key: PublicKey): SenderCertificate {
  const server = PrivateKey.generate();
  const signed = ServerCertificate.new(1, server.getPublicKey(), PrivateKey.generate());
  return SenderCertificate.new(ALICE, null, 1, key, CREATED * 2, signed, server);
}
