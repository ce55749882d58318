/**
 * Wraps a refresh so that at most one runs at a time and the last request is never lost: however often it is
 * asked for while it runs, it runs once more.
 */
export function latestOnly(refresh: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await refresh();
    } while (again);
  };
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
