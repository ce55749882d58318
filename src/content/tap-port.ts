/**
 * Receives the tap's port. Both scripts run before any page code, so the first hand-over is the tap's; the
 * listener is gone before a page script could forge a second one.
 */
import {
  PORT_EVENT,
  type TapMessage,
  type TapWorker,
  type WorkerMessage,
} from '../messages/tap-message.ts';

/** Firefox: copies a page object into this script's own realm; reading it through the wrapper is ~300 times slower. */
declare const cloneInto: (<Value>(value: Value, target: object) => Value) | undefined;

export function toOwnRealm<Message>(message: Message): Message {
  return typeof cloneInto === 'function' ? cloneInto(message, globalThis) : message;
}

/** @param onTap called when the tap is there, before its first message */
export function receiveTap(
  onTap: () => void,
  onMessage: (message: Exclude<TapMessage, TapWorker>) => void,
  onWorker: (worker: TapWorker, hasPort: boolean) => void,
  onWorkerMessage: (worker: number, message: WorkerMessage) => void,
  signal: AbortSignal,
): void {
  const onPort = (event: Event) => {
    const port = (event as MessageEvent).ports[0];
    if (port === undefined) return;
    onTap();
    port.onmessage = (event: MessageEvent<TapMessage>) => {
      const message = toOwnRealm(event.data);
      const [workerPort] = event.ports;
      if (message.kind !== 'worker') onMessage(message);
      else {
        onWorker(message, workerPort !== undefined);
        if (workerPort) listen(workerPort, message.worker);
      }
    };
    const listen = (from: MessagePort, worker: number) => {
      from.onmessage = (event: MessageEvent<WorkerMessage>) =>
        onWorkerMessage(worker, toOwnRealm(event.data));
      signal.addEventListener('abort', () => from.close(), { once: true });
    };
    signal.addEventListener('abort', () => port.close(), { once: true });
  };
  document.addEventListener(PORT_EVENT, onPort, { once: true, signal });
}
