import type { ComponentChildren } from 'preact';
import type { Claim } from '../../platforms/profile.ts';
import { profileOf } from '../../platforms/registry.ts';
import { ActionButton } from '../components/action-button.tsx';
import { ClaimBeside } from '../components/claim-beside.tsx';
import { CoverageList } from '../components/coverage-list.tsx';
import { OutdatedClaims } from '../components/outdated-claims.tsx';
import { SafeText } from '../components/safe-text.tsx';
import { VisibleText } from '../components/visible-text.tsx';
import { answer } from './answer.ts';
import { DeepCaptureOff } from './deep-capture.tsx';
import type { PopupActions, PopupView } from './popup-actions.ts';

const declined = 'The browser did not give access, so nothing was switched on.';

type UnjudgedView = Exclude<PopupView, { state: 'judged' }>;

/** Everything that the popup says before there is a verdict. */
export function StatePanel({ view, actions }: { view: UnjudgedView; actions: PopupActions }) {
  switch (view.state) {
    case 'loading':
      return null;
    case 'failed':
      return (
        <Statement view={view}>
          <p>Close this and open it again. If that does not help, reload the page.</p>
          <p class="soft">
            <VisibleText text={view.problem} />
          </p>
        </Statement>
      );
    case 'no-site':
      return (
        <Statement view={view}>
          <p>Open a web messenger, then open Sealcheck again.</p>
        </Statement>
      );
    case 'unsupported':
      return (
        <Statement view={view}>
          <p>
            If you write messages on <SafeText text={new URL(view.origin).host} />, Sealcheck can
            look at what it sends. Until you ask it to, nothing of ours runs here.
          </p>
          <ActionButton kind="main" declined={declined} run={() => actions.addSite(view.origin)}>
            Check this site
          </ActionButton>
        </Statement>
      );
    case 'off':
      return (
        <>
          <Statement view={view}>
            <p>Switch it on to see who can read the messages that you send from here.</p>
            <ActionButton
              kind="main"
              declined={declined}
              run={() => actions.switchOn(view.service)}
            >
              Switch on for {view.service.name}
            </ActionButton>
          </Statement>
          <Documented view={view} />
        </>
      );
    case 'permission-missing':
      return (
        <Statement view={view}>
          <p>Sealcheck is switched on, but can’t look at this page without it.</p>
          <ActionButton kind="main" declined={declined} run={() => actions.switchOn(view.service)}>
            Give access again
          </ActionButton>
        </Statement>
      );
    case 'reload-needed':
      return (
        <Statement view={view}>
          <p>
            It was open before Sealcheck was switched on for {view.service.name}, so part of what it
            sends can’t be seen.
          </p>
          <ActionButton kind="main" run={actions.reload}>
            Reload the page
          </ActionButton>
        </Statement>
      );
    case 'waiting':
      return (
        <>
          <Statement view={view}>
            <p>
              Sealcheck is watching what {view.service.name} sends from this page. The answer comes
              with your next message.
            </p>
          </Statement>
          <Documented view={view} />
          {view.coverage.length > 0 && (
            <section class="part" aria-labelledby="coverage">
              <h2 id="coverage">What we can look into</h2>
              <CoverageList reports={view.coverage} />
              <DeepCaptureOff tab={view} actions={actions} />
            </section>
          )}
        </>
      );
  }
}

function Statement({ view, children }: { view: UnjudgedView; children: ComponentChildren }) {
  return (
    <section class="statement">
      <h1>{answer(view)}</h1>
      {children}
    </section>
  );
}

function Documented({ view }: { view: { service: { id: string }; claims: readonly Claim[] } }) {
  const { service, claims } = view;
  if (claims.length === 0) return null;
  return (
    <section class="part" aria-labelledby="documented">
      <h2 id="documented">What the vendor documents</h2>
      {claims.map((claim) => (
        <ClaimBeside key={claim.source} claim={claim} />
      ))}
      <OutdatedClaims outdated={profileOf(service.id)?.outdated ?? []} />
    </section>
  );
}
