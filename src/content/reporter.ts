/** Hands observations to the background in small batches; goes quiet for good when the extension is gone. */
import { isConnected, sendToBackground } from '../browser/content-runtime.ts';
import type { ContentMessage } from '../messages/messages.ts';
import type { CoverageReport, Observation, SendReport } from '../messages/observation.ts';

const BATCH_DELAY = 60;
const BATCH_SIZE = 50;

export class Reporter {
  readonly #orphaned: () => void;
  #waiting: Observation[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param orphaned called once when the background can no longer be reached */
  constructor(orphaned: () => void) {
    this.#orphaned = orphaned;
  }

  observation(observation: Observation): void {
    this.#waiting.push(observation);
    if (this.#waiting.length >= BATCH_SIZE) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_DELAY);
  }

  /** Payloads first, so that the report meets them in the background. */
  sent(report: SendReport): void {
    this.flush();
    this.#send({ kind: 'sent', report });
  }

  coverage(reports: CoverageReport[]): void {
    this.#send({ kind: 'coverage', reports });
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const observations = this.#waiting;
    this.#waiting = [];
    this.#send({ kind: 'observations', observations });
  }

  #send(message: ContentMessage): void {
    sendToBackground(message).catch(() => {
      // A worker that was asleep may refuse once; an extension that is gone refuses for ever.
      if (!isConnected()) this.#orphaned();
    });
  }
}
