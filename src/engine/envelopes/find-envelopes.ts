import type { Anatomist } from '../anatomy.ts';
import { Content } from '../content.ts';
import type { AnalyseOptions, EnvelopeMatch, LeafClass } from '../finding.ts';
import { isKeyLike } from '../leaves/key-like.ts';
import { type Node, nodesOf } from '../node.ts';
import { ciphertextOfBytes, ciphertextOfFields } from './ciphertext-bytes.ts';
import type { EnvelopeFields } from './envelope.ts';
import { COMPRESSIONS, nodeClass, sealedClass } from './node-class.ts';
import { DOCUMENT_ENVELOPES } from './registry.ts';

/**
 * All envelopes of a payload, outer ones instead of their parts; marks stray keys in the anatomy, and each envelope
 * beside which such a key stands.
 */
export function findEnvelopes(
  root: Node,
  anatomist: Anatomist,
  explainedFields: readonly string[],
  onCiphertext?: AnalyseOptions['onCiphertext'],
): EnvelopeMatch[] {
  const nodes = nodesOf(root);
  if (!nodes.some(mayBeEnvelope)) {
    markKeys(nodes, explainedFields);
    return [];
  }
  const matches: EnvelopeMatch[] = [];
  const ciphertexts: (Uint8Array | undefined)[] = [];
  const absorbed = new Set<Node>();
  for (const node of nodes) {
    if (node.document === undefined) continue;
    const examined: Uint8Array[] = [];
    for (const fields of recogniseFields(node, anatomist, examined)) {
      for (const inner of fields.absorbed.flatMap(nodesOf)) {
        absorbed.add(inner);
        if (fields.match) noteOpened(inner, fields.match);
        // The ciphertext may have the size of a key, and a key's name.
        if (fields.match) inner.explained = true;
      }
      for (const part of fields.explained) for (const inner of nodesOf(part)) explain(inner);
      if (fields.match) {
        matches.push(fields.match);
        if (onCiphertext) ciphertexts.push(ciphertextOfFields(fields.match, fields, examined));
        node.layer.envelope = fields.match.id;
      }
    }
  }
  for (const node of nodes) {
    if (node.match === undefined) continue;
    if (!absorbed.has(node)) {
      matches.push(node.match);
      ciphertexts.push(ciphertextOfBytes(node));
    }
    settleParts(node, node.match, anatomist);
  }
  const keyBeside = markKeys(nodes, explainedFields);
  const told =
    keyBeside === undefined ? matches : matches.map((match) => ({ ...match, keyBeside }));
  if (onCiphertext) {
    for (const [at, match] of told.entries()) {
      const bytes = ciphertexts[at];
      const { id, ciphertext } = match;
      if (bytes && maySeal(match)) onCiphertext({ envelope: id, path: ciphertext.path, bytes });
    }
  }
  return told;
}

/** What nobody could open: the rest is told by itself, and platforms mix sealed and readable conversations. */
function maySeal({ role, ciphertext, keyBeside }: EnvelopeMatch): boolean {
  return role === 'message' && keyBeside === undefined && MAY_BE_SEALED.has(ciphertext.class);
}

const MAY_BE_SEALED: ReadonlySet<LeafClass> = new Set(['opaque', 'short', 'structured']);

/** Nothing else is asked: most payloads of bytes have neither. */
function mayBeEnvelope({ document, match }: Node): boolean {
  return document !== undefined || match !== undefined;
}

/** Classes of a small leaf that say only that nobody knew what it is. */
const UNKNOWN: ReadonlySet<LeafClass | undefined> = new Set(['opaque', 'structured', 'short']);
/** Bytes: two keys or a signature. Larger parts keep their class, whatever they are taken for. */
const MAX_PART = 64;

/** As the parts of an envelope of bytes: public keys, nonces, counters. */
function explain(node: Node): void {
  node.explained = true;
  const { layer } = node;
  if (UNKNOWN.has(layer.class) && layer.size <= MAX_PART) layer.class = 'identifier';
}

/** A decoder of written forms read the ciphertext to its end, which the bytes alone do not show (lz-string). */
function noteOpened({ layer }: Node, { ciphertext }: EnvelopeMatch): void {
  if (layer.path === ciphertext.path && COMPRESSIONS.has(layer.format)) {
    ciphertext.class = 'compressed';
  }
}

