import type { Layer } from '../../engine/finding.ts';
import { isExplainedField, isWithin, pathMatches } from '../field-path.ts';
import {
  fieldName,
  isNotation,
  isPreview,
  isProtocolName,
  isTextEnding,
  isTextName,
} from '../message-place.ts';
import { messageEnvelopes, type Payload } from '../payload.ts';
import { place } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/**
 * Readable words stand beside the sealed part: a link preview, a notification's text, a second copy. A client's own
 * notice that a sealed message stands there is none, and neither is what stands in the message's own place, or in a field with
 * a text's name, after the text was searched for and not found: clients write notices there, in any language. Names of
 * people and rooms, in fields that the profile explains, are none either.
 */
export const wordsBesideEnvelope: Rule<Payload> = {
  id: 'words-beside-envelope',
  title: 'Readable words beside the sealed part',
  find(payload) {
    const { finding, wire } = payload.observation;
    const sealed = messageEnvelopes(payload).map(({ path }) => path);
    if (sealed.length === 0) return undefined;
    const leaf = tellingLeaf(finding.anatomy, [], payload, sealed);
    return leaf && { rule: wordsBesideEnvelope.id, path: leaf.path, host: wire.host };
  },
  sentence: (reason) =>
    `Beside the sealed part, readable words stand ${place(reason)}. They may be the message, or tell what it is about.`,
};

/** The first such leaf. @param above the layers around it, outermost first */
function tellingLeaf(
  layer: Layer,
  above: readonly Layer[],
  payload: Payload,
  sealed: readonly string[],
): Layer | undefined {
  if (layer.class !== undefined) {
    return isTelling(layer, above, payload, sealed) ? layer : undefined;
  }
  if (isPlaceTakenApart(layer, payload, sealed)) return layer;
  const around = [...above, layer];
  for (const child of layer.children) {
    const found = tellingLeaf(child, around, payload, sealed);
    if (found) return found;
  }
  return undefined;
}

/** What stands in a text's place may be the text, also where it was taken apart as JSON or markup. */
function isPlaceTakenApart(
  { format, path }: Layer,
  { observation, rule }: Payload,
  sealed: readonly string[],
): boolean {
  if (observation.finding.searched.length > 0 || !isNotation(format)) return false;
  const name = fieldName(path);
  const places = rule?.text ?? [];
  const isPlace =
    places.some((pattern) => pathMatches(pattern, path)) ||
    isPreview(`.${name}`) ||
    (places.length === 0 && isTextName(name));
  return isPlace && !sealed.some((below) => isWithin(below, path) || isWithin(path, below));
}

function isTelling(
  leaf: Layer,
  above: readonly Layer[],
  payload: Payload,
  sealed: readonly string[],
): boolean {
  if (leaf.class === 'empty' || leaf.class === 'media' || leaf.notice) return false;
  if (sealed.some((path) => path !== '' && isWithin(leaf.path, path))) return false;
  const readable = leaf.class === 'text' || leaf.class === 'identifier' || leaf.class === 'number';
  const isTitle = leaf.class === 'identifier' || leaf.prose === true;
  if (readable && isTitle && isPreview(leaf.path)) return true;
  const unsearched = payload.observation.finding.searched.length === 0;
  const name = fieldName(leaf.path);
  // One word, a number, the cut beginning of an encoding: a preview of a short text is no more.
  if (unsearched && isPreview(`.${name}`)) return true;
  // Where a profile knows the places, other fields of such a name hold words of the protocol (`"msg": "method"`).
  const places = payload.rule?.text ?? [];
  const isPlace = places.some((pattern) => pathMatches(pattern, leaf.path));
  // What stands in the text's place may be the text, also where it was taken for an encoding of something else.
  if (isPlace) return unsearched;
  if (readable && isTextName(name) && !isId(leaf, name)) {
    if (places.length === 0 || leaf.prose === true || isTextEnding(name)) return unsearched;
  }
  if (!readable) return false;
  if (unsearched && isPackedAlone(above, sealed)) return true;
  const isUnknown = payload.rule === undefined && !isWithin(leaf.path, 'url') && name !== '';
  const isOwnWord = /^\d+$/.test(name) || isProtocolName(name);
  // Who encodes one value by itself may hide it; ids stand in fields that say so.
  if (unsearched && isUnknown && !isOwnWord && isEncodedAlone(leaf, above)) return true;
  if (leaf.class !== 'text') return false;
  if (leaf.prose === true) return !isExplained(leaf, above, payload);
  // One word in a field that nobody knows may be all of the message.
  return unsearched && isUnknown && !isOwnWord;
}

/** `conversation` is where WhatsApp's clients put a text, and where others put the conversation's id. */
function isId(leaf: Layer, name: string): boolean {
  return name === 'conversation' && leaf.class !== 'text';
}

const ENCODINGS: ReadonlySet<string> = new Set('base64 hex base32 base58 base85'.split(' '));

function isEncodedAlone({ path }: Layer, above: readonly Layer[]): boolean {
  const around = above.at(-1);
  return around !== undefined && around.path === path && ENCODINGS.has(around.format);
}

const COMPRESSIONS: ReadonlySet<string> = new Set(
  'gzip zlib deflate brotli zstd lz4 lz4-block snappy snappy-block lz-string'.split(' '),
);

/** Nobody packs an id: what is packed by itself, apart from the envelope, is a text. */
function isPackedAlone(above: readonly Layer[], sealed: readonly string[]): boolean {
  return above.some(
    ({ format, path }) =>
      COMPRESSIONS.has(format) && !sealed.some((envelope) => isWithin(envelope, path)),
  );
}

/** Longer ones are no names of people or rooms, bytes. */
const LONGEST_NAME = 100;

/** A short value that came in a field that the profile knows to hold names; or a part of a token in such a field. */
function isExplained(leaf: Layer, above: readonly Layer[], payload: Payload): boolean {
  const { explained = [] } = payload.rule ?? {};
  // What leaves is what somebody wrote; what comes in, the service has put names to.
  const incoming = payload.observation.wire.direction === 'in';
  if (incoming && isExplainedField(explained, leaf.path)) return leaf.size <= LONGEST_NAME;
  const token = above.find(({ format }) => format === 'jwt');
  return token !== undefined && isExplainedField(explained, token.path);
}
