import type { Layer } from '../../engine/finding.ts';
import { leavesOf } from '../field-path.ts';
import { fieldName, isNameless, isPreview, isTextName } from '../message-place.ts';
import { goesToWorker, messageEnvelopes, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** What somebody else wrote was shown by the page just after it had come in, and stood readable in what came in. */
export const receivedRendered: Rule<Payload> = {
  id: 'received-rendered',
  title: 'A message you were shown, readable',
  find(payload) {
    const { observation, foreign } = payload;
    const { wire, rendered = [], finding } = observation;
    if (wire.direction !== 'in' || goesToWorker(payload) || foreign) return undefined;
    if (!mayBringMessages(payload) || isWordList(finding.anatomy)) return undefined;
    const sealed = messageEnvelopes(payload).length > 0;
    const text = rendered.find(({ path }) => {
      if (isPreview(path)) return false;
      const name = fieldName(path);
      if (isTextName(name)) return true;
      // Beside a sealed message only the field of a text counts: a topic or a notice may stand elsewhere.
      return isNameless(name) && !sealed;
    });
    return text && { rule: receivedRendered.id, path: text.path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `A message that the page showed you had just come in with the same text readable ${place(reason, 'received from')}. ${readers(reason)}`,
};

/** A request that brings messages; on a site that the person added, any of the site's own. */
function mayBringMessages({ observation, context }: Payload): boolean {
  const { role, wire } = observation;
  if (role === 'receive' || role === 'message') return true;
  return role === 'unknown' && context.addedSite && !wire.thirdParty;
}

/** Fewer sentences are no collection of an interface's words. */
const MIN_LABELS = 12;

/** Words of the interface in some language: many sentences, nearly each under a name of its own. */
function isWordList(anatomy: Layer): boolean {
  const names = leavesOf(anatomy)
    .filter(({ prose, path }) => prose === true && !path.startsWith('url.'))
    .map(({ path }) => path.replace(/\[\d*\]/g, '[]'));
  return names.length >= MIN_LABELS && new Set(names).size * 2 > names.length;
}
