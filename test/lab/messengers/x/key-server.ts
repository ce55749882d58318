import type { Member } from './conversation-keys.ts';

interface KeyServer {
  /** @throws Error for an operation that it doesn't know. */
  answer(operation: string, variables: Record<string, unknown>): object;
}

/** The service's side of XChat's keys: public keys, and conversation keys that are wrapped to them. */
export function keyServer(): KeyServer {
  const members = new Map<string, Member[]>();
  const wrapped = new Map<string, string>();
  const slot = (...parts: unknown[]): string => parts.map(String).join('|');

  return {
    answer(operation, variables) {
      const conversation = String(variables.conversation_id);
      const version = String(variables.conversation_key_version);
      const present = members.get(conversation) ?? [];
      switch (operation) {
        case 'AddXChatPublicKeyMutation': {
          const id = String(variables.member);
          const others = present.filter((member) => member.id !== id);
          const public_key = String(variables.public_key);
          members.set(conversation, [...others, { id, public_key }]);
          return {};
        }
        case 'GetXChatMembersQuery':
          return { members: present };
        case 'AddEncryptedConversationKeysMutation': {
          const keys = variables.keys as { member: string; encrypted_conversation_key: string }[];
          for (const { member, encrypted_conversation_key } of keys) {
            wrapped.set(slot(conversation, version, member), encrypted_conversation_key);
          }
          return {};
        }
        case 'GetEncryptedConversationKeyQuery': {
          const key = wrapped.get(slot(conversation, version, variables.member));
          return { encrypted_conversation_key: key ?? '' };
        }
        default:
          throw new Error(`no operation ${operation}`);
      }
    },
  };
}
