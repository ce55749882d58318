import type { DeepCaptureEnd, WatchedTab } from '../../messages/messages.ts';
import { ActionButton } from '../components/action-button.tsx';
import { WorkerSwitch } from '../components/worker-switch.tsx';
import type { PopupActions } from './popup-actions.ts';
import './deep-capture.css';

const ends: Readonly<Record<DeepCaptureEnd, string>> = {
  conflict:
    'It could not begin: another tool is already attached to this tab. Close that, then try again.',
  refused: 'It could not begin: the browser did not let Sealcheck attach to this tab.',
  canceled: 'It ended because Cancel was pressed in the browser’s bar.',
  closed: 'It ended because the browser closed the page that it looked into.',
  'left-site': 'It ended because this tab went to a site that is not switched on.',
  interrupted: 'It ended because Sealcheck itself was stopped.',
};

interface DeepCaptureProps {
  tab: Pick<WatchedTab, 'coverage' | 'deepCapture'>;
  actions: Pick<PopupActions, 'captureDeeply' | 'reload' | 'workers'>;
}

/** While deep capture is on: that it is, and how it ends. Stands before everything else. */
export function DeepCaptureOn({ tab, actions }: DeepCaptureProps) {
  if (tab.deepCapture.state !== 'on') return null;
  const reasons = new Set(tab.coverage.map(({ reason }) => reason));
  const late = reasons.has('attached-late') || reasons.has('deep-capture-interrupted');
  return (
    <section class="part deep-capture" aria-labelledby="deep-capture">
      <h2 id="deep-capture">Deep capture is on for this tab</h2>
      <p>
        The browser’s debugger tells Sealcheck what this page’s workers send. Nothing of it is kept,
        and nothing leaves this computer.
      </p>
      {late && (
        <p>
          One of them ran before it was reached, so what it had opened is not known. Reload to look
          into it from its start.
        </p>
      )}
      {reasons.has('other-tab') && (
        <p>
          Another tab shows this site, and workers can pass text on to it. Close it for a complete
          answer.
        </p>
      )}
      <div class="actions">
        {late && <ActionButton run={actions.reload}>Reload the page</ActionButton>}
        <ActionButton run={() => actions.captureDeeply(false)}>
          Switch off deep capture
        </ActionButton>
      </div>
    </section>
  );
}

/** While it is off: what it would do. Says it in full before it can be switched on. */
export function DeepCaptureOff({ tab, actions }: DeepCaptureProps) {
  const { deepCapture, coverage } = tab;
  if (deepCapture.state === 'on') return null;
  if (deepCapture.state === 'absent') {
    const { workers } = actions;
    if (workers === undefined || !coverage.some(isUnseenWorker)) return null;
    return (
      <details class="deep-capture-offer">
        <summary>Look into workers…</summary>
        <WorkerSwitch workers={workers} />
      </details>
    );
  }
  if (deepCapture.state === 'other-build') {
    if (!coverage.some(isUnseenWorker)) return null;
    return (
      <p class="deep-capture-hint">
        Workers are background threads of the page. This build can’t look into those that the page
        did not make itself. The build “Sealcheck with deep capture” for Chrome can, tab by tab.
      </p>
    );
  }
  return (
    <>
      {deepCapture.ended && (
        <p class="deep-capture-hint" role="status">
          Deep capture is off. {ends[deepCapture.ended]}
        </p>
      )}
      <details class="deep-capture-offer">
        <summary>Look into this tab’s workers…</summary>
        <p>
          Some messengers send from background threads, called workers, where Sealcheck can’t look
          otherwise. With deep capture the browser’s debugger tells it what they send.
        </p>
        <ul>
          <li>
            Chrome shows a bar, “Sealcheck with deep capture started debugging this browser”, in
            every window while it is on. Cancel in that bar ends it.
          </li>
          <li>The page is loaded again. A text that you typed and did not send may be lost.</li>
          <li>Everything stays on this computer, and content is never kept.</li>
          <li>It is for this tab alone, and is off again when you close it or leave the site.</li>
        </ul>
        <ActionButton kind="main" run={() => actions.captureDeeply(true)}>
          Reload and look into workers
        </ActionButton>
      </details>
    </>
  );
}

const WORKERS: readonly string[] = ['worker', 'sharedworker', 'serviceworker'];

function isUnseenWorker({ channel, state }: WatchedTab['coverage'][number]): boolean {
  return WORKERS.includes(channel) && state !== 'seen';
}
