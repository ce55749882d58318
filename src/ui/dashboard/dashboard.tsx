import { AddSiteForm } from '../components/add-site-form.tsx';
import { Brand } from '../components/brand.tsx';
import { SiteSwitches } from '../components/site-switches.tsx';
import { useWatch } from '../components/use-watch.ts';
import { type WorkerActions, WorkerSwitch } from '../components/worker-switch.tsx';
import type { DashboardActions, DashboardSource } from './dashboard-view.ts';
import { FindingsExport } from './findings-export.tsx';
import { ForgetButton } from './forget-button.tsx';
import { ObservationSection } from './observation-section.tsx';
import { PlatformSection } from './platform-section.tsx';
import './dashboard.css';

interface DashboardProps {
  source: DashboardSource;
  actions: DashboardActions;
  /** Absent where the browser can't look into workers. */
  workers?: WorkerActions;
}

/** Everything observed so far, platform by platform, beside what the vendors document. */
export function Dashboard({ source, actions, workers }: DashboardProps) {
  const rows = useWatch('platforms', source.watchPlatforms);
  const names = new Map(rows?.map(({ service }) => [service.id, service.name]));
  return (
    <>
      <header class="page-head">
        <Brand />
      </header>
      <main aria-busy={!rows}>
        <h1>Who can read your messages?</h1>
        {rows && <PlatformSection rows={rows} source={source} />}
        <ObservationSection source={source} nameOf={(id) => names.get(id) ?? id} />
        <section aria-labelledby="sites">
          <h2 id="sites">Where Sealcheck looks</h2>
          <p class="lead">
            Nothing of ours runs on a site that is off. Switching one on makes your browser ask you
            first.
          </p>
          {rows && <SiteSwitches services={rows} actions={actions} />}
          {workers && <WorkerSwitch workers={workers} />}
          <AddSiteForm add={actions.addSite} />
        </section>
        <section aria-labelledby="findings">
          <h2 id="findings">Findings</h2>
          <p class="lead">
            They hold sizes, classes and field paths, never content, and stay in this browser until
            you save or delete them.
          </p>
          <div class="row">
            <FindingsExport run={actions.exportFindings} />
            <ForgetButton forget={actions.forget} />
          </div>
        </section>
      </main>
    </>
  );
}
