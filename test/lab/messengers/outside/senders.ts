import { type Order, post } from './wire.ts';

export type Sender = (order: Order) => unknown;

async function hiddenFetch(): Promise<typeof fetch> {
  const frame = document.createElement('iframe');
  frame.src = '/frame';
  document.body.append(frame);
  // Not by way of the element: the window that stands here before the frame's own document has come.
  const inner = window[0] as unknown as { fetch: typeof fetch };
  const grabbed = inner.fetch;
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return (...parameters) => Reflect.apply(grabbed, inner, parameters);
}

/** Who sends the message for the page, by `?from=`. */
export const senders: Record<string, () => Promise<Sender>> = {
  worker: async () => {
    const worker = new Worker('/worker.js');
    return (order) => worker.postMessage(order);
  },
  shared: async () => {
    // Of its own for each page: one whose last page was just closed takes no orders any more.
    const { port } = new SharedWorker('/shared-worker.js', crypto.randomUUID());
    port.start();
    return (order) => port.postMessage(order);
  },
  service: async () => {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    return (order) => active?.postMessage(order);
  },
  /** The text, through a realm that no page script is watched in. */
  hidden: async () => {
    const send = await hiddenFetch();
    return ({ text }) => post(send, text);
  },
  /** The same, of something else: who can send this can send more. */
  'hidden-event': async () => {
    const send = await hiddenFetch();
    return () => post(send, 'composer closed');
  },
  /** A form that a script submits: the browser asks no handler. */
  'hidden-form': async () => {
    const frame = document.createElement('iframe');
    frame.name = 'quiet';
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: '/api/form', target: 'quiet', hidden: true });
    const field = document.createElement('input');
    field.name = 'note';
    form.append(field);
    document.body.append(frame, form);
    return ({ text }) => {
      field.value = text;
      form.submit();
    };
  },
};
