import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { Browser, Page } from '../browsers/browser.ts';
import { type Judged, waitForJudgement } from './extension-messages.ts';
import { freshSentence, openMessenger, say, watch } from './messenger.ts';

export interface Audited {
  page: Page;
  state: Judged;
}

/**
 * True when what is said will stay: a text that was found readable can't be unread. Anything else is settled
 * only when the Send is, because every payload under it counts.
 */
function isSettled({ conversation, counts }: Judged): boolean {
  return conversation.judgement.strength === 'proven' || counts.sends > 0;
}

/** One real ciphertext in a hundred fails a uniformity test; among ten that pass, the judge forgives it. */
function isUnlucky({ conversation }: Judged): boolean {
  return conversation.judgement.reasons.some(({ rule }) => rule === 'ciphertext-not-uniform');
}

const MOST_MORE = 15;

/**
 * Opens a messenger, types and sends a sentence, and waits for the judgement that stays.
 *
 * @param peer a browser of its own for the other person, for entries that have one.
 */
export async function audit(
  browser: Browser,
  entry: CatalogueEntry,
  peer?: Browser,
): Promise<Audited> {
  await watch(browser, entry);
  if (entry.peerUrl) {
    if (!peer) throw new Error(`${entry.id} needs a browser for the other person`);
    // What the entry waits for may only come once the peer is there: the peer itself can't wait for it.
    const { readySelector: _, ...peerEntry } = entry;
    await openMessenger(peer, peerEntry, entry.peerUrl);
  }
  const page = await openMessenger(browser, entry);
  await say(page, entry, freshSentence());
  const options = { timeout: 60_000, what: `the judgement of ${entry.id}` };
  let state = await waitForJudgement(browser, page, isSettled, options);
  for (let more = 0; more < MOST_MORE && isUnlucky(state); more += 1) {
    const { sends } = state.counts;
    await say(page, entry, freshSentence());
    state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > sends, options);
  }
  return { page, state };
}
