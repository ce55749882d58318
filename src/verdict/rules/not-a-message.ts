import type { Layer } from '../../engine/finding.ts';
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
    const { role, wire, finding } = payload.observation;
    const reason = { rule: notAMessage.id, host: wire.host };
    if (finding.texts.length > 0) return undefined;
    if (OTHER_ROLES.has(role)) return { ...reason, note: role };
    if (finding.size === 0) return { ...reason, note: 'empty' };
    if (messageEnvelopes(payload).length > 0) return undefined;
    const [wrapper] = finding.envelopes;
    if (wrapper !== undefined) {
      return wrapper.role === 'key-exchange' ? { ...reason, note: 'keys' } : undefined;
    }
    if (role === 'message' || role === 'edit' || role === 'media') return undefined;
    const leaves = leavesOf(finding.anatomy);
    if (leaves.some((leaf) => standsForMessage(leaf, payload))) return undefined;
    const unknown = leaves.some(
      ({ class: kind, size, prose, path }) =>
        (kind === 'text' &&
          (prose === true || (size >= MIN_UNKNOWN && isTextName(fieldName(path))))) ||
        ((kind === 'opaque' || kind === 'structured' || kind === 'compressed') &&
          size >= MIN_UNKNOWN),
    );
    return unknown ? undefined : { ...reason, note: 'no-text' };
  },
  sentence(reason) {
    const host = reason.host ?? 'the service';
    const what = WORDS[reason.note ?? ''] ?? 'holds nothing that could be a message';
    return `What goes between the page and ${host} here ${what}.`;
  },
};

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
