import { goesToWorker, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';
import { readableTextLeaf } from './text-field-readable.ts';

/** A message came in readable: its known text was found, or readable characters stand in its place. */
export const receivedReadable: Rule<Payload> = {
  id: 'received-readable',
  title: 'A received message, readable',
  find(payload) {
    const { wire, finding, role } = payload.observation;
    if (wire.direction !== 'in' || goesToWorker(payload)) return undefined;
    const known = finding.texts[0];
    if (known !== undefined) {
      return { rule: receivedReadable.id, path: known.path, ...wireFacts(payload) };
    }
    // Keys for devices often come in one answer with messages.
    if (payload.foreign || finding.envelopes.some((envelope) => envelope.role !== 'key-exchange')) {
      return undefined;
    }
    if (role !== 'receive' && role !== 'message') return undefined;
    const leaf = readableTextLeaf(payload);
    return leaf && { rule: receivedReadable.id, path: leaf.path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `A message came in with its text readable ${place(reason, 'received from')}. ${readers(reason)}`,
};
