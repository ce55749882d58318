import type { Layer } from '../../engine/finding.ts';
import { layersOf, leavesOf, pathMatches } from '../field-path.ts';
import { isNotation } from '../message-place.ts';
import { goesToWorker, isMessage, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** Readable characters stand where the profile says a message's text stands. */
export const textFieldReadable: Rule<Payload> = {
  id: 'text-field-readable',
  title: "Readable text in the message's place",
  find(payload) {
    const { wire, finding } = payload.observation;
    if (wire.direction !== 'out' || !isMessage(payload) || goesToWorker(payload)) return undefined;
    // A sealed message may carry a readable notice for clients that can't open it.
    const sealed = finding.envelopes.some((envelope) => envelope.role !== 'key-exchange');
    if (finding.texts.length > 0 || sealed) return undefined;
    const leaf = readableTextLeaf(payload);
    return leaf && { rule: textFieldReadable.id, path: leaf.path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `Readable text stands where this service puts the message, ${place(reason)}. ${readers(reason)}`,
};

/** Longer runs without a blank are ids, tokens and ciphertext written as text, characters. */
const LONGEST_WORD = 40;

/** The first layer of readable characters at one of the rule's text paths. */
export function readableTextLeaf({ observation, rule }: Payload): Layer | undefined {
  const patterns = rule?.text ?? [];
  if (patterns.length === 0) return undefined;
  return layersOf(observation.finding.anatomy).find(
    (layer) =>
      patterns.some((pattern) => pathMatches(pattern, layer.path)) &&
      (layer.class === undefined ? isReadableNotation(layer) : isReadable(layer)),
  );
}

const READABLE: ReadonlySet<Layer['class']> = new Set(['text', 'number', 'identifier', 'empty']);

/** A value in a written form, with readable characters only in it: a piece of code, a line of JSON. */
function isReadableNotation(layer: Layer): boolean {
  return isNotation(layer.format) && leavesOf(layer).every(({ class: kind }) => READABLE.has(kind));
}

/** Words, or one word, a number, an address: what people send. */
function isReadable({ class: kind, prose, size }: Layer): boolean {
  if (kind === 'number') return true;
  if (kind !== 'text' && kind !== 'identifier') return false;
  return prose === true || (kind === 'text' && size <= LONGEST_WORD);
}
