import type { WaitOptions } from './browser.ts';

const pollInterval = 50;
export const defaultTimeout = 30_000;

/**
 * Asks until the answer is truthy and returns it. An asking that throws counts as "not yet": a document may
 * be replaced while it is asked.
 *
 * @throws after the timeout, with what was waited for and the last answer or error.
 */
export async function waitUntil<R>(
  ask: () => Promise<R>,
  { timeout = defaultTimeout, what = 'a condition' }: WaitOptions = {},
): Promise<NonNullable<R>> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const said = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited ${timeout} ms for ${what}; last answer: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollInterval));
  }
}
