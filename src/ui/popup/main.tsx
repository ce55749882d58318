import { render } from 'preact';
import { askBackground } from '../../browser/runtime-messages.ts';
import { DASHBOARD_PAGE } from '../../browser/script-paths.ts';
import { onSessionChange } from '../../browser/storage.ts';
import { activeTabId, openPage, reloadTab } from '../../browser/tabs.ts';
import { latestOnly } from '../live/latest-only.ts';
import { siteActions } from '../live/site-actions.ts';
import { workerActions } from '../live/worker-actions.ts';
import { Popup } from './popup.tsx';
import type { PopupActions, PopupView } from './popup-actions.ts';

/** The tab that the popup is about. `?tab=7` names one where the popup is open as a page of its own. */
async function subjectTab(): Promise<number | undefined> {
  const named = new URLSearchParams(location.search).get('tab');
  return named === null ? activeTabId() : Number(named);
}

async function viewOf(tabId: number | undefined): Promise<PopupView> {
  if (tabId === undefined) return { state: 'no-site' };
  try {
    return await askBackground({ kind: 'tab-state', tabId });
  } catch (error) {
    return { state: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

async function start(): Promise<void> {
  const tabId = await subjectTab();
  let view: PopupView = { state: 'loading' };
  const draw = () => render(<Popup view={view} actions={actions} />, document.body);

  const refresh = latestOnly(async () => {
    view = await viewOf(tabId);
    draw();
  });

  const workers = workerActions();
  const actions: PopupActions = {
    ...(workers ? { workers } : {}),
    switchOn: (service) => siteActions.switchOn([service]).finally(refresh),
    addSite: (origin) => siteActions.addSite(origin).finally(refresh),
    switchOff: (service) => siteActions.switchOff(service).finally(refresh),
    reload: async () => {
      if (tabId !== undefined) await reloadTab(tabId);
      window.close();
    },
    captureDeeply: async (on) => {
      if (tabId !== undefined) await askBackground({ kind: 'deep-capture', tabId, on });
      await refresh();
    },
    openDashboard: async () => {
      await openPage(DASHBOARD_PAGE);
      window.close();
    },
  };

  draw();
  onSessionChange(refresh, new AbortController().signal);
  await refresh();
}

void start();
