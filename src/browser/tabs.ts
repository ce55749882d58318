import type { BackgroundMessage } from '../messages/outside-payload.ts';
import { extension } from './extension.ts';
import { webOrigin } from './match-pattern.ts';

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

/** Ids of the tabs that show a page of this origin, as far as we have permission for it. */
export async function tabsAt(origin: string): Promise<number[]> {
  const tabs = await extension.tabs.query({});
  const there = tabs.filter(({ url }) => webOrigin(url) === origin);
  return there.flatMap(({ id }) => (id === undefined ? [] : [id]));
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

/** A frame of a tab; `documentId`, where the browser takes it, holds even when the frame shows another one since. */
export interface FrameTarget {
  tabId: number;
  /** 0 for the top frame. */
  frameId: number;
  documentId?: string;
}

/** Says something to the content script of a frame. False when there is none that listens. */
export async function tellFrame(
  { tabId, frameId, documentId }: FrameTarget,
  message: BackgroundMessage,
): Promise<boolean> {
  // The polyfill's types do not know documents; only where the browser named one is one given.
  const target = (documentId === undefined ? { frameId } : { documentId }) as { frameId: number };
  try {
    await extension.tabs.sendMessage(tabId, message, target);
    return true;
  } catch {
    return false;
  }
}

/** Says something to the content script of a tab's top frame. False when there is none that listens. */
export async function tellTopFrame(tabId: number, message: BackgroundMessage): Promise<boolean> {
  return tellFrame({ tabId, frameId: 0 }, message);
}
