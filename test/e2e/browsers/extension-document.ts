/**
 * A document of the extension's origin in which none of its scripts run: the harness asks the extension API
 * there without adding a page of ours to what is tested.
 */
export const bareDocument = 'icons/icon-16.png';

/** Runs in that document. */
export async function openTabIds(): Promise<number[]> {
  const tabs = await chrome.tabs.query({});
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
}
