import type { SendEvidence } from './evidence.ts';
import { STRONG_SIZE } from './rules/few-bytes.ts';
import { keyHolderOpen } from './rules/key-holder-open.ts';

/** True when nothing about the Send's sealed part makes it an indication only. */
export function isStronglySealed(send: SendEvidence | undefined): boolean {
  if (send?.sealed === undefined || send.sealed.size < STRONG_SIZE) return false;
  return keyHolderOpen.find(send) === undefined;
}