function recogniseFields(
  node: Node,
  anatomist: Anatomist,
  examined: Uint8Array[],
): EnvelopeFields[] {
  const examine = (bytes: Uint8Array) => {
    examined.push(bytes);
    return anatomist.grow(new Content(bytes), node.layer.path, '');
  };
  const found: EnvelopeFields[] = [];
  for (const envelope of DOCUMENT_ENVELOPES) {
    try {
      for (const fields of envelope.recognise(node, examine)) found.push(fields);
    } catch {
      // Recognisers do not throw past this boundary, as decoders do not.
    }
  }
  return found;
}

/** What is to be said of an envelope of bytes once its parts are known. */
function settleParts(node: Node, match: EnvelopeMatch, anatomist: Anatomist): void {
  const [ciphertext, ...parts] = node.children;
  if (ciphertext === undefined) return;
  // Here too the ciphertext may have the size of a key.
  ciphertext.explained = ciphertext.layer.class !== undefined;
  const clear = parts.find(({ name }) => name === CLEAR_KEYS.get(match.id));
  if (clear) clear.explained = false;
  const bare = withoutPadding(ciphertext.content.bytes);
  if (bare && isUnopened(match)) {
    const kind = nodeClass(anatomist.grow(new Content(bare), node.layer.path, ''));
    if (kind === 'compressed') match.ciphertext.class = kind;
  }
  const whole = withNeighbours(ciphertext, parts);
  if (whole === undefined || !isUnopened(match)) return;
  const grown = anatomist.grow(new Content(whole), node.layer.path, '');
  match.ciphertext.class = sealedClass(grown, ciphertext);
}

function isUnopened({ ciphertext }: EnvelopeMatch): boolean {
  return ['opaque', 'short', 'structured'].includes(ciphertext.class);
}

/**
 * What stands before one or two bytes of padding (PKCS #7, RFC 5652 §6.3); more of them show by themselves. Whoever pads
 * what he has compressed and does not encrypt it leaves a stream that ends too early for its decoder.
 */
function withoutPadding(bytes: Uint8Array): Uint8Array | undefined {
  const size = bytes.at(-1) ?? 0;
  const isPadded = size === 1 || (size === 2 && bytes.at(-2) === 2);
  return isPadded ? bytes.subarray(0, -size) : undefined;
}

/** The ciphertext with the nonce before it and the MAC behind it, where these stand beside it in the same bytes. */
function withNeighbours({ content }: Node, parts: readonly Node[]): Uint8Array | undefined {
  const { buffer, byteOffset, length } = content.bytes;
  let from = byteOffset;
  let to = from + length;
  for (const { name, content: part } of parts) {
    if (part.bytes.buffer !== buffer) continue;
    const start = part.bytes.byteOffset;
    if (name === 'nonce' && start + part.bytes.length === from) from = start;
    if (name === 'mac' && start === to) to = start + part.bytes.length;
  }
  return to - from > length ? new Uint8Array(buffer, from, to - from) : undefined;
}

/** Parts of envelopes that are keys in the clear: whoever sees them can read what follows. */
const CLEAR_KEYS: ReadonlyMap<string, string> = new Map([
  ['signal-sender-key-distribution', 'chain-key'],
]);

/** Path of the first stray key. */
function markKeys(nodes: readonly Node[], explainedFields: readonly string[]): string | undefined {
  let first: string | undefined;
  const jwkSecrets = nodes.some(isJwkSecret) ? nodes.filter(isJwkSecret).flatMap(nodesOf) : [];
  for (const node of nodes) {
    const { layer, content, name, explained } = node;
    if (layer.class === undefined || explained || explainedFields.includes(name)) continue;
    const text = content.isString ? content.text : content.readable;
    if (!isKeyLike(name, layer.class, content.size, text) && !jwkSecrets.includes(node)) continue;
    layer.keyLike = true;
    first ??= layer.path;
  }
  return first;
}

/** The secret part of a private key in a JSON Web Key (RFC 7518 §6.2.2, §6.3.2). */
function isJwkSecret({ name, origin }: Node): boolean {
  return name === 'd' && origin !== undefined && 'kty' in origin;
}
