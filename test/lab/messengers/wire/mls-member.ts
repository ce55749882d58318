/** A member of an MLS group (RFC 9420), by ts-mls; at both ends of the lab. */
import {
  type CiphersuiteImpl,
  type ClientState,
  createApplicationMessage,
  createCommit,
  createGroup,
  decodeMlsMessage,
  defaultCapabilities,
  defaultLifetime,
  emptyPskIndex,
  encodeMlsMessage,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroup,
  type KeyPackage,
  type MLSMessage,
  type PrivateKeyPackage,
  processPrivateMessage,
} from 'ts-mls';
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const MLS = { version: 'mls10' } as const;

function read(bytes: Uint8Array): MLSMessage {
  const decoded = decodeMlsMessage(bytes, 0);
  if (decoded === undefined) throw new Error('no MLS message');
  return decoded[0];
}

interface Keys {
  publicPackage: KeyPackage;
  privatePackage: PrivateKeyPackage;
}

export class MlsMember {
  /** What the member uploads so that others can add it. */
  readonly keyPackage: Bytes;
  readonly #suite: CiphersuiteImpl;
  readonly #keys: Keys;
  #state: ClientState | undefined;

  private constructor(suite: CiphersuiteImpl, keys: Keys) {
    this.#suite = suite;
    this.#keys = keys;
    const keyPackage = keys.publicPackage;
    const message = { ...MLS, wireformat: 'mls_key_package', keyPackage } as const;
    this.keyPackage = joined(encodeMlsMessage(message));
  }

  static async make(name: string): Promise<MlsMember> {
    const suite = await getCiphersuiteImpl(
      getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'),
    );
    const identity = new TextEncoder().encode(name);
    const keys = await generateKeyPackage(
      { credentialType: 'basic', identity },
      defaultCapabilities(),
      defaultLifetime,
      [],
      suite,
    );
    return new MlsMember(suite, keys);
  }

  get #group(): ClientState {
    if (this.#state === undefined) throw new Error('in no group yet');
    return this.#state;
  }

  async begin(group: string): Promise<void> {
    const id = new TextEncoder().encode(group);
    const { publicPackage, privatePackage } = this.#keys;
    this.#state = await createGroup(id, publicPackage, privatePackage, [], this.#suite);
  }

  /** Adds a member. @returns the commit for those who are there, and the welcome for the new one. */
  async add(keyPackage: Uint8Array): Promise<{ commit: Bytes; welcome: Bytes }> {
    const message = read(keyPackage);
    if (message.wireformat !== 'mls_key_package') throw new Error('no key package');
    const proposal = { proposalType: 'add', add: { keyPackage: message.keyPackage } } as const;
    const made = await createCommit(
      { state: this.#group, cipherSuite: this.#suite },
      { extraProposals: [proposal], ratchetTreeExtension: true },
    );
    this.#state = made.newState;
    if (made.welcome === undefined) throw new Error('a commit that adds has a welcome');
    const welcome = { ...MLS, wireformat: 'mls_welcome', welcome: made.welcome } as const;
    return {
      commit: joined(encodeMlsMessage(made.commit)),
      welcome: joined(encodeMlsMessage(welcome)),
    };
  }

  async join(welcome: Uint8Array): Promise<void> {
    const message = read(welcome);
    if (message.wireformat !== 'mls_welcome') throw new Error('no welcome');
    const { publicPackage, privatePackage } = this.#keys;
    this.#state = await joinGroup(
      message.welcome,
      publicPackage,
      privatePackage,
      emptyPskIndex,
      this.#suite,
    );
  }

  async seal(plain: Uint8Array): Promise<Bytes> {
    const made = await createApplicationMessage(this.#group, plain, this.#suite);
    this.#state = made.newState;
    const { privateMessage } = made;
    const message = { ...MLS, wireformat: 'mls_private_message', privateMessage } as const;
    return joined(encodeMlsMessage(message));
  }

  /** Takes a commit or a message. @returns the message's contents, undefined for a commit. */
  async take(bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const message = read(bytes);
    if (message.wireformat !== 'mls_private_message') throw new Error('no private message');
    const result = await processPrivateMessage(
      this.#group,
      message.privateMessage,
      emptyPskIndex,
      this.#suite,
    );
    this.#state = result.newState;
    return result.kind === 'applicationMessage' ? result.message : undefined;
  }
}
