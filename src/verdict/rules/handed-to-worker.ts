import { goesToWorker, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

const receivers: Readonly<Record<string, string>> = {
  sharedworker: 'a shared worker of its own',
  serviceworker: 'a service worker of its own',
  window: 'another window or frame',
};

/** The text went to one of the page's own threads; what that thread sends is not in view. */
export const handedToWorker: Rule<Payload> = {
  id: 'handed-to-worker',
  title: 'Handed to a worker',
  find(payload) {
    const { wire, finding } = payload.observation;
    if (!goesToWorker(payload) || wire.direction !== 'out' || finding.texts.length === 0) {
      return undefined;
    }
    return { rule: handedToWorker.id, note: wire.channel };
  },
  sentence: (reason) =>
    `The page handed your text to ${receivers[reason.note ?? ''] ?? 'a worker of its own'}. What that sends on, we do not see.`,
};
