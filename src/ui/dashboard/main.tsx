import { render } from 'preact';
import { askBackground } from '../../browser/runtime-messages.ts';
import { Database } from '../../store/database.ts';
import { dashboardSource } from '../live/dashboard-source.ts';
import { refreshing } from '../live/refreshing.ts';
import { saveFindings } from '../live/save-findings.ts';
import { siteActions } from '../live/site-actions.ts';
import { workerActions } from '../live/worker-actions.ts';
import { Dashboard } from './dashboard.tsx';
import type { DashboardActions } from './dashboard-view.ts';

const database = new Database();
const source = dashboardSource(database);
const actions: DashboardActions = {
  ...refreshing(siteActions, source.refresh),
  exportFindings: (signal, progress) => saveFindings(database, { signal, progress }),
  forget: async () => {
    await askBackground({ kind: 'forget' });
  },
};

const workers = workerActions();

render(
  <Dashboard source={source} actions={actions} {...(workers ? { workers } : {})} />,
  document.body,
);
