/** Messages of MLS (RFC 9420), made by ts-mls. */
import {
  type ClientState,
  createApplicationMessage,
  createCommit,
  createGroup,
  createGroupInfoWithExternalPub,
  createProposal,
  defaultCapabilities,
  defaultLifetime,
  encodeMlsMessage,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
} from 'ts-mls';

const utf8 = (text: string) => new TextEncoder().encode(text);
const MLS = { version: 'mls10' } as const;

export interface MlsMessages {
  /** An application message in a PrivateMessage. */
  application(text: string): Promise<Uint8Array>;
  /** A commit in a PrivateMessage. */
  commit: Uint8Array;
  /** A proposal in a PrivateMessage. */
  proposal: Uint8Array;
  /** A proposal in a PublicMessage: signed, readable. */
  publicProposal: Uint8Array;
  welcome: Uint8Array;
  keyPackage: Uint8Array;
  groupInfo: Uint8Array;
}

/** A group of two. Keys and nonces are the library's own. */
export async function mlsMessages(): Promise<MlsMessages> {
  const suite = getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519');
  const impl = await getCiphersuiteImpl(suite);
  const member = (name: string) =>
    generateKeyPackage(
      { credentialType: 'basic', identity: utf8(name) },
      defaultCapabilities(),
      defaultLifetime,
      [],
      impl,
    );
  const [alice, bob, carol] = [await member('alice'), await member('bob'), await member('carol')];
  const add = (one: typeof bob) =>
    ({ proposalType: 'add', add: { keyPackage: one.publicPackage } }) as const;

  let state: ClientState = await createGroup(
    utf8('group-0001'),
    alice.publicPackage,
    alice.privatePackage,
    [],
    impl,
  );
  const commit = await createCommit(
    { state, cipherSuite: impl },
    { extraProposals: [add(bob)], wireAsPublicMessage: false },
  );
  state = commit.newState;
  if (commit.welcome === undefined) throw new Error('a commit that adds somebody has a welcome');
  const proposal = await createProposal(state, false, add(carol), impl);
  const open = await createProposal(state, true, add(carol), impl);
  const info = await createGroupInfoWithExternalPub(state, [], impl);
  return {
    async application(text) {
      const { newState, privateMessage } = await createApplicationMessage(state, utf8(text), impl);
      state = newState;
      return encodeMlsMessage({ ...MLS, wireformat: 'mls_private_message', privateMessage });
    },
    commit: encodeMlsMessage(commit.commit),
    proposal: encodeMlsMessage(proposal.message),
    publicProposal: encodeMlsMessage(open.message),
    welcome: encodeMlsMessage({ ...MLS, wireformat: 'mls_welcome', welcome: commit.welcome }),
    keyPackage: encodeMlsMessage({
      ...MLS,
      wireformat: 'mls_key_package',
      keyPackage: bob.publicPackage,
    }),
    groupInfo: encodeMlsMessage({ ...MLS, wireformat: 'mls_group_info', groupInfo: info }),
  };
}
