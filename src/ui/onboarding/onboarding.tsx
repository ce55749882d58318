import type { ServiceState } from '../../messages/messages.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { ActionButton } from '../components/action-button.tsx';
import { AddSiteForm } from '../components/add-site-form.tsx';
import { Brand } from '../components/brand.tsx';
import type { SiteActions } from '../components/site-actions.ts';
import { SiteSwitches } from '../components/site-switches.tsx';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { VerdictTerm } from '../components/verdict-term.tsx';
import { type WorkerActions, WorkerSwitch } from '../components/worker-switch.tsx';
import './onboarding.css';

const answers: readonly { verdict: Verdict; says: string; means: string }[] = [
  {
    verdict: 'plaintext',
    says: 'Anyone on the network can read this.',
    means: 'Your text left readable, over a connection without encryption. A postcard.',
  },
  {
    verdict: 'tls-only',
    says: 'The service can read this.',
    means: 'Nobody on the way can, but the company at the other end opens every letter.',
  },
  {
    verdict: 'e2ee',
    says: 'Sealed before it left this page.',
    means: 'What left was a recognised sealed message, and your text was found nowhere beside it.',
  },
  {
    verdict: 'inconclusive',
    says: 'We can’t tell.',
    means: 'And we say why. We would rather say this than call something sealed that isn’t.',
  },
];

interface OnboardingProps {
  services: readonly ServiceState[] | undefined;
  actions: SiteActions;
  /** Absent where the browser can't look into workers. */
  workers?: WorkerActions;
  openDashboard(): Promise<void>;
}

/** The first page after installation: what Sealcheck does, what it never does, and where it may look. */
export function Onboarding({ services, actions, workers, openDashboard }: OnboardingProps) {
  return (
    <>
      <header class="page-head">
        <Brand />
      </header>
      <main aria-busy={!services}>
        <h1>Who can read this message?</h1>
        <p class="intro">
          When you send a message on the web, Sealcheck looks at what really leaves the page, just
          before it is encrypted for the network, and tells you in words who can read it.
        </p>
        <section aria-labelledby="answers">
          <h2 id="answers">Four answers</h2>
          <ul class="answers">
            {answers.map(({ verdict, says, means }) => (
              <li key={verdict} data-verdict={verdict}>
                <VerdictMark verdict={verdict} />
                <div>
                  <p class="headline">{says}</p>
                  <p>{means}</p>
                  <VerdictTerm verdict={verdict} />
                </div>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="never">
          <h2 id="never">What it never does</h2>
          <ul class="promises">
            <li>
              <strong>It never talks to the network.</strong> Nothing is uploaded, nothing is
              fetched. Your browser enforces that on all of our pages.
            </li>
            <li>
              <strong>It never keeps what you write.</strong> Your text is compared inside the page
              and dropped there, seconds later. What stays are sizes, kinds and field names.
            </li>
            <li>
              <strong>It never runs where you didn’t ask.</strong> Every site is off until you
              switch it on.
            </li>
          </ul>
        </section>
        <section aria-labelledby="sites">
          <h2 id="sites">Where may it look?</h2>
          <p class="lead">Your browser asks you to confirm. You can change this at any time.</p>
          {services && <SiteSwitches services={services} actions={actions} />}
          {workers && <WorkerSwitch workers={workers} />}
        </section>
        <section aria-labelledby="own">
          <h2 id="own">Your own server</h2>
          <AddSiteForm add={actions.addSite} />
        </section>
        <section>
          <p class="lead">
            Then open the messenger, reload it if it was open, and send a message. The answer is
            behind the seal in the toolbar.
          </p>
          <ActionButton run={openDashboard}>Open the dashboard</ActionButton>
        </section>
      </main>
    </>
  );
}
