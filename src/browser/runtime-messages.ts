import type { Answers, PageMessage } from '../messages/messages.ts';
import { extension } from './extension.ts';

/** Who sent a message, as the browser says; nothing of it comes from the message. */
export interface Sender {
  /** Id of the extension. */
  id?: string;
  url?: string;
  /** Origin of the sending document; of what it inherits from in `about:blank`; 'null' in a sandbox. */
  origin?: string;
  frameId?: number;
  /** Names the document, where the browser has such names. */
  documentId?: string;
  tab?: { id?: number; url?: string };
}

/** Calls `listener` with every message; its answer goes back to the sender. */
export function onMessage(listener: (message: unknown, sender: Sender) => Promise<unknown>): void {
  extension.runtime.onMessage.addListener(async (message: unknown, sender: Sender) =>
    listener(message, sender),
  );
}

/** Asks the background, from one of our pages. Rejects when the background refused. */
export async function askBackground<Kind extends PageMessage['kind']>(
  message: Extract<PageMessage, { kind: Kind }>,
): Promise<Answers[Kind]> {
  return extension.runtime.sendMessage(message);
}

/** Our id, and the address that all our pages start with. */
export function ownIdentity(): { id: string; pages: string } {
  return { id: extension.runtime.id, pages: extension.runtime.getURL('') };
}
