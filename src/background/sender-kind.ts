import type { Sender } from '../browser/runtime-messages.ts';
import { type Frame, frameOf } from './frame.ts';

export type SenderKind =
  | { kind: 'page' } // one of our own pages
  | { kind: 'content'; frame: Frame } // our content script in a web page
  | { kind: 'stranger' };

/** @param own our extension's id, and the address that all our pages start with */
export function senderKind(sender: Sender, own: { id: string; pages: string }): SenderKind {
  if (sender.id !== own.id) return { kind: 'stranger' };
  if (sender.url?.startsWith(own.pages)) return { kind: 'page' };
  const frame = frameOf(sender);
  return frame ? { kind: 'content', frame } : { kind: 'stranger' };
}
