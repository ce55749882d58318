/** Mounts one page in one state, chosen by the query, with actions that do nothing: for looking at and for axe. */
import { render } from 'preact';
import type { SiteActions } from '../../src/ui/components/site-actions.ts';
import type { WorkerActions } from '../../src/ui/components/worker-switch.tsx';
import { Dashboard } from '../../src/ui/dashboard/dashboard.tsx';
import {
  conversationsPerPage,
  type DashboardActions,
  type DashboardSource,
  observationsPerPage,
} from '../../src/ui/dashboard/dashboard-view.ts';
import { Onboarding } from '../../src/ui/onboarding/onboarding.tsx';
import { Popup } from '../../src/ui/popup/popup.tsx';
import type { PopupActions } from '../../src/ui/popup/popup-actions.ts';
import { conversationRows, observations, platformRows, popupViews } from './samples.ts';

const query = new URLSearchParams(location.search);
const state = query.get('state') ?? '';
document.documentElement.dir = query.get('dir') ?? 'ltr';

const nothing = async () => {};
/** As in Firefox, where workers can be looked into. */
const workers: WorkerActions | undefined = query.has('workers')
  ? {
      isOn: async () => query.get('workers') === 'on',
      switchOn: async () => false,
      switchOff: nothing,
    }
  : undefined;

const popupActions: PopupActions = {
  switchOn: async () => false,
  addSite: async () => false,
  switchOff: nothing,
  reload: nothing,
  captureDeeply: nothing,
  openDashboard: nothing,
  ...(workers ? { workers } : {}),
};

const siteActions: SiteActions = {
  switchOn: async () => false,
  switchOff: nothing,
  addSite: async () => true,
};

const used = state === 'used';
const slice = <Item,>(items: readonly Item[], offset: number, size: number) => ({
  items: items.slice(offset, offset + size),
  total: items.length,
});
/** Calls back once, like a source that never changes. */
const once = <Value,>(listener: (value: Value) => void, value: Value) => {
  listener(value);
  return () => {};
};
const source: DashboardSource = {
  watchPlatforms: (listener) =>
    once(
      listener,
      used
        ? platformRows
        : platformRows.map(({ service, claims }) => ({
            service,
            claims,
            enabled: false,
            permitted: false,
          })),
    ),
  watchConversations: (_, offset, listener) =>
    once(listener, slice(conversationRows, offset, conversationsPerPage)),
  watchObservations: (offset, listener) =>
    once(listener, slice(used ? observations : [], offset, observationsPerPage)),
};
const dashboardActions: DashboardActions = {
  ...siteActions,
  exportFindings: (signal, progress) =>
    new Promise((_, reject) => {
      progress(1200, 6476);
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
  forget: nothing,
};

function page() {
  switch (query.get('page')) {
    case 'popup':
      document.body.className = 'popup';
      return <Popup view={popupViews[state] ?? { state: 'loading' }} actions={popupActions} />;
    case 'dashboard':
      document.body.className = 'page';
      return (
        <Dashboard source={source} actions={dashboardActions} {...(workers ? { workers } : {})} />
      );
    default:
      document.body.className = 'page onboarding';
      return (
        <Onboarding
          services={platformRows}
          actions={siteActions}
          openDashboard={nothing}
          {...(workers ? { workers } : {})}
        />
      );
  }
}

render(page(), document.body);
