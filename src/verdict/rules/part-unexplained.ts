import type { Layer } from '../../engine/finding.ts';
import { isExplainedField, isWithin, leavesOf, pathMatches } from '../field-path.ts';
import { fieldName, isProtocolName } from '../message-place.ts';
import type { Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** Shorter parts are ids, nonces and signatures more often than messages, bytes. */
const MIN_SIZE = 24;
/** A short text with the tag of a cipher has as many; in fields that nobody knows, without a name that explains it. */
const MIN_UNKNOWN_SIZE = 17;
/** Ids of groups and messages are as large as a hash at most. */
const LARGEST_ID = 32;
/** Key exchanges that are sealed as messages are; Matrix answers with both at once. */
const SEALED_KEYS: ReadonlySet<string> = new Set(['olm', 'olm-prekey']);

/** Besides the envelope, the message carries a part that could hold the text in a form we cannot open. */
export const partUnexplained: Rule<Payload> = {
  id: 'part-unexplained',
  title: 'A second part that we cannot explain',
  find(payload) {
    const { finding, wire } = payload.observation;
    const part = leavesOf(finding.anatomy).find((leaf) => isUnexplained(leaf, payload));
    return part && { rule: partUnexplained.id, path: part.path, host: wire.host };
  },
  sentence: (reason) =>
    `Besides the sealed part, field ${reason.path || '(root)'} of the message holds something we cannot open. It could be the same text.`,
};

const UNREAD: ReadonlySet<Layer['class']> = new Set(['opaque', 'compressed', 'structured']);

function isUnread({ class: kind, size, path }: Layer, { rule }: Payload): boolean {
  if (size >= MIN_SIZE) return UNREAD.has(kind);
  if (rule !== undefined || kind !== 'short' || size < MIN_UNKNOWN_SIZE) return false;
  const name = fieldName(path);
  return !/^\d*$/.test(name) && !isProtocolName(name);
}

/** `groupId`, `message_id`, `id`. */
function isIdName(name: string): boolean {
  return /(?:^|_)id$|[a-z]I[dD]$/.test(name);
}

function isUnexplained(leaf: Layer, payload: Payload): boolean {
  if (!isUnread(leaf, payload) || isWithin(leaf.path, 'url')) return false;
  if (leaf.size <= LARGEST_ID && isIdName(fieldName(leaf.path))) return false;
  const { envelopes } = payload.observation.finding;
  const isSealed = envelopes.some(
    ({ id, role, path }) =>
      (role === 'message' || SEALED_KEYS.has(id)) && isWithin(leaf.path, path),
  );
  if (isSealed) return false;
  const { explained = [], sealed = [] } = payload.rule ?? {};
  return (
    !isExplainedField(explained, leaf.path) &&
    !sealed.some((pattern) => pathMatches(pattern, leaf.path))
  );
}
