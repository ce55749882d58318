/**
 * JSON Web Encryption in its JSON forms (RFC 7516 §7.2): an object with `ciphertext`, `iv`, `tag`, a protected header
 * in base64url or unprotected ones, and `encrypted_key` beside them or in each of `recipients`.
 */
import { base64Bytes } from '../decoders/base64-bytes.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';
import { type JsonObject, memberNode, membersNamed } from './json-objects.ts';
import { fitsHeader, isTicket, type JweHeader } from './jwe.ts';
import { nodeClass } from './node-class.ts';
import { isTokenField } from './token-field.ts';

const PUBLIC_FIELDS: readonly string[] = ['protected', 'iv', 'tag', 'encrypted_key'];
/** With no other members the object as a whole is accounted for. */
const MEMBERS: ReadonlySet<string> = new Set([
  ...PUBLIC_FIELDS,
  'ciphertext',
  'unprotected',
  'header',
  'recipients',
]);

export const jweJson: DocumentEnvelope = {
  id: 'jwe-json',
  recognise(node, examine) {
    return membersNamed(node, 'ciphertext').flatMap(({ node: place, object }): EnvelopeFields[] => {
      const ciphertext = memberBytes(object, 'ciphertext');
      const recipients = recipientsOf(object);
      if (ciphertext === undefined || recipients === undefined) return [];
      if (!isJwe(object, recipients, ciphertext)) return [];
      const { path } = place.layer;
      if (path.split(/[.[\]]+/).some(isTokenField)) return [];
      const explained = [object, ...recipients].flatMap((one) =>
        PUBLIC_FIELDS.flatMap((name) => memberNode(node, one, name) ?? []),
      );
      const match = {
        id: 'jwe-json',
        path: Object.keys(object).every((name) => MEMBERS.has(name)) ? wholePath(path) : path,
        role: 'message',
        ciphertext: { path, size: ciphertext.length, class: nodeClass(examine(ciphertext)) },
      } as const;
      return [{ match, absorbed: [place], explained }];
    });
  },
};

/** Path of the object; objects of a list share theirs, so that theirs does not stand for one of them. */
function wholePath(path: string): string {
  const end = path.lastIndexOf('.');
  const outer = end < 0 ? '' : path.slice(0, end);
  return /[\]}]$/.test(outer) ? path : outer;
}

function isJwe(
  object: JsonObject,
  recipients: readonly JsonObject[],
  ciphertext: Uint8Array,
): boolean {
  const iv = memberBytes(object, 'iv');
  const tag = memberBytes(object, 'tag');
  const shared = { ...headerOf(object.protected), ...plainHeader(object.unprotected) };
  return (
    iv !== undefined &&
    tag !== undefined &&
    recipients.every((recipient) => {
      const header = { ...shared, ...plainHeader(recipient.header) };
      const encryptedKey = memberBytes(recipient, 'encrypted_key') ?? new Uint8Array(0);
      return !isTicket(header) && fitsHeader(header, { encryptedKey, iv, ciphertext, tag });
    })
  );
}

/** The object itself in the flattened form; undefined where `recipients` is no list of objects. */
function recipientsOf(object: JsonObject): JsonObject[] | undefined {
  const list = object.recipients;
  if (list === undefined) return [object];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const isObject = (item: unknown) => typeof item === 'object' && item !== null;
  return list.every(isObject) ? (list as JsonObject[]) : undefined;
}

function memberBytes(object: JsonObject, name: string): Uint8Array | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? base64Bytes(value) : undefined;
}

function headerOf(encoded: unknown): JweHeader {
  const bytes = typeof encoded === 'string' ? base64Bytes(encoded) : undefined;
  return bytes ? plainHeader(JSON.parse(new TextDecoder().decode(bytes))) : {};
}

function plainHeader(value: unknown): JweHeader {
  return typeof value === 'object' && value !== null ? value : {};
}
