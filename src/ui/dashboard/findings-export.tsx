import { useRef, useState } from 'preact/hooks';
import type { DashboardActions } from './dashboard-view.ts';

type Progress = { state: 'idle'; said: string } | { state: 'running'; done: number; total: number };

const count = new Intl.NumberFormat();

/** Saves all findings as NDJSON, with progress and a way to stop. */
export function FindingsExport({ run }: { run: DashboardActions['exportFindings'] }) {
  const [progress, setProgress] = useState<Progress>({ state: 'idle', said: '' });
  const running = useRef<AbortController | undefined>(undefined);

  const start = () => {
    const controller = new AbortController();
    running.current = controller;
    setProgress({ state: 'running', done: 0, total: 0 });
    run(controller.signal, (done, total) => setProgress({ state: 'running', done, total })).then(
      () => setProgress({ state: 'idle', said: 'Saved.' }),
      (error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        setProgress({ state: 'idle', said: controller.signal.aborted ? 'Cancelled.' : said });
      },
    );
  };

  return (
    <div class="export">
      {progress.state === 'idle' ? (
        <button type="button" class="button" onClick={start}>
          Save findings as NDJSON
        </button>
      ) : (
        <>
          <progress
            aria-label="Findings saved"
            value={progress.total > 0 ? progress.done : undefined}
            max={progress.total || 1}
          />
          <span>
            {count.format(progress.done)} of {count.format(progress.total)}
          </span>
          <button type="button" class="button" onClick={() => running.current?.abort()}>
            Cancel
          </button>
        </>
      )}
      <span role="status">{progress.state === 'idle' && progress.said}</span>
    </div>
  );
}
