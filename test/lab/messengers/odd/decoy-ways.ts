/** Ways in which a page can hand a text to somebody else who sends it. */
export interface Hand {
  send(text: string): void | Promise<void>;
  typing?(draft: string): void;
}

const worker = (): Worker => new Worker('/worker.js');

function blobWorker(script: string, type: WorkerType = 'classic'): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const made = new Worker(url, { name: 'made here', type });
  URL.revokeObjectURL(url);
  return made;
}

/** A service worker of the site, once it runs; each script has a scope of its own, so none waits for another. */
async function serviceWorker(script: string): Promise<ServiceWorker> {
  const { installing, waiting, active } = await navigator.serviceWorker.register(script, {
    scope: script,
  });
  const made = installing ?? waiting ?? active;
  if (made === null) throw new Error('no service worker');
  while (made.state !== 'activated') {
    await new Promise((resolve) => made.addEventListener('statechange', resolve, { once: true }));
  }
  return made;
}

const encoder = new TextEncoder();

/** Waits until the other side says that it is there. */
function answered(port: MessagePort | Worker): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = resolve;
  });
}

function frame(attributes: Record<string, string>): Promise<HTMLIFrameElement> {
  return new Promise((resolve) => {
    const element = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.onload = () => resolve(element);
    document.body.append(element);
  });
}

export const ways: Record<string, () => Promise<Hand>> = {
  /** The obvious one. */
  worker: async () => {
    const target = worker();
    return { send: (text) => target.postMessage({ text }) };
  },
  /** A port that the worker was given long before. */
  port: async () => {
    const { port1, port2 } = new MessageChannel();
    const target = worker();
    target.postMessage({ command: 'listen' }, [port2]);
    await answered(port1);
    return { send: (text) => port1.postMessage({ text }) };
  },
  /** The text waits in a port that is given away afterwards. */
  'port-late': async () => {
    const target = worker();
    return {
      send(text) {
        const { port1, port2 } = new MessageChannel();
        port1.postMessage({ text });
        target.postMessage({ command: 'listen' }, { transfer: [port2] });
      },
    };
  },
  'shared-port': async () => {
    const { port1, port2 } = new MessageChannel();
    const target = new SharedWorker('/shared-worker.js');
    target.port.start();
    target.port.postMessage({ command: 'listen' }, [port2]);
    await answered(port1);
    return { send: (text) => port1.postMessage({ text }) };
  },
  /** The first half of the text only. */
  part: async () => {
    const target = worker();
    return { send: (text) => target.postMessage(text.slice(0, Math.ceil(text.length * 0.7))) };
  },
  /** The text in a class's object in a Map, while typing; Send then says no more than that. */
  typing: async () => {
    const target = worker();
    class Draft {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    return {
      typing: (draft) => target.postMessage(new Map([['draft', new Draft(draft)]])),
      send: () => target.postMessage({ command: 'send' }),
    };
  },
  /** The same in something that can't be read beside the page. */
  'typing-blob': async () => {
    const target = worker();
    return {
      typing: (draft) => target.postMessage(new Blob([draft])),
      send: () => target.postMessage({ command: 'send' }),
    };
  },
  'shared-memory': async () => {
    const memory = new SharedArrayBuffer(4096);
    const target = worker();
    target.postMessage({ command: 'memory', memory: new Uint8Array(memory) });
    return {
      send(text) {
        const bytes = encoder.encode(text);
        new Uint8Array(memory).set(bytes);
        target.postMessage({ command: 'memory-filled', length: bytes.length });
      },
    };
  },
  stream: async () => {
    const { readable, writable } = new TransformStream<string, string>();
    const target = worker();
    target.postMessage({ command: 'stream', readable }, { transfer: [readable] });
    const writer = writable.getWriter();
    return { send: (text) => void writer.write(text) };
  },
  /** A worker made for each message, with the text in its address. */
  address: async () => ({
    send: (text) => void new Worker(`/worker.js?text=${encodeURIComponent(text)}`),
  }),
  /** A worker from a blob, in which the worker's script stands. */
  blob: async () => {
    const script = await (await fetch('/worker.js')).text();
    const target = blobWorker(script);
    return { send: (text) => target.postMessage({ text }) };
  },
  /** A worker from a blob that loads its script, as Snapchat's does. */
  'blob-import': async () => {
    const target = blobWorker(`importScripts("${location.origin}/worker.js")`);
    return { send: (text) => target.postMessage({ text }) };
  },
  /** A worker from a blob with a worker of its own. */
  'blob-nested': async () => {
    const target = blobWorker(
      `const inner = new Worker(URL.createObjectURL(new Blob(["importScripts('${location.origin}/worker.js')"])));
      onmessage = ({ data }) => inner.postMessage(data);`,
    );
    return { send: (text) => target.postMessage({ text }) };
  },
  /** A module: its imports would run before any tap. */
  'blob-module': async () => {
    const target = blobWorker(await (await fetch('/worker.js')).text(), 'module');
    return { send: (text) => target.postMessage({ text }) };
  },
  /** The twin of those: what it sends is sealed. */
  'blob-sealed': async () => {
    const target = blobWorker(await (await fetch('/sealing-worker.js')).text());
    await answered(target);
    return { send: (text) => target.postMessage({ text }) };
  },
  /** Modules, and one that loads another, which runs before everything else in it. */
  module: async () => {
    const target = new Worker('/worker.js', { type: 'module' });
    return { send: (text) => target.postMessage({ text }) };
  },
  'module-import': async () => {
    const target = new Worker('/importing-worker.js', { type: 'module' });
    return { send: (text) => target.postMessage({ text }) };
  },
  shared: async () => {
    const { port } = new SharedWorker('/shared-worker.js', 'shared');
    return { send: (text) => port.postMessage({ text }) };
  },
  'service-worker': async () => {
    const target = await serviceWorker('/service-worker.js');
    return { send: (text) => target.postMessage({ text }) };
  },
  /** The twins of those: what they send is sealed. */
  'worker-sealed': async () => {
    const target = new Worker('/sealing-worker.js');
    await answered(target);
    return { send: (text) => target.postMessage({ text }) };
  },
  'module-sealed': async () => {
    const target = new Worker('/sealing-worker.js', { type: 'module' });
    await answered(target);
    return { send: (text) => target.postMessage({ text }) };
  },
  'shared-sealed': async () => {
    const { port } = new SharedWorker('/sealing-worker.js', { name: 'sealing' });
    await answered(port);
    return { send: (text) => port.postMessage({ text }) };
  },
  'service-worker-sealed': async () => {
    const target = await serviceWorker('/sealing-service-worker.js');
    const answer = new Promise((resolve) => {
      navigator.serviceWorker.onmessage = resolve;
    });
    target.postMessage({ command: 'hello' });
    await answer;
    return { send: (text) => target.postMessage({ text }) };
  },
  /** A frame of the same origin, reached by a way that leaves the elements alone. */
  frame: async () => {
    await frame({ src: '/frame' });
    return { send: (text) => window[0]?.postMessage({ text }, location.origin) };
  },
};
