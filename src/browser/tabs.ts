import type { BackgroundMessage } from '../messages/outside-payload.ts';
import { extension } from './extension.ts';

/** The address of a tab; undefined where we have no permission for it, or the tab is gone. */
export async function tabUrl(tabId: number): Promise<string | undefined> {
  try {
    return (await extension.tabs.get(tabId)).url;
  } catch {
    return undefined;
  }
}

/** Id of the tab in front of the window that our page belongs to. */
export async function activeTabId(): Promise<number | undefined> {
  const [tab] = await extension.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

export async function reloadTab(tabId: number): Promise<void> {
  await extension.tabs.reload(tabId);
}

/** Opens one of our pages in a new tab. @param path from the extension's root, with any query */
export async function openPage(path: string): Promise<void> {
  await extension.tabs.create({ url: extension.runtime.getURL(path) });
}

/** Calls `listener` when a tab starts to load. `url` is undefined where we have no permission for it. */
export function onTabLoading(
  listener: (tabId: number, url: string | undefined) => Promise<void>,
): void {
  extension.tabs.onUpdated.addListener(async (tabId, change, tab) => {
    if (change.status === 'loading') await listener(tabId, tab.url);
  });
}

export function onTabClosed(listener: (tabId: number) => Promise<void>): void {
  extension.tabs.onRemoved.addListener(async (tabId) => listener(tabId));
}

/** Says something to the content script of a tab's top frame. False when there is none that listens. */
export async function tellTopFrame(tabId: number, message: BackgroundMessage): Promise<boolean> {
  try {
    await extension.tabs.sendMessage(tabId, message, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
}
