import { render } from 'preact';
import { onPermissionChange } from '../../browser/permissions.ts';
import { askBackground } from '../../browser/runtime-messages.ts';
import { DASHBOARD_PAGE } from '../../browser/script-paths.ts';
import { openPage } from '../../browser/tabs.ts';
import type { SiteActions } from '../components/site-actions.ts';
import { latestOnly } from '../live/latest-only.ts';
import { refreshing } from '../live/refreshing.ts';
import { siteActions } from '../live/site-actions.ts';
import { workerActions } from '../live/worker-actions.ts';
import { Onboarding } from './onboarding.tsx';

const refresh = latestOnly(async () => draw(await askBackground({ kind: 'services' })));
const workers = workerActions();
const actions: SiteActions = refreshing(siteActions, refresh);

function draw(services: Parameters<typeof Onboarding>[0]['services']): void {
  render(
    <Onboarding
      services={services}
      actions={actions}
      {...(workers ? { workers } : {})}
      openDashboard={() => openPage(DASHBOARD_PAGE)}
    />,
    document.body,
  );
}

draw(undefined);
onPermissionChange(refresh);
void refresh();
