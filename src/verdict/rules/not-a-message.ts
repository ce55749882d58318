import type { Layer } from '../../engine/finding.ts';
import { addressedWord } from '../addressed-word.ts';
import { leavesOf, pathMatches } from '../field-path.ts';
import { fieldName, isTextName } from '../message-place.ts';
import { messageEnvelopes, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

const OTHER_ROLES: ReadonlySet<string> = new Set(['typing', 'keys', 'telemetry', 'control']);
/** Smaller parts are ids, nonces, keys and signatures, bytes. */
const MIN_UNKNOWN = 24;

/**
 * A payload that carries no message: its request is known to be for something else, or nothing in it could be one.
 * Only for payloads in which no known text was found.
 */
export const notAMessage: Rule<Payload> = {
  id: 'not-a-message',
  title: 'Not a message',
  find(payload) {
    const { role, wire, finding, unseen } = payload.observation;
    const reason = { rule: notAMessage.id, host: wire.host };
    // A part that shows nothing by itself may be a part of anything.
    if (finding.texts.length > 0 || unseen !== undefined) return undefined;
    if (OTHER_ROLES.has(role)) return { ...reason, note: role };
    if (finding.size === 0) return { ...reason, note: 'empty' };
    if (messageEnvelopes(payload).length > 0) return undefined;
    if (finding.envelopes.some((envelope) => envelope.role === 'transport')) return undefined;
    const leaves = leavesOf(finding.anatomy);
    if (finding.envelopes.length > 0) {
      // Messages come in one answer with keys for devices.
      const words = leaves.some((leaf) => isWords(leaf) || standsForMessage(leaf, payload));
      return words ? undefined : { ...reason, note: 'keys' };
    }
    if (role === 'message' || role === 'edit' || role === 'media') return undefined;
    if (leaves.some((leaf) => standsForMessage(leaf, payload))) return undefined;
    if (role === 'unknown' && addressedWord(payload)) return undefined;
    return leaves.some(isUnknown) ? undefined : { ...reason, note: 'no-text' };
  },
  sentence(reason) {
    const host = reason.host ?? 'the service';
    const what = WORDS[reason.note ?? ''] ?? 'holds nothing that could be a message';
    return `What goes between the page and ${host} here ${what}.`;
  },
};

/** Words in a field that messengers use for what people write. */
function isWords({ class: kind, prose, notice, path }: Layer): boolean {
  return kind === 'text' && prose === true && !notice && isTextName(fieldName(path));
}

/** Names that say that something secret stands there, whatever it is. */
const SEALED_NAME = /cipher_?text|encrypted/i;

function isUnknown({ class: kind, size, prose, path }: Layer): boolean {
  if (kind !== 'empty' && kind !== 'number' && SEALED_NAME.test(fieldName(path))) return true;
  if (kind === 'opaque' || kind === 'structured' || kind === 'compressed') {
    return size >= MIN_UNKNOWN;
  }
  if (kind !== 'text') return false;
  // A payload that is one long text was not taken apart.
  return prose === true || (size >= MIN_UNKNOWN && (path === '' || isTextName(fieldName(path))));
}

/** Something stands where the profile says that a message's text stands. */
function standsForMessage({ class: kind, path }: Layer, { rule }: Payload): boolean {
  return kind !== 'empty' && (rule?.text.some((pattern) => pathMatches(pattern, path)) ?? false);
}

const WORDS: Readonly<Record<string, string>> = {
  typing: 'only says that somebody is typing',
  keys: 'exchanges keys and carries no message',
  telemetry: 'reports on the use of the page and carries no message',
  control: 'only serves the connection or the state of the page',
  empty: 'is empty',
};
