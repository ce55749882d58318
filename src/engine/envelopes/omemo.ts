/**
 * OMEMO (XEP-0384): version 0.3 (`eu.siacs.conversations.axolotl`) and version 2 (`urn:xmpp:omemo:2`).
 *
 * Every `<key>` must be a real message of the double ratchet, whatever its element is called; the payload's class comes
 * from its bytes. Without a payload the element only sets up a session. The ratchet messages inside carry the payload's
 * key, so they never count as messages of their own.
 */
import { base64BytesOfLines } from '../decoders/base64-bytes.ts';
import type { XmlElement } from '../decoders/xml.ts';
import type { EnvelopeMatch } from '../finding.ts';
import type { Node } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields, Examine } from './envelope.ts';
import { nodeClass } from './node-class.ts';
import { isOmemo2Key } from './omemo-2-key.ts';
import { signalMessage, signalPreKeyMessage } from './signal.ts';
import { childrenNamed, elementsOf, isXml, textNode } from './xml-nodes.ts';

const LEGACY = 'eu.siacs.conversations.axolotl';
const VERSION_2 = 'urn:xmpp:omemo:2';
/** 12 bytes in AES-GCM; older clients used 16. */
const IV_SIZES: ReadonlySet<number> = new Set([12, 16]);

export const omemo: DocumentEnvelope = {
  id: 'omemo',
  recognise(node, examine) {
    if (!isXml(node)) return [];
    return elementsOf(node.document).flatMap((element) => {
      if (element.name !== 'encrypted') return [];
      if (element.namespace === LEGACY) return [legacy(node, element, examine)];
      return element.namespace === VERSION_2 ? [version2(node, element, examine)] : [];
    });
  },
};

function legacy(node: Node, element: XmlElement, examine: Examine): EnvelopeFields {
  const header = childrenNamed(element, 'header')[0];
  const keys = header ? childrenNamed(header, 'key') : [];
  const iv = header && childrenNamed(header, 'iv')[0];
  const ivBytes = iv && bytesOf(iv);
  const valid =
    keys.every((key) => isRatchetMessage(bytesOf(key))) &&
    ivBytes !== undefined &&
    IV_SIZES.has(ivBytes.length);
  const places = [...keys, ...(iv ? [iv] : [])];
  return result('omemo', node, element, places, valid && keys.length > 0, examine);
}

function version2(node: Node, element: XmlElement, examine: Examine): EnvelopeFields {
  const header = childrenNamed(element, 'header')[0];
  const lists = header ? childrenNamed(header, 'keys') : [];
  const keys = lists.flatMap((list) => childrenNamed(list, 'key'));
  const valid = keys.every((key) => {
    const exchange = /^(?:true|1)$/.test(key.attributes.get('kex') ?? '');
    return isOmemo2Key(bytesOf(key), exchange);
  });
  return result('omemo-2', node, element, keys, valid && keys.length > 0, examine);
}

function result(
  id: string,
  node: Node,
  element: XmlElement,
  places: readonly XmlElement[],
  valid: boolean,
  examine: Examine,
): EnvelopeFields {
  const inside = places.flatMap((place) => textNode(node, place) ?? []);
  if (!valid) return { absorbed: inside, explained: [] };
  const match = payloadMatch(id, node, element, examine);
  return { ...(match ? { match } : {}), absorbed: inside, explained: inside };
}

function payloadMatch(
  id: string,
  node: Node,
  element: XmlElement,
  examine: Examine,
): EnvelopeMatch | undefined {
  const payload = childrenNamed(element, 'payload')[0];
  const path = elementPath(node, element);
  if (payload === undefined) {
    return { id, path, role: 'key-exchange', ciphertext: { path, size: 0, class: 'empty' } };
  }
  const bytes = bytesOf(payload);
  if (bytes === undefined || bytes.length === 0) return undefined;
  if (id === 'omemo-2' && bytes.length % 16 !== 0) return undefined;
  const ciphertext = {
    path: textNode(node, payload)?.layer.path ?? path,
    size: bytes.length,
    class: nodeClass(examine(bytes)),
  };
  return { id, path, role: 'message', ciphertext };
}

/** Path of the element, from that of anything inside it. */
function elementPath(node: Node, element: XmlElement): string {
  const inside = new Set<object>(elementsOf(element));
  const child = node.children.find((other) => other.origin && inside.has(other.origin));
  const path = child?.layer.path ?? node.layer.path;
  const end = path.lastIndexOf('encrypted');
  return end < 0 ? path : path.slice(0, end + 'encrypted'.length);
}

function isRatchetMessage(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false;
  return (signalMessage(bytes) ?? signalPreKeyMessage(bytes)) !== undefined;
}

function bytesOf(element: XmlElement): Uint8Array | undefined {
  return base64BytesOfLines(element.text);
}
