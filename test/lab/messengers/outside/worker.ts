import { seal } from './seal.ts';
import { type Order, post } from './wire.ts';

/** Posts every order that reaches this thread; it may be a worker, a shared worker or a service worker. */
async function take({ data }: MessageEvent<Order>): Promise<void> {
  await post(fetch, data.seal ? await seal(data.text) : data.text);
}

interface Scope {
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  clients?: { claim(): Promise<void> };
}

const scope = globalThis as unknown as Scope;
scope.addEventListener('message', (event) => {
  const done = take(event);
  // A service worker may be ended while nobody waits for it.
  (event as MessageEvent & { waitUntil?(promise: Promise<void>): void }).waitUntil?.(done);
});
scope.addEventListener('connect', ({ ports: [port] }) => {
  port?.addEventListener('message', (event) => void take(event));
  port?.start();
});
