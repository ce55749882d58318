/**
 * Wire's protobuf around Proteus messages (wireapp/generic-message-proto, `otr.proto`): {1 {1 sender's client},
 * 2 users {1 {1 UUID}, 2 clients {1 {1 id}, 2 Proteus message}}, …}, or users in a list for each domain {1 domain,
 * 2 users}. A large message stands once in field 4, IV and AES-CBC, and the Proteus messages carry its key: that form
 * is recognised here. Without it each Proteus message is one by itself.
 */
import { type ProtobufField, protobufFields } from '../decoders/protobuf-fields.ts';
import { type Node, nodesOf } from '../node.ts';
import type { DocumentEnvelope } from './envelope.ts';
import { sealedClass } from './node-class.ts';
import { proteusEnvelope } from './proteus.ts';

const SENDER = 1;
const RECIPIENTS = 2;
const BLOB = 4;
const UUID_SIZE = 16;
const IV_SIZE = 16;

export const wireOtr: DocumentEnvelope = {
  id: 'wire-otr',
  recognise(node, examine) {
    if (node.layer.format !== 'protobuf') return [];
    const { bytes } = node.content;
    const blob = node.children.find(({ name }) => name === String(BLOB));
    if (!areSealed(usersOf(bytes) ?? [])) return [];
    const ciphertext = blob && blobCiphertext(blob);
    if (blob === undefined || ciphertext === undefined) {
      return [{ absorbed: [], explained: userIds(node) }];
    }
    const { path } = blob.layer;
    const size = ciphertext.length;
    const match = {
      id: 'wire-otr',
      path,
      role: 'message',
      ciphertext: { path, size, class: sealedClass(blob, examine(ciphertext)) },
    } as const;
    return [{ match, absorbed: [blob], explained: userIds(node) }];
  },
};

/** True when there is a Proteus message for every client of every user, and one at least. */
function areSealed(users: readonly Uint8Array[]): boolean {
  const messages = users.flatMap((user) => messagesOf(user) ?? [undefined]);
  return (
    messages.length > 0 &&
    messages.every((message) => message !== undefined && proteusEnvelope(message) !== undefined)
  );
}

/** Entries of all users, undefined where the bytes are no message with a sender and recipients. */
function usersOf(bytes: Uint8Array): Uint8Array[] | undefined {
  const fields = protobufFields(bytes) ?? [];
  const [sender] = valuesOf(bytes, fields, SENDER);
  if (sender === undefined || !isClientId(sender)) return undefined;
  const entries = valuesOf(bytes, fields, RECIPIENTS);
  const users = entries.flatMap((entry) => {
    const inner = protobufFields(entry) ?? [];
    const [first] = valuesOf(entry, inner, 1);
    const isUser = first !== undefined && isUserId(first);
    return isUser ? [entry] : valuesOf(entry, inner, 2);
  });
  return users.length > 0 && users.every(isUserEntry) ? users : undefined;
}

/** Leaves of the ids of users, which have a key's size: 2.1.1, or 2.2.1.1 where users are listed by domain. */
function userIds(node: Node): Node[] {
  const start = node.layer.path;
  return nodesOf(node).filter(({ layer }) => {
    if (layer.class === undefined || layer.size !== UUID_SIZE) return false;
    return /^\.?2(?:\.2)?\.1\.1$/.test(layer.path.slice(start.length));
  });
}

function isUserEntry(entry: Uint8Array): boolean {
  const fields = protobufFields(entry) ?? [];
  const [id] = valuesOf(entry, fields, 1);
  return id !== undefined && isUserId(id) && fields.every(({ number }) => number <= 3);
}

/** The Proteus messages to a user's clients; undefined where something else stands there. */
function messagesOf(user: Uint8Array): Uint8Array[] | undefined {
  const clients = valuesOf(user, protobufFields(user) ?? [], 2);
  const messages = clients.flatMap((client) => {
    const fields = protobufFields(client) ?? [];
    const [id] = valuesOf(client, fields, 1);
    const [text] = valuesOf(client, fields, 2);
    return id && text && fields.length === 2 && isClientId(id) ? [text] : [];
  });
  return messages.length === clients.length ? messages : undefined;
}

function blobCiphertext({ content }: Node): Uint8Array | undefined {
  const size = content.isString ? 0 : content.bytes.length - IV_SIZE;
  return size > 0 && size % 16 === 0 ? content.bytes.subarray(IV_SIZE) : undefined;
}

function isClientId(bytes: Uint8Array): boolean {
  const fields = protobufFields(bytes) ?? [];
  return fields.length === 1 && fields[0]?.number === 1 && fields[0].wireType === 0;
}

function isUserId(bytes: Uint8Array): boolean {
  const fields = protobufFields(bytes) ?? [];
  const [field] = fields;
  return (
    fields.length === 1 && field?.number === 1 && field.wireType === 2 && field.value === UUID_SIZE
  );
}

function valuesOf(
  bytes: Uint8Array,
  fields: readonly ProtobufField[],
  number: number,
): Uint8Array[] {
  return fields
    .filter((field) => field.number === number && field.wireType === 2)
    .map((field) => bytes.subarray(field.start, field.end));
}
