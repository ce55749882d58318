/** Runs tasks of one key after another and those of different keys side by side. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();
  #gate: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the task does; the task's failure does not stop those behind it. */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = Promise.allSettled([this.#gate, this.#tails.get(key)]);
    const result = before.then(task);
    this.#follow(key, result);
    return result;
  }

  /** Runs a task when everything queued before it is done, and holds back what comes after. */
  runAlone<Result>(task: () => Promise<Result>): Promise<Result> {
    const before = Promise.allSettled([this.#gate, ...this.#tails.values()]);
    const result = before.then(task);
    this.#gate = result.catch(() => undefined);
    return result;
  }

  #follow(key: string, result: Promise<unknown>): void {
    const tail = result
      .catch(() => undefined)
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
  }
}
