/** What happened in a messenger, for clients that ask for it again and again. */
export interface EventLog<Event> {
  add(event: Event): void;
  /** How much has happened: what a client that starts now passes as `since`. */
  count(): number;
  /** What came after the first `since` events; waits up to `patience` milliseconds for the next one. */
  after(since: number, patience: number): Promise<Event[]>;
}

export function eventLog<Event>(): EventLog<Event> {
  const events: Event[] = [];
  const waiting = new Set<() => void>();
  return {
    add(event) {
      events.push(event);
      for (const wake of waiting) wake();
      waiting.clear();
    },
    count: () => events.length,
    async after(since, patience) {
      if (events.length <= since) {
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          // A client that is still waiting must not keep the lab alive.
          setTimeout(resolve, patience).unref();
        });
      }
      return events.slice(since);
    },
  };
}
