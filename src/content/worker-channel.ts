/**
 * The channel over which workers' taps speak: a broadcast channel of the page's origin whose name only the background and
 * the workers' taps know. What comes is the word of the page's own processes, like everything from a tap.
 */
import type { FromWorker } from '../messages/tap-message.ts';
import { toOwnRealm } from './tap-port.ts';

export class WorkerChannel {
  readonly #channel: BroadcastChannel;

  /** @throws where the page may store nothing: then its workers can't broadcast either */
  constructor(name: string, onMessage: (from: FromWorker) => void, signal: AbortSignal) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = (event: MessageEvent<FromWorker | string>) => {
      if (event.data === 'started') this.ask();
      // Other tabs ask on the same channel.
      else if (typeof event.data !== 'string') onMessage(toOwnRealm(event.data));
    };
    signal.addEventListener('abort', () => this.#channel.close(), { once: true });
    this.ask();
  }

  /** Workers' taps say again that they are there, and what they kept while nobody listened. */
  ask(): void {
    this.#channel.postMessage('listening');
  }
}
