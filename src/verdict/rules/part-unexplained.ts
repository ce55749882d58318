import type { Layer } from '../../engine/finding.ts';
import { isExplainedField, isWithin, leavesOf, pathMatches } from '../field-path.ts';
import type { Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** Shorter parts are ids, nonces and signatures more often than messages, bytes. */
const MIN_SIZE = 24;
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

function isUnexplained(leaf: Layer, payload: Payload): boolean {
  if (leaf.class !== 'opaque' && leaf.class !== 'compressed' && leaf.class !== 'structured') {
    return false;
  }
  if (leaf.size < MIN_SIZE || isWithin(leaf.path, 'url')) return false;
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
