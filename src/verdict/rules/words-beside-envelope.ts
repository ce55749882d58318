import type { Layer } from '../../engine/finding.ts';
import { isWithin, leavesOf, pathMatches } from '../field-path.ts';
import { fieldName, isPreview, isTextName } from '../message-place.ts';
import { messageEnvelopes, type Payload } from '../payload.ts';
import { place } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/**
 * Readable words stand beside the sealed part: a link preview, a notification's text, a second copy. A client's own
 * notice that a sealed message stands there is none, and neither is what stands in the message's own place, or in a field with
 * a text's name, after the text was searched for and not found: clients write notices there, in any language.
 */
export const wordsBesideEnvelope: Rule<Payload> = {
  id: 'words-beside-envelope',
  title: 'Readable words beside the sealed part',
  find(payload) {
    const { finding, wire } = payload.observation;
    if (messageEnvelopes(payload).length === 0) return undefined;
    const leaf = leavesOf(finding.anatomy).find((item) => isTelling(item, payload));
    return leaf && { rule: wordsBesideEnvelope.id, path: leaf.path, host: wire.host };
  },
  sentence: (reason) =>
    `Beside the sealed part, readable words stand ${place(reason)}. They may be the message, or tell what it is about.`,
};

function isTelling(leaf: Layer, payload: Payload): boolean {
  if (leaf.class !== 'text' && leaf.class !== 'identifier' && leaf.class !== 'number') return false;
  if (leaf.notice) return false;
  if (messageEnvelopes(payload).some(({ path }) => path !== '' && isWithin(leaf.path, path))) {
    return false;
  }
  if (isPreview(leaf.path)) return leaf.class === 'identifier' || leaf.prose === true;
  // Where a profile knows the places, other fields of such a name hold words of the protocol (`"msg": "method"`).
  const places = payload.rule?.text ?? [];
  const ownPlace =
    places.some((pattern) => pathMatches(pattern, leaf.path)) ||
    (isTextName(fieldName(leaf.path)) && (places.length === 0 || leaf.prose === true));
  if (ownPlace) return payload.observation.finding.searched.length === 0;
  return leaf.class === 'text' && leaf.prose === true;
}
