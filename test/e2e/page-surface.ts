/**
 * What a page can observe of the interfaces that the tap wraps: names, parameter counts, texts, attributes,
 * thrown errors, subclassing. Runs in the page; the answers with and without the extension must be equal.
 */
export async function pageSurface(): Promise<Record<string, string>> {
  const surface: Record<string, string> = {};
  const page = window as unknown as Record<string, { prototype: object }>;
  const places: [string, string][] = [
    ['window', 'fetch'],
    ['window', 'fetchLater'],
    ['window', 'WebSocket'],
    ['window', 'EventSource'],
    ['window', 'Worker'],
    ['window', 'SharedWorker'],
    ['window', 'WebTransport'],
    ['XMLHttpRequest', 'open'],
    ['XMLHttpRequest', 'send'],
    ['XMLHttpRequest', 'setRequestHeader'],
    ['WebSocket', 'send'],
    ['WebSocket', 'constructor'],
    ['EventSource', 'constructor'],
    ['EventSource', 'addEventListener'],
    ['EventTarget', 'addEventListener'],
    ['RTCDataChannel', 'send'],
    ['Navigator', 'sendBeacon'],
    ['ServiceWorkerContainer', 'register'],
    ['window', 'postMessage'],
    ['Worker', 'postMessage'],
    ['Worker', 'constructor'],
    ['ServiceWorker', 'postMessage'],
    ['MessagePort', 'postMessage'],
    ['BroadcastChannel', 'postMessage'],
    ['Response', 'text'],
    ['Response', 'json'],
    ['Response', 'arrayBuffer'],
    ['Response', 'blob'],
    ['Response', 'formData'],
    ['Response', 'bytes'],
    ['Function', 'toString'],
    ['HTMLIFrameElement', 'contentWindow'],
    ['HTMLIFrameElement', 'contentDocument'],
    ['HTMLObjectElement', 'contentDocument'],
  ];
  const describe = (made: unknown): string => {
    if (typeof made !== 'function') return String(made);
    let cyclic = 'no error';
    try {
      Object.setPrototypeOf(made, made);
    } catch (error) {
      cyclic = (error as Error).name;
    }
    return [
      made.name,
      made.length,
      Function.prototype.toString.call(made),
      `${made}`,
      'prototype' in made,
      Reflect.ownKeys(made).map(String).sort().join(),
      cyclic,
    ].join(' | ');
  };
  for (const [owner, name] of places) {
    const target = owner === 'window' ? window : page[owner]?.prototype;
    const descriptor = target && Object.getOwnPropertyDescriptor(target, name);
    const key = `${owner}.${name}`;
    surface[key] = descriptor
      ? [
          descriptor.writable,
          descriptor.enumerable,
          descriptor.configurable,
          describe(descriptor.value ?? descriptor.get),
        ].join(' | ')
      : 'absent';
  }
  const attempt = async (name: string, run: () => unknown) => {
    try {
      surface[name] = `returns ${String(await run())}`;
    } catch (error) {
      surface[name] = `throws ${(error as Error).name}: ${(error as Error).message}`;
    }
  };
  const call = (made: unknown, self: unknown, ...given: unknown[]) =>
    Reflect.apply(made as () => unknown, self, given);
  const statics: [string, string][] = [
    ['URL', 'createObjectURL'],
    ['URL', 'revokeObjectURL'],
    ['WebAssembly', 'instantiate'],
    ['WebAssembly', 'instantiateStreaming'],
    ['WebAssembly', 'Instance'],
    ...[
      'encrypt',
      'decrypt',
      'importKey',
      'exportKey',
      'generateKey',
      'deriveKey',
      'deriveBits',
    ].map((name): [string, string] => ['SubtleCrypto.prototype', name]),
  ];
  for (const [owner, name] of statics) {
    const [base = '', member] = owner.split('.');
    const target = member ? page[base]?.prototype : (page[base] as object | undefined);
    surface[`${owner}.${name}`] = target ? describe(Reflect.get(target, name)) : 'absent';
  }
  await attempt('encrypt with no key', () =>
    call(crypto.subtle.encrypt, crypto.subtle, 'x', {}, 1),
  );
  await attempt('encrypt on a foreign object', () => call(crypto.subtle.encrypt, {}));
  await attempt('a rejection that nobody handles', async () => {
    const reported: string[] = [];
    const listen = (event: PromiseRejectionEvent) => {
      reported.push(event.reason?.name);
      event.preventDefault();
    };
    addEventListener('unhandledrejection', listen);
    void call(
      crypto.subtle.importKey,
      crypto.subtle,
      'raw',
      new Uint8Array(3),
      'AES-GCM',
      false,
      [],
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    removeEventListener('unhandledrejection', listen);
    return reported.join();
  });
  await attempt('a worker from a blob', async () => {
    const script = `onmessage = ({ data, ports }) => {
      const look = (made) => [made.name, made.length, String(made), 'prototype' in made].join();
      postMessage([data, ports.length, Object.getOwnPropertyNames(self).sort().join(), look(fetch), look(WebSocket), look(importScripts), look(XMLHttpRequest.prototype.send), self.name].join(' | '));
    };`;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: 'own' });
    URL.revokeObjectURL(url);
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => resolve(`error ${message}`);
      worker.postMessage('first');
    });
  });
  await attempt('fetch without arguments', () => call(fetch, window));
  await attempt('fetch of a bad address', () => fetch('http://[bad'));
  await attempt('fetch on a foreign object', () => call(fetch, {}, '/'));
  // By `new`, not Reflect.construct: Chromium prints the function's text there, and that is ours.
  const constructible = fetch as unknown as new () => unknown;
  await attempt('new fetch', () => new constructible());
  await attempt('fetch whose body getter throws', () =>
    fetch('/', {
      method: 'POST',
      get body(): string {
        throw new RangeError('page error');
      },
    }),
  );
  let reads = 0;
  await attempt('fetch reads a getter once', async () => {
    await fetch('/', {
      method: 'POST',
      get body() {
        reads += 1;
        return 'x';
      },
    }).catch(() => undefined);
    return reads;
  });
  await attempt('WebSocket without new', () => call(WebSocket, undefined, 'wss://x/'));
  await attempt('WebSocket with a bad protocol', () => new WebSocket('wss://odd.lab.test/', '?'));
  await attempt('WebSocket.send on a foreign object', () => call(WebSocket.prototype.send, {}, ''));
  await attempt('WebSocket.send too early', () => {
    const socket = new WebSocket('wss://odd.lab.test/early');
    try {
      socket.send('early');
    } finally {
      socket.close();
    }
  });
  await attempt('subclass of WebSocket', () => {
    class Special extends WebSocket {
      special() {
        return 'special';
      }
    }
    const socket = new Special('wss://odd.lab.test/subclass');
    socket.close();
    return [
      socket instanceof Special,
      socket instanceof WebSocket,
      socket.constructor === Special,
      Object.getPrototypeOf(Special) === WebSocket,
      WebSocket.prototype.constructor === WebSocket,
      socket.special(),
      WebSocket.OPEN,
      Object.prototype.toString.call(socket),
    ].join();
  });
  await attempt('EventSource without new', () => call(EventSource, undefined, '/'));
  await attempt('XMLHttpRequest.send unopened', () => new XMLHttpRequest().send('x'));
  await attempt('XMLHttpRequest.open without arguments', () =>
    call(XMLHttpRequest.prototype.open, new XMLHttpRequest()),
  );
  await attempt('sendBeacon of a bad address', () => navigator.sendBeacon('http://[bad', 'x'));
  await attempt('sendBeacon on a foreign object', () =>
    call(Navigator.prototype.sendBeacon, {}, '/'),
  );
  await attempt('postMessage of a function', () => new BroadcastChannel('x').postMessage(() => 1));
  await attempt('Response.json of no JSON', () => new Response('no json').json());
  await attempt('Response.text twice', async () => {
    const response = new Response('once');
    await response.text();
    return response.text();
  });
  await attempt('window names', () => Object.getOwnPropertyNames(window).sort().join());
  await attempt('document attributes', () => document.documentElement.getAttributeNames().join());
  await attempt(
    'script elements without a source',
    () => [...document.scripts].filter((script) => script.src === '' && script.text === '').length,
  );
  return surface;
}

