/**
 * Sends of Snapchat's web client, CreateContentMessage: {1 {1 id 16 B}, 2 number, 3 destinations, 4 {2 content type,
 * 3 encryption, 4 contents}, 8 {1 {1 UUID}}}. The encryption is one field: 3 Fidelius; 5 EEL {1 IV 12 B, 2 nonce 16 B,
 * 3 P-256 key 33 B, 4 version, 16 the content's key in the clear}; 6 an EEL key in the clear; 1, 2 and 4 leave the
 * contents readable or say nothing of them. With the key in the clear the form is named, and the key beside it.
 *
 * Source: platforms fact sheet 3.8 (one project's captures, reverse-engineered): the form, and not who holds the keys.
 */
import type { Node } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { nodeClass } from './node-class.ts';

const UUID_SIZE = 16;
/** Content type, encryption, contents, save policy: with nothing else the envelope as a whole is accounted for. */
const ENVELOPE_FIELDS: ReadonlySet<string> = new Set(['2', '3', '4', '7']);
const EEL_FIELDS: ReadonlySet<string> = new Set(['1', '2', '3', '4', '16']);
const KEY_SIZES: ReadonlySet<number> = new Set([16, 32]);

export const snapchat: DocumentEnvelope = {
  id: 'snapchat',
  recognise(node) {
    if (node.layer.format !== 'protobuf' || !isSend(node)) return [];
    const contents = below(node, 4, 4);
    const encryption = below(node, 4, 3);
    const form = encryption && formOf(encryption);
    if (form === undefined || contents === undefined || contents.layer.size === 0) return [];
    const { path, size } = contents.layer;
    const { key } = form;
    const whole = below(node, 4);
    const match = {
      id: form.id,
      path: whole && hasOnly(whole, ENVELOPE_FIELDS) ? whole.layer.path : path,
      role: 'message',
      ciphertext: { path, size, class: nodeClass(contents) },
      ...(key ? { keyBeside: key.layer.path } : {}),
    } as const;
    const fields: EnvelopeFields = { match, absorbed: [contents], explained: publicParts(node) };
    return [fields];
  },
};

function hasOnly(node: Node, names: ReadonlySet<string>): boolean {
  return node.children.every(({ name }) => names.has(name));
}

function isSend(node: Node): boolean {
  return (
    below(node, 1, 1)?.layer.size === UUID_SIZE &&
    below(node, 2)?.layer.class === 'number' &&
    below(node, 3) !== undefined &&
    below(node, 4, 2)?.layer.class === 'number' &&
    below(node, 8, 1, 1)?.layer.size === UUID_SIZE
  );
}

interface Form {
  id: string;
  /** The content's key, where it travels in the clear. */
  key?: Node;
}

/** Exactly one field of the encryption is there. */
function formOf(encryption: Node): Form | undefined {
  const [only, ...more] = encryption.children;
  if (only === undefined || more.length > 0) return undefined;
  if (only.name === '3' && only.layer.size > 0) return { id: 'snapchat-fidelius' };
  if (only.name === '5' && isEel(only)) {
    const key = below(only, 16);
    return { id: 'snapchat-eel', ...(key ? { key } : {}) };
  }
  if (only.name !== '6') return undefined;
  const key = only.children.find(({ layer }) => KEY_SIZES.has(layer.size));
  return key && { id: 'snapchat-eel', key };
}

function isEel(eel: Node): boolean {
  const publicKey = below(eel, 3);
  const point = publicKey?.content.isString === false ? publicKey.content.bytes : undefined;
  return (
    hasOnly(eel, EEL_FIELDS) &&
    below(eel, 1)?.layer.size === 12 &&
    below(eel, 2)?.layer.size === 16 &&
    point?.length === 33 &&
    (point[0] === 2 || point[0] === 3) &&
    below(eel, 4)?.layer.class === 'number'
  );
}

/** Ids, IV, nonce and public key; keys wrapped for single receivers {1 id 5 B, 3 key 32 B} at 3.99.5. */
function publicParts(node: Node): Node[] {
  const eel = below(node, 4, 3, 5);
  const wrapped = (below(node, 3, 99)?.children ?? []).filter(
    (entry) => below(entry, 1)?.layer.size === 5 && below(entry, 3)?.layer.size === 32,
  );
  const ids = [below(node, 1, 1), below(node, 8, 1, 1), below(node, 3, 1, 1, 1)];
  const parts = eel ? [below(eel, 1), below(eel, 2), below(eel, 3)] : [];
  return [...ids, ...parts, ...wrapped].filter((part) => part !== undefined);
}

/** The node at a path of field numbers; layers that only wrap are not looked through. */
function below(node: Node, ...numbers: readonly number[]): Node | undefined {
  let found: Node | undefined = node;
  for (const number of numbers) {
    found = found?.children.find(({ name }) => name === String(number));
  }
  return found;
}
