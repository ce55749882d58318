import type { Layer } from '../../engine/finding.ts';
import { addressedWord } from '../addressed-word.ts';
import { isWithin, leavesOf } from '../field-path.ts';
import { fieldName, isNameless, isPreview, isTextName } from '../message-place.ts';
import { goesToWorker, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/**
 * Words that a person would write stand in a field that messengers use for them, though no profile knows the place.
 * For single payloads without a known text: an indication, no proof.
 */
export const wordsReadable: Rule<Payload> = {
  id: 'words-readable',
  title: "Readable words in a message's field",
  find(payload) {
    const { finding } = payload.observation;
    if (goesToWorker(payload) || finding.envelopes.some(({ role }) => role !== 'key-exchange')) {
      return undefined;
    }
    const leaves = leavesOf(finding.anatomy);
    const isEvent = EVENTS.has(finding.anatomy.format);
    const leaf =
      leaves.find((one) => isWritten(one) || (isEvent && isArgument(one))) ??
      addressedWord(payload);
    const note = payload.observation.wire.direction;
    return leaf && { rule: wordsReadable.id, path: leaf.path, note, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `Readable words stand ${place(reason, reason.note === 'in' ? 'received from' : 'sent to')}, in a field of the kind that messengers use for what people write. ${readers(reason)}`,
};

/** Formats in which a path begins with the name of an event, and goes on with those of fields. */
const EVENTS: ReadonlySet<string> = new Set(['socket.io', 'socket.io-0']);

/** An argument that is no object: it stands at the event's own name, or at its place behind it. */
function isArgument({ class: kind, prose, notice, path }: Layer): boolean {
  return kind === 'text' && prose === true && !notice && /^[^.@[]+(?:\[\d+\])?$/.test(path);
}

function isWritten(leaf: Layer): boolean {
  if (leaf.class !== 'text' || leaf.notice || isWithin(leaf.path, 'url')) return false;
  if (isPreview(leaf.path)) return false;
  const name = fieldName(leaf.path);
  return leaf.prose === true && (isTextName(name) || isNameless(name));
}
