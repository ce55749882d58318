/**
 * Encrypted events of Matrix (client-server API, m.room.encrypted): `{algorithm, ciphertext, session_id, sender_key?,
 * device_id?}` for Megolm, `{algorithm, ciphertext: {key: {type, body}}, sender_key}` for Olm, which carries room keys
 * between devices and is therefore a key exchange. The ciphertext itself must have the form of its algorithm.
 */
import type { EnvelopeMatch } from '../finding.ts';
import { type Node, nodesOf } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields } from './envelope.ts';

const MEGOLM = 'm.megolm.v1.aes-sha2';
const OLM = 'm.olm.v1.curve25519-aes-sha2';
const PUBLIC_FIELDS: ReadonlySet<string> = new Set(['session_id', 'sender_key', 'device_id']);
const OLM_FORMS: ReadonlySet<string> = new Set(['olm', 'olm-prekey']);

export const matrixEvent: DocumentEnvelope = {
  id: 'matrix-event',
  recognise(node) {
    if (node.layer.format !== 'json') return [];
    const found: EnvelopeFields[] = [];
    for (const child of node.children) {
      if (child.name !== 'algorithm' || child.origin === undefined) continue;
      const event = node.children.filter((other) => other.origin === child.origin);
      if (child.content.text === MEGOLM) found.push(...megolmEvent(event));
      else if (child.content.text === OLM) found.push(...olmEvent(node, child, event));
    }
    return found;
  },
};

function megolmEvent(event: readonly Node[]): EnvelopeFields[] {
  const ciphertext = event.find((field) => field.name === 'ciphertext');
  const inner = ciphertext && matchBelow(ciphertext);
  if (!ciphertext || inner?.id !== 'megolm') return [];
  const explained = event.filter((field) => PUBLIC_FIELDS.has(field.name));
  return [{ match: inner, absorbed: [ciphertext], explained }];
}

/** Bodies stand one object below `ciphertext`, under their receivers' keys, which the path masks. */
function olmEvent(node: Node, algorithm: Node, event: readonly Node[]): EnvelopeFields[] {
  const base = algorithm.layer.path.slice(0, -'algorithm'.length);
  const bodies = node.children.filter(
    (field) => field.name === 'body' && field.layer.path.startsWith(`${base}ciphertext.`),
  );
  const inner = bodies.map(matchBelow);
  const first = inner[0];
  if (first === undefined || !inner.every((match) => match && OLM_FORMS.has(match.id))) return [];
  const explained = event.filter((field) => PUBLIC_FIELDS.has(field.name));
  return [{ match: { ...first, role: 'key-exchange' }, absorbed: bodies, explained }];
}

/** The envelope of the one thing that a base64 field wraps. */
function matchBelow(field: Node): EnvelopeMatch | undefined {
  return nodesOf(field).find((node) => node.match)?.match;
}