/**
 * A page that replaces what it can of the language and the platform after the tap has started, then sends.
 * Answers what its replacements saw; with the extension it must be what it is without.
 */
export async function sendUnderReplacedBuiltins(text: string): Promise<string[]> {
  const seen: string[] = [];
  const spy = (target: object, name: string) => {
    const native = Reflect.get(target, name);
    if (typeof native !== 'function') return;
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value(...given: unknown[]) {
        // Not push: it may be the one that is watched.
        seen[seen.length] = name;
        return Reflect.apply(native, this, given);
      },
    });
  };
  const promise = Promise.resolve();
  const nativeFetch = fetch;
  for (const [target, names] of [
    [Array.prototype, ['push', 'slice', 'map', 'filter', 'indexOf', 'concat', 'join']],
    [String.prototype, ['slice', 'startsWith', 'toLowerCase', 'indexOf', 'charCodeAt']],
    [Function.prototype, ['call', 'apply', 'bind']],
    [Map.prototype, ['get', 'set', 'has']],
    [WeakMap.prototype, ['get', 'set', 'has']],
    [MessagePort.prototype, ['postMessage', 'start']],
    [EventTarget.prototype, ['dispatchEvent']],
    [ArrayBuffer.prototype, ['slice']],
    [Object.getPrototypeOf(Uint8Array.prototype), ['set', 'slice', 'subarray']],
    [Object, ['keys', 'entries', 'assign', 'getOwnPropertyDescriptor', 'defineProperty']],
    [Performance.prototype, ['now']],
    [URLSearchParams.prototype, ['toString']],
    [FormData.prototype, ['forEach', 'entries']],
    [Blob.prototype, ['arrayBuffer', 'slice', 'text']],
  ] as [object, string[]][]) {
    for (const name of names) spy(target, name);
  }
  Object.defineProperty(Object.prototype, 'get', { configurable: true, value: undefined });
  const form = new FormData();
  form.append('text', text);
  const bodies: BodyInit[] = [
    text,
    new TextEncoder().encode(text),
    new Blob([text]),
    new URLSearchParams({ text }),
    form,
  ];
  seen.length = 0;
  for (let index = 0; index < bodies.length; index += 1) {
    await nativeFetch('/echo', { method: 'POST', body: bodies[index] as BodyInit }).then(
      () => undefined,
      () => undefined,
    );
  }
  await promise;
  const result = Reflect.apply(Array.prototype.slice, seen, []) as string[];
  Reflect.deleteProperty(Object.prototype, 'get');
  return result;
}
