import type { Anatomist } from '../anatomy.ts';
import { Content } from '../content.ts';
import type { EnvelopeMatch } from '../finding.ts';
import { isKeyLike } from '../leaves/key-like.ts';
import { type Node, nodesOf } from '../node.ts';
import type { EnvelopeFields } from './envelope.ts';
import { DOCUMENT_ENVELOPES } from './registry.ts';

/**
 * All envelopes of a payload, outer ones instead of their parts; marks stray keys in the anatomy, and each envelope
 * beside which such a key stands.
 */
export function findEnvelopes(
  root: Node,
  anatomist: Anatomist,
  explainedFields: readonly string[],
): EnvelopeMatch[] {
  const nodes = nodesOf(root);
  const matches: EnvelopeMatch[] = [];
  const absorbed = new Set<Node>();
  for (const node of nodes) {
    for (const fields of recogniseFields(node, anatomist)) {
      for (const part of fields.absorbed) for (const inner of nodesOf(part)) absorbed.add(inner);
      for (const part of fields.explained)
        for (const inner of nodesOf(part)) inner.explained = true;
      if (fields.match) {
        matches.push(fields.match);
        node.layer.envelope = fields.match.id;
      }
    }
  }
  for (const node of nodes) {
    if (node.match && !absorbed.has(node)) matches.push(node.match);
    settleParts(node);
  }
  const keyBeside = markKeys(nodes, new Set(explainedFields));
  return keyBeside === undefined ? matches : matches.map((match) => ({ ...match, keyBeside }));
}

function recogniseFields(node: Node, anatomist: Anatomist): EnvelopeFields[] {
  if (node.document === undefined) return [];
  const examine = (bytes: Uint8Array) => anatomist.grow(new Content(bytes), node.layer.path, '');
  return DOCUMENT_ENVELOPES.flatMap((envelope) => {
    try {
      return envelope.recognise(node, examine);
    } catch {
      // Recognisers do not throw past this boundary, as decoders do not.
      return [];
    }
  });
}

/** The ciphertext may have the size of a key and stand in a field with a key's name: it is the ciphertext. */
function settleParts({ match, children: [ciphertext, ...parts] }: Node): void {
  if (match === undefined || ciphertext === undefined) return;
  ciphertext.explained = ciphertext.layer.class !== undefined;
  const clear = parts.find(({ name }) => name === CLEAR_KEYS.get(match.id));
  if (clear) clear.explained = false;
}

/** Parts of envelopes that are keys in the clear: whoever sees them can read what follows. */
const CLEAR_KEYS: ReadonlyMap<string, string> = new Map([
  ['signal-sender-key-distribution', 'chain-key'],
]);

/** Path of the first stray key. */
function markKeys(
  nodes: readonly Node[],
  explainedFields: ReadonlySet<string>,
): string | undefined {
  let first: string | undefined;
  const jwkSecrets = new Set(nodes.filter(isJwkSecret).flatMap(nodesOf));
  for (const node of nodes) {
    const { layer, content, name, explained } = node;
    if (layer.class === undefined || explained || explainedFields.has(name)) continue;
    const text = content.isString ? content.text : content.readable;
    if (!isKeyLike(name, layer.class, content.size, text) && !jwkSecrets.has(node)) continue;
    layer.keyLike = true;
    first ??= layer.path;
  }
  return first;
}

/** The secret part of a private key in a JSON Web Key (RFC 7518 §6.2.2, §6.3.2). */
function isJwkSecret({ name, origin }: Node): boolean {
  return name === 'd' && origin !== undefined && 'kty' in origin;
}
