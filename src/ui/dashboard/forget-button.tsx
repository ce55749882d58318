import { useId, useRef } from 'preact/hooks';
import { ActionButton } from '../components/action-button.tsx';
import './forget-button.css';

/** Deletes everything that was observed, after asking. */
export function ForgetButton({ forget }: { forget(): Promise<void> }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        class="button"
        data-kind="danger"
        onClick={() => dialog.current?.showModal()}
      >
        Forget everything…
      </button>
      <dialog ref={dialog} class="forget" aria-labelledby={id}>
        <h2 id={id}>Forget everything?</h2>
        <p>
          All findings, verdicts and conversations are deleted. This can’t be undone. Platforms stay
          switched on.
        </p>
        <div class="row">
          <ActionButton kind="danger" run={() => forget().then(close)}>
            Forget everything
          </ActionButton>
          <button type="button" class="button" onClick={close}>
            Keep it
          </button>
        </div>
      </dialog>
    </>
  );
}
