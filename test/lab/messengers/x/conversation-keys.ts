/** How a page of XChat gets and shares conversation keys: GraphQL calls to the service, which sees wrapped keys only. */
import nacl from 'tweetnacl';
import { fromBase64, toBase64 } from '../../client/base64.ts';
import { makeMemberKeys, wrapFor } from './member-keys.ts';

export interface Member {
  id: string;
  public_key: string;
}

interface ConversationKey {
  version: string;
  key: Uint8Array<ArrayBuffer>;
  members: string;
}

/** Calls one GraphQL operation. @throws Error when the answer isn't ok. */
export async function call<T>(operation: string, variables: object): Promise<T> {
  const answer = await fetch(`https://api.x.com/graphql/l4bQueryId/${operation}`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ variables, queryId: 'l4bQueryId' }),
  });
  if (!answer.ok) throw new Error(`${operation} answered ${answer.status}`);
  return ((await answer.json()) as { data: T }).data;
}

export interface ConversationKeys {
  /** Secretbox under the key for today's members: nonce ‖ box, with the key's version. */
  seal(contents: Uint8Array): Promise<{ contents: Uint8Array; keyVersion: string }>;
  /** @throws Error when the key isn't shared with this member. */
  open(contents: Uint8Array, keyVersion: string): Promise<Uint8Array>;
}

/** Enrols a member and keeps the keys of one conversation. */
export async function enrol(conversation: string, me: string): Promise<ConversationKeys> {
  const mine = await makeMemberKeys();
  const known = new Map<string, ConversationKey>();
  let current: ConversationKey | undefined;
  await call('AddXChatPublicKeyMutation', {
    conversation_id: conversation,
    member: me,
    public_key: toBase64(mine.publicPoint),
  });

  async function currentKey(): Promise<ConversationKey> {
    const { members } = await call<{ members: Member[] }>('GetXChatMembersQuery', {
      conversation_id: conversation,
    });
    const names = members.map(({ id }) => id).join();
    if (current?.members === names) return current;
    const made: ConversationKey = {
      version: `${Date.now()}${Math.floor(Math.random() * 1000)}`,
      key: nacl.randomBytes(nacl.secretbox.keyLength) as Uint8Array<ArrayBuffer>,
      members: names,
    };
    const wrapped = members.map(async ({ id, public_key }) => ({
      member: id,
      encrypted_conversation_key: toBase64(await wrapFor(fromBase64(public_key), made.key)),
    }));
    await call('AddEncryptedConversationKeysMutation', {
      conversation_id: conversation,
      conversation_key_version: made.version,
      keys: await Promise.all(wrapped),
    });
    known.set(made.version, made);
    current = made;
    return made;
  }

  async function keyOf(version: string): Promise<Uint8Array> {
    const have = known.get(version);
    if (have !== undefined) return have.key;
    const { encrypted_conversation_key } = await call<{ encrypted_conversation_key: string }>(
      'GetEncryptedConversationKeyQuery',
      { conversation_id: conversation, conversation_key_version: version, member: me },
    );
    const key = await mine.unwrap(fromBase64(encrypted_conversation_key));
    known.set(version, { version, key, members: '' });
    return key;
  }

  return {
    async seal(contents) {
      const { key, version } = await currentKey();
      const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
      const box = nacl.secretbox(contents, nonce, key);
      return { contents: new Uint8Array([...nonce, ...box]), keyVersion: version };
    },
    async open(contents, keyVersion) {
      const nonce = contents.slice(0, nacl.secretbox.nonceLength);
      const box = contents.slice(nacl.secretbox.nonceLength);
      const opened = nacl.secretbox.open(box, nonce, await keyOf(keyVersion));
      if (opened === null) throw new Error('a message could not be opened');
      return opened;
    },
  };
}
