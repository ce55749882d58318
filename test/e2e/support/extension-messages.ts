import type { Answers, PageMessage, TabState } from '../../../src/messages/messages.ts';
import type { Browser, Page, WaitOptions } from '../browsers/browser.ts';
import { waitUntil } from '../browsers/wait-until.ts';

/** Asks the background what one of our pages would ask. */
export function ask<M extends PageMessage>(
  browser: Browser,
  message: M,
): Promise<Answers[M['kind']]> {
  return browser.extensionEvaluate(
    (asked) => chrome.runtime.sendMessage(asked),
    message,
  ) as Promise<Answers[M['kind']]>;
}

/** Switches a platform on, as the onboarding does once the browser has granted its hosts. */
export async function switchOn(browser: Browser, id: string): Promise<void> {
  await ask(browser, { kind: 'set-platform', id, enabled: true });
}

export async function addSite(browser: Browser, url: string): Promise<void> {
  await ask(browser, { kind: 'add-site', origin: new URL(url).origin });
}

/** What the popup of a tab would show. */
export function tabState(browser: Browser, page: Page): Promise<TabState> {
  return ask(browser, { kind: 'tab-state', tabId: page.tabId });
}

export type Judged = Extract<TabState, { state: 'judged' }>;

/** Waits for a judgement that `good` accepts; the default takes the first. */
export async function waitForJudgement(
  browser: Browser,
  page: Page,
  good: (state: Judged) => boolean = () => true,
  options: WaitOptions = {},
): Promise<Judged> {
  let last: TabState | undefined;
  const look = async () => {
    last = await tabState(browser, page);
    return last.state === 'judged' && good(last) ? last : undefined;
  };
  try {
    return await waitUntil(look, { what: 'a judgement', timeout: 45_000, ...options });
  } catch (error) {
    const seen =
      last?.state === 'judged'
        ? JSON.stringify({ judgement: last.conversation.judgement, counts: last.counts })
        : JSON.stringify(last)?.slice(0, 600);
    throw new Error(
      `${error instanceof Error ? error.message.slice(0, 80) : error}; at last: ${seen}`,
    );
  }
}
