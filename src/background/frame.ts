import { webOrigin } from '../browser/match-pattern.ts';
import type { Sender } from '../browser/runtime-messages.ts';

/** The frame that a content script reports from, as the browser says. */
export interface Frame {
  tabId: number;
  /** 0 for the tab's top frame. */
  frameId: number;
  /** Address by which the frame's service is found. */
  address: string;
  origin: string;
  /** Host of the origin, with its port. */
  host: string;
  /** Names the document, where the browser has such names. */
  document?: string;
}

/**
 * Reads the frame off the sender; nothing comes from the message. A frame without an address of its own
 * (`about:blank`, `srcdoc`, a sandbox) counts for the origin that it inherits, else for its tab's page.
 */
export function frameOf(sender: Sender): Frame | undefined {
  const { tab, frameId, documentId } = sender;
  if (tab?.id === undefined || frameId === undefined) return undefined;
  const address = [sender.url, sender.origin, tab.url].find((candidate) => webOrigin(candidate));
  const origin = webOrigin(address);
  if (address === undefined || origin === undefined) return undefined;
  const host = new URL(origin).host;
  const document = documentId === undefined ? {} : { document: documentId };
  return { tabId: tab.id, frameId, address, origin, host, ...document };
}
