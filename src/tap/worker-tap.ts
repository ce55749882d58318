/**
 * The tap of a worker: put, as text, in front of the worker's script (worker-prefix.ts). So this function may use nothing
 * from outside itself, and it captures what it needs before the page's code runs. It reports what leaves and what comes by
 * fetch, XMLHttpRequest and WebSocket, what is encrypted by `crypto.subtle`, and that a way was opened which it does not
 * watch.
 *
 * How it speaks, by its one parameter:
 * - none, in a worker whose script the page made itself: over a port that comes with the first message, which the main
 *   thread's tap posts before the page has the worker. This listener is the first, and nobody behind it sees that message.
 * - a `WorkerChannel`, in any worker: over a broadcast channel whose name the page can’t know (docs/decisions/0011).
 * - a function: it is called with each message.
 */
import type { WorkerChannel, WorkerMessage } from '../messages/tap-message.ts';

// biome-ignore lint/suspicious/noExplicitAny: values of any shape, as in natives.ts
type Anything = any;

export function workerTap(outlet?: WorkerChannel | ((message: WorkerMessage) => void)): void {
  const {
    apply,
    construct,
    defineProperty,
    getOwnPropertyDescriptor,
    getPrototypeOf,
    setPrototypeOf,
  } = Reflect as Anything;
  const scope = globalThis as Anything;
  const limit = 4_000_000;
  const none = () => undefined;
  const find = (target: Anything, name: string): Anything =>
    target ? getOwnPropertyDescriptor(target, name) : undefined;
  const method = (target: Anything, name: string): Anything => find(target, name)?.value;
  const getter = (target: Anything, name: string): Anything => find(target, name)?.get ?? none;
  const prototypeOf = (name: string): Anything => scope[name]?.prototype;
  const objectToString = Object.prototype.toString;
  const functionToString = Function.prototype.toString;
  const tagOf = (value: unknown): string => apply(objectToString, value, []);
  const mapGet = WeakMap.prototype.get;
  const mapSet = WeakMap.prototype.set;
  const isView = ArrayBuffer.isView;
  const typedArray = getPrototypeOf(Uint8Array.prototype);
  const placeOf = (holder: Anything): Anything => [
    getter(holder, 'buffer'),
    getter(holder, 'byteOffset'),
    getter(holder, 'byteLength'),
  ];
  const ofTypedArray = placeOf(typedArray);
  const ofDataView = placeOf(DataView.prototype);
  const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
  const bufferSlice = ArrayBuffer.prototype.slice;
  const NativeUrl = URL;
  const NativeResponse = scope.Response;
  const NativeProxy = Proxy;
  const stringSlice = String.prototype.slice;
  const startsWith = String.prototype.startsWith;
  const urlHref = getter(URL.prototype, 'href');
  const parametersToString = method(URLSearchParams.prototype, 'toString');
  const promiseThen = Promise.prototype.then;
  const responseBytes = method(prototypeOf('Response'), 'arrayBuffer');
  const responseClone = method(prototypeOf('Response'), 'clone');
  const responseUrl = getter(prototypeOf('Response'), 'url');
  const responseUsed = getter(prototypeOf('Response'), 'bodyUsed');
  const responseHeaders = getter(prototypeOf('Response'), 'headers');
  const headersGet = method(prototypeOf('Headers'), 'get');
  const requestClone = method(prototypeOf('Request'), 'clone');
  const requestBytes = method(prototypeOf('Request'), 'arrayBuffer');
  const requestUrl = getter(prototypeOf('Request'), 'url');
  const requestMethod = getter(prototypeOf('Request'), 'method');
  const socketUrl = getter(prototypeOf('WebSocket'), 'url');
  const xhrType = getter(prototypeOf('XMLHttpRequest'), 'responseType');
  const xhrText = getter(prototypeOf('XMLHttpRequest'), 'responseText');
  const xhrResponse = getter(prototypeOf('XMLHttpRequest'), 'response');
  const xhrUrl = getter(prototypeOf('XMLHttpRequest'), 'responseURL');
  const xhrHeader = method(prototypeOf('XMLHttpRequest'), 'getResponseHeader');
  const keyType = getter(prototypeOf('CryptoKey'), 'type');
  const messageData = getter(prototypeOf('MessageEvent'), 'data');
  const postToChannel = method(prototypeOf('BroadcastChannel'), 'postMessage');
  const portsOf = getter(prototypeOf('MessageEvent'), 'ports');
  const postToPort = method(prototypeOf('MessagePort'), 'postMessage');
  const stop = method(prototypeOf('Event'), 'stopImmediatePropagation');
  const listen = method(prototypeOf('EventTarget'), 'addEventListener');
  const clock = method(prototypeOf('Performance'), 'now');
  const { performance } = scope;
  const origin: number = performance.timeOrigin;
  const now = (): number => origin + apply(clock, performance, []);
  const base: string = scope.location.href;

  const isService = tagOf(scope) === '[object ServiceWorkerGlobalScope]';
  const isShared = tagOf(scope) === '[object SharedWorkerGlobalScope]';
  /** Undefined until somebody listens. */
  let speak: Anything;
  let waiting: Anything[] = [];
  let held = 0;
  /** Only the version of a service worker that the pages talk to may say that it is there. */
  let awake = !isService;
  /** A way was opened that is not watched, or something was said while nobody listened and there was no room. */
  let lost = false;
  const tell = (message: Anything): void => {
    try {
      if (message.opensWay) lost = true;
      if (speak !== undefined) speak(message);
      else if (held < 2 * limit) {
        held += 1_000 + (message.sealed ? 2 * message.sealed.byteLength : 0);
        if (message.size > 0) held += message.size;
        waiting[waiting.length] = message;
      } else lost = true;
    } catch {
      // The worker is being ended.
    }
  };
  const opensWay = (): void =>
    tell({ kind: 'channel', channel: 'worker', url: '', opensWay: true });
  const announce = (): void => {
    if (speak === undefined || !awake) return;
    tell({ kind: 'ready' });
    if (lost) opensWay();
  };
  const start = (how: Anything): void => {
    speak = how;
    const kept = waiting;
    waiting = [];
    for (let index = 0; index < kept.length; index += 1) tell(kept[index]);
    announce();
  };
  const take = (event: Anything): void => {
    const port = event.isTrusted ? apply(portsOf, event, [])[0] : undefined;
    if (speak !== undefined || port === undefined) return;
    apply(stop, event, []);
    start((message: Anything) => apply(postToPort, port, [message]));
  };
  const broadcast = (where: WorkerChannel): void => {
    const identity = {
      instance: `${Math.random()} ${now()}`,
      thread: isService ? 'serviceworker' : isShared ? 'sharedworker' : 'worker',
      url: base,
      name: isService ? '' : `${scope.name}`,
      frame: where.frame,
      parent: where.parent,
      first: where.first,
    };
    const channel = construct(scope.BroadcastChannel, [where.name]);
    const post = (message: Anything) =>
      apply(postToChannel, channel, [{ ...identity, message } as Anything]);
    const hear = (event: Anything): void => {
      if (apply(messageData, event, []) !== 'listening') return;
      if (speak === undefined) start(post);
      else announce();
    };
    apply(listen, channel, ['message', hear]);
    // Whoever listens already says so again.
    apply(postToChannel, channel, ['started']);
  };
  if (outlet === undefined) apply(listen, scope, ['message', take]);
  else if (typeof outlet === 'function') speak = outlet;
  else {
    try {
      broadcast(outlet);
    } catch {
      // Where the page may not store anything it may not broadcast either: then this worker stays unwatched.
      return;
    }
  }

  const texts = new WeakMap();
  const numbers = new WeakMap();
  let connections = 0;
  const remember = (wrapper: object, native: Anything): void => {
    apply(mapSet, texts, [wrapper, apply(functionToString, native, [])]);
  };
  const put = (target: Anything, name: string, wrapper: object): void => {
    const descriptor = find(target, name);
    defineProperty(target, name, { __proto__: null, ...descriptor, value: wrapper } as Anything);
  };
  const wrapAround = (
    target: Anything,
    name: string,
    around: (native: Anything, self: Anything, given: Anything) => Anything,
  ): void => {
    const native = method(target, name);
    if (typeof native !== 'function') return;
    const holder = {
      [name](this: Anything) {
        return around(native, this, arguments);
      },
    };
    const wrapper = holder[name] as Anything;
    defineProperty(wrapper, 'length', { __proto__: null, value: native.length } as Anything);
    remember(wrapper, native);
    put(target, name, wrapper);
  };
  /** `look` sees each call; whatever becomes of it, the native is called as the page called it. */
  const wrap = (
    target: Anything,
    name: string,
    look: (self: Anything, given: Anything) => void,
    after = false,
  ): void => {
    const safely = (self: Anything, given: Anything) => {
      try {
        look(self, given);
      } catch {
        // What we can't watch must still work.
      }
    };
    wrapAround(target, name, (native, self, given) => {
      if (!after) safely(self, given);
      const result = apply(native, self, given);
      if (after) safely(self, given);
      return result;
    });
  };
  const wrapConstructor = (
    holder: Anything,
    name: string,
    made: (instance: Anything) => void,
  ): void => {
    const native = method(holder, name);
    if (typeof native !== 'function') return;
    const wrapper: object = new NativeProxy(native, {
      __proto__: null,
      construct(target: Anything, given: Anything, newTarget: Anything) {
        const instance = construct(target, given, newTarget === wrapper ? target : newTarget);
        try {
          made(instance);
        } catch {
          // What we can't watch must still work.
        }
        return instance;
      },
      setPrototypeOf(target: Anything, prototype: object | null) {
        for (let step = prototype; step !== null; step = getPrototypeOf(step)) {
          if (step === wrapper) return false;
        }
        return setPrototypeOf(target, prototype);
      },
    } as Anything);
    remember(wrapper, native);
    put(holder, name, wrapper);
    put(native.prototype, 'constructor', wrapper);
  };

  const addressOf = (value: Anything): string => {
    try {
      const text = typeof value === 'string' ? value : apply(urlHref, value, []);
      return apply(urlHref, new NativeUrl(text, base), []);
    } catch {
      return '';
    }
  };
  const send = (call: Anything, body: Anything, size: number, more: Anything): void => {
    tell({
      ...{ kind: 'payload', direction: 'out', contentType: '', at: now() },
      ...call,
      body,
      size,
      ...more,
    });
  };
  const media = [
    'image/',
    'video/',
    'audio/',
    'font/',
    'text/css',
    'text/javascript',
    'application/javascript',
  ];
  const isMedia = (contentType: string): boolean => {
    for (let index = 0; index < media.length; index += 1) {
      if (apply(startsWith, contentType, [media[index]])) return true;
    }
    return false;
  };
  const unseen = (call: Anything, why: string): void => send(call, null, -1, { unseen: why });
  const later = (call: Anything, promise: Anything, contentType?: string): void => {
    apply(promiseThen, promise, [
      (bytes: ArrayBuffer) => {
        if (bytes.byteLength > limit) unseen(call, 'too-large');
        else send(call, bytes, bytes.byteLength, contentType ? { contentType } : {});
      },
      () => unseen(call, 'read-failed'),
    ]);
  };
  const isBytes = (body: Anything): boolean =>
    isView(body) || tagOf(body) === '[object ArrayBuffer]';
  /** A copy, since the page may change or give away its own; undefined where there is more than `most`. */
  const copyOf = (source: Anything, most: number): Anything => {
    let buffer = source;
    let offset = 0;
    let size: number;
    if (isView(source)) {
      const place = tagOf(source) === '[object DataView]' ? ofDataView : ofTypedArray;
      buffer = apply(place[0], source, []);
      offset = apply(place[1], source, []);
      size = apply(place[2], source, []);
    } else size = apply(bufferLength, source, []);
    return size > most ? undefined : apply(bufferSlice, buffer, [offset, offset + size]);
  };
  const report = (call: Anything, body: Anything): void => {
    const tag = tagOf(body);
    if (body === undefined || body === null) send(call, null, 0, {});
    else if (typeof body === 'string' || tag === '[object URLSearchParams]') {
      const text: string = typeof body === 'string' ? body : apply(parametersToString, body, []);
      const cut = text.length > limit ? { unseen: 'too-large' } : {};
      send(call, apply(stringSlice, text, [0, limit]), text.length, cut);
    } else if (isBytes(body)) {
      const bytes = copyOf(body, limit);
      if (bytes === undefined) unseen(call, 'too-large');
      else send(call, bytes, bytes.byteLength, {});
    } else if (tag === '[object Blob]' || tag === '[object File]' || tag === '[object FormData]') {
      call.at = now();
      const response = new NativeResponse(body);
      const type = apply(headersGet, apply(responseHeaders, response, []), ['content-type']);
      later(call, apply(responseBytes, response, []), type);
    } else unseen(call, tag === '[object ReadableStream]' ? 'stream' : 'unreadable-object');
  };
  const dataOf = (target: Anything, name: string): Anything => {
    const descriptor = typeof target === 'object' ? find(target, name) : undefined;
    if (descriptor?.get) throw target;
    return descriptor?.value;
  };

  /** Where a global function stands: on the scope itself, or on what it inherits from. */
  const holderOf = (name: string): Anything => {
    let step = scope;
    while (step && !find(step, name)) step = getPrototypeOf(step);
    return step;
  };

  wrap(holderOf('fetch'), 'fetch', (_self, given) => {
    const input = given[0];
    const init = given[1];
    const isRequest = tagOf(input) === '[object Request]';
    const call: Anything = {
      channel: 'fetch',
      url: isRequest ? apply(requestUrl, input, []) : addressOf(input),
      method: isRequest ? apply(requestMethod, input, []) : 'GET',
    };
    try {
      call.method = dataOf(init, 'method') ?? call.method;
      const body = dataOf(init, 'body');
      if (body !== undefined && body !== null) report(call, body);
      else if (isRequest && call.method !== 'GET' && call.method !== 'HEAD') {
        later(call, apply(requestBytes, apply(requestClone, input, []), []));
      } else send(call, null, 0, {});
    } catch {
      unseen(call, 'unreadable-object');
    }
  });
  const opened = new WeakMap();
  wrap(prototypeOf('XMLHttpRequest'), 'open', (self, given) => {
    const verb = typeof given[0] === 'string' ? given[0] : '';
    apply(mapSet, opened, [self, { channel: 'xhr', method: verb, url: addressOf(given[1]) }]);
  });
  wrap(prototypeOf('XMLHttpRequest'), 'send', (self, given) => {
    const call = apply(mapGet, opened, [self]);
    if (call === undefined) return;
    const loaded = () => {
      const contentType = apply(xhrHeader, self, ['content-type']) ?? '';
      const type = apply(xhrType, self, []);
      if (isMedia(contentType)) return;
      const url = apply(xhrUrl, self, []);
      const answer = { ...call, direction: 'in', url, contentType };
      if (type === '' || type === 'text') report(answer, apply(xhrText, self, []));
      else if (type === 'json') unseen(answer, 'unreadable-object');
      else report(answer, apply(xhrResponse, self, []));
    };
    // A synchronous request returns only when all is over.
    apply(listen, self, ['load', loaded, { __proto__: null, once: true }]);
    report({ ...call }, given[0]);
  });
  const callOn = (socket: Anything): Anything => {
    let connection = apply(mapGet, numbers, [socket]);
    if (connection === undefined) {
      connections += 1;
      connection = connections;
      apply(mapSet, numbers, [socket, connection]);
    }
    return { channel: 'websocket', method: '', url: apply(socketUrl, socket, []), connection };
  };
  wrap(prototypeOf('WebSocket'), 'send', (self, given) => report(callOn(self), given[0]), true);
  wrapConstructor(scope, 'WebSocket', (socket) => {
    const come = (event: Anything): void => {
      if (!event.isTrusted) return;
      report({ ...callOn(socket), direction: 'in' }, apply(messageData, event, []));
    };
    apply(listen, socket, ['message', come]);
  });
  wrap(holderOf('importScripts'), 'importScripts', (_self, given) => {
    for (let index = 0; index < given.length; index += 1) {
      send({ channel: 'fetch', method: 'GET', url: addressOf(given[index]) }, null, 0, {});
    }
  });

  const readers = ['text', 'json', 'arrayBuffer', 'blob', 'formData', 'bytes'];
  for (let index = 0; index < readers.length; index += 1) {
    // The page's own promise is not touched: a clone is read.
    wrap(prototypeOf('Response'), readers[index] as string, (self) => {
      const url = apply(responseUrl, self, []);
      if (url === '' || apply(responseUsed, self, [])) return;
      const headers = apply(responseHeaders, self, []);
      const contentType = apply(headersGet, headers, ['content-type']) ?? '';
      const length = +(apply(headersGet, headers, ['content-length']) ?? 0);
      if (isMedia(contentType)) return;
      const call = { channel: 'fetch', direction: 'in', method: '', url, contentType, at: now() };
      if (length > 1_000_000) send(call, null, length, { unseen: 'too-large' });
      else later(call, apply(responseBytes, apply(responseClone, self, []), []));
    });
  }

  const keyNumbers = new WeakMap();
  let keys = 0;
  let second = 0;
  let spent = 0;
  /** Encryption is reported while there is room: what is missing only keeps us from following it. */
  const affords = (bytes: number): boolean => {
    if (now() - second > 1_000) {
      second = now();
      spent = 0;
    }
    spent += 4_000 + bytes;
    return spent < 16_000_000;
  };
  const peek = (target: Anything, name: string): Anything => {
    let step = target;
    for (let depth = 0; depth < 4 && typeof step === 'object' && step !== null; depth += 1) {
      const descriptor = find(step, name);
      if (descriptor) return descriptor.value;
      step = getPrototypeOf(step);
    }
    return undefined;
  };
  const bytesOf = (data: Anything, most: number): Anything =>
    isBytes(data) ? copyOf(data, most) : undefined;
  const numberOf = (key: Anything): number =>
    (typeof key === 'object' && key !== null && apply(mapGet, keyNumbers, [key])) || 0;
  const noteKey = (made: Anything, origin: string, from?: number, material?: Anything): void => {
    const key = tagOf(made) === '[object CryptoKey]' ? made : peek(made, 'privateKey');
    if (tagOf(key) !== '[object CryptoKey]' || apply(keyType, key, []) === 'public') return;
    keys += 1;
    apply(mapSet, keyNumbers, [key, keys]);
    if (!affords(0)) return;
    const base = from ? { from } : {};
    tell({ ...{ kind: 'key', key: keys, origin }, ...base, ...(material ? { material } : {}) });
  };
  const noteCipher = (given: Anything, plain: Anything, sealed: Anything): void => {
    if (!plain || !sealed || !affords(plain.byteLength + sealed.byteLength)) return;
    const name = typeof given[0] === 'string' ? given[0] : peek(given[0], 'name');
    const algorithm = typeof name === 'string' ? name : '';
    tell({ kind: 'cipher', algorithm, key: numberOf(given[1]), sealed, plain });
  };
  /** Called before the native; answers what to do with its result. The same as hook-crypto.ts. */
  const looks: Anything = {
    __proto__: null,
    encrypt(given: Anything) {
      const plain = bytesOf(given[2], 65_536);
      return plain && ((made: Anything) => noteCipher(given, plain, bytesOf(made, 65_536)));
    },
    decrypt(given: Anything) {
      const sealed = bytesOf(given[2], 65_536);
      return sealed && ((made: Anything) => noteCipher(given, bytesOf(made, 65_536), sealed));
    },
    generateKey: () => (made: Anything) => noteKey(made, 'generated'),
    importKey(given: Anything) {
      const isJwk = given[0] === 'jwk';
      const raw = isJwk ? peek(given[1], 'k') : bytesOf(given[1], 256);
      const isSecret = isJwk ? typeof raw === 'string' : given[0] !== 'spki';
      return (made: Anything) => noteKey(made, 'imported', 0, isSecret ? raw : undefined);
    },
    deriveKey: (given: Anything) => (made: Anything) =>
      noteKey(made, 'derived', numberOf(given[1])),
    deriveBits: (given: Anything) => (bits: Anything) => {
      const from = numberOf(given[1]);
      const material = from > 0 && bytesOf(bits, 256);
      if (material) tell({ kind: 'key', key: 0, origin: 'bits', from, material });
    },
    exportKey(given: Anything) {
      const key = numberOf(given[1]);
      if (key === 0) return undefined;
      return (made: Anything) => {
        const material = given[0] === 'jwk' ? peek(made, 'k') : bytesOf(made, 256);
        if (material) tell({ kind: 'key', key, origin: 'exported', material });
      };
    },
    unwrapKey: (given: Anything) => (made: Anything) =>
      noteKey(made, 'unwrapped', numberOf(given[2])),
  };
  for (const name in looks) {
    wrapAround(prototypeOf('SubtleCrypto'), name, (native, self, given) => {
      let note: Anything;
      try {
        note = looks[name](given);
      } catch {
        // The native decides what it is given.
      }
      const result = apply(native, self, given);
      if (!note) return result;
      const pass = (value: Anything) => {
        try {
          note(value);
        } catch {
          // Not ours to fail.
        }
        return value;
      };
      // A rejection stays the page's own, handled or not, so the page gets the promise after ours.
      return apply(promiseThen, result, [pass]);
    });
  }
  let compiles = false;
  const tellOfCode = (): void => {
    if (!compiles) tell({ kind: 'channel', channel: 'webassembly', url: '' });
    compiles = true;
  };
  wrap(scope.WebAssembly, 'instantiate', tellOfCode);
  wrap(scope.WebAssembly, 'instantiateStreaming', tellOfCode);
  wrapConstructor(scope.WebAssembly, 'Instance', tellOfCode);

  /** Ports whose other end is a page's: what goes there is no way out of the browser. */
  const pagePorts = new WeakMap();
  if (isShared) {
    apply(listen, scope, [
      'connect',
      (event: Anything) => {
        const port = event.isTrusted ? apply(portsOf, event, [])[0] : undefined;
        if (port !== undefined) apply(mapSet, pagePorts, [port, true]);
      },
    ]);
  }
  wrap(prototypeOf('MessagePort'), 'postMessage', (self, given) => {
    // A list of what is given away could hold another port.
    const givesNothing = given[1] === undefined || peek(given[1], 'length') === 0;
    if (!givesNothing || !apply(mapGet, pagePorts, [self])) opensWay();
  });
  const constructors = [
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
    'WebTransport',
    'WebSocketStream',
    'EventSource',
  ];
  for (let index = 0; index < constructors.length; index += 1) {
    wrapConstructor(scope, constructors[index] as string, opensWay);
  }
  const toStringHolder = {
    toString(this: Anything) {
      const text = typeof this === 'function' ? apply(mapGet, texts, [this]) : undefined;
      return text ?? apply(functionToString, this, []);
    },
  };
  remember(toStringHolder.toString, functionToString);
  put(Function.prototype, 'toString', toStringHolder.toString);
  if (isService) {
    const wake = (): void => {
      awake = true;
      announce();
    };
    apply(listen, scope, ['activate', wake]);
    apply(listen, scope, ['message', wake]);
  }
  announce();
}
