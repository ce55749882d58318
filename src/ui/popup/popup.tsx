import { ActionButton } from '../components/action-button.tsx';
import { Brand } from '../components/brand.tsx';
import { VisibleText } from '../components/visible-text.tsx';
import { answer } from './answer.ts';
import { DeepCaptureOn } from './deep-capture.tsx';
import { JudgedPanel } from './judged-panel.tsx';
import type { PopupActions, PopupView } from './popup-actions.ts';
import { StatePanel } from './state-panel.tsx';
import './popup.css';

/** The popup: the verdict of the conversation in front, or what is needed to get one. */
export function Popup({ view, actions }: { view: PopupView; actions: PopupActions }) {
  return (
    <>
      <header class="popup-head">
        <Brand />
        <ActionButton kind="quiet" run={actions.openDashboard}>
          Dashboard
        </ActionButton>
      </header>
      {/* It stays while the panels below come and go: only then is a change of the answer announced. */}
      <p class="visually-hidden" role="status">
        <VisibleText text={answer(view)} />
      </p>
      <main aria-busy={view.state === 'loading'}>
        {(view.state === 'judged' || view.state === 'waiting') && (
          <DeepCaptureOn tab={view} actions={actions} />
        )}
        {view.state === 'judged' ? (
          <JudgedPanel view={view} actions={actions} />
        ) : (
          <StatePanel key={view.state} view={view} actions={actions} />
        )}
      </main>
      {(view.state === 'judged' || view.state === 'waiting') && (
        <footer class="popup-foot">
          <ActionButton kind="quiet" run={() => actions.switchOff(view.service)}>
            {view.service.origin === undefined ? 'Switch off for' : 'Stop checking'}{' '}
            {view.service.name}
          </ActionButton>
        </footer>
      )}
    </>
  );
}
