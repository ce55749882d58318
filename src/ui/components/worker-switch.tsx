import { useEffect, useState } from 'preact/hooks';
import { ActionButton } from './action-button.tsx';
import './worker-switch.css';

/** What a person can change about workers. `switchOn` asks the browser, so it must be called from the click itself. */
export interface WorkerActions {
  isOn(): Promise<boolean>;
  switchOn(): Promise<boolean>;
  switchOff(): Promise<void>;
}

/** Says what looking into workers changes, and switches it on and off. */
export function WorkerSwitch({ workers }: { workers: WorkerActions }) {
  const [isOn, setOn] = useState<boolean>();
  const look = async () => setOn(await workers.isOn());
  useEffect(() => void look(), [workers]);
  return (
    <div class="worker-switch" data-on={isOn || undefined}>
      <h3>Workers</h3>
      <p>
        Some messengers send from scripts that run beside the page: WhatsApp, Messenger, Teams. To
        look into those, Sealcheck puts its own lines in front of such scripts when your browser
        loads them, on the sites that are on and nowhere else. Without it, Sealcheck says that it
        can’t tell.
      </p>
      <p class="soft">
        This gives Sealcheck the right to change what sites send to your browser, without a further
        question; Sealcheck uses it for these scripts alone. Reload the messenger afterwards. A
        service worker, which a site leaves in your browser, follows with its next update.
      </p>
      <p role="status">
        {isOn === undefined
          ? ''
          : isOn
            ? 'Workers are looked into.'
            : 'Workers are not looked into.'}
      </p>
      {isOn ? (
        <ActionButton kind="quiet" run={() => workers.switchOff().finally(look)}>
          Stop looking into workers
        </ActionButton>
      ) : (
        <ActionButton
          disabled={isOn === undefined}
          declined="The browser did not give access."
          run={() => workers.switchOn().finally(look)}
        >
          Look into workers
        </ActionButton>
      )}
    </div>
  );
}
