import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './action-button.css';

interface ActionButtonProps {
  /**
   * Called in the click itself, so that a permission may be asked for. What it throws is shown;
   * `false` means that the person declined.
   */
  run(): Promise<unknown>;
  kind?: 'main' | 'danger' | 'quiet';
  disabled?: boolean;
  /** Said when `run` resolves to false. */
  declined?: string;
  children: ComponentChildren;
}

/** A button whose work takes time and can fail: it waits, and says what went wrong beside itself. */
export function ActionButton({ run, kind, disabled, declined, children }: ActionButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const click = () => {
    setProblem('');
    setBusy(true);
    const finished = (text: string) => {
      setBusy(false);
      setProblem(text);
    };
    run().then(
      (result) => finished(result === false ? (declined ?? '') : ''),
      (error: unknown) => finished(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      <button
        type="button"
        class="button"
        data-kind={kind}
        disabled={disabled || busy}
        onClick={click}
      >
        {children}
      </button>
      {problem && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
