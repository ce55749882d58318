/**
 * The tap of a worker: put, as text, in front of a script that the page itself made for a worker. So this function may
 * use nothing from outside itself, and it captures what it needs before the page's code runs. It reports what leaves the
 * worker by fetch, XMLHttpRequest and WebSocket, and that a way was opened which it does not watch.
 *
 * Its port comes with the first message, which the main thread's tap posts before the page has the worker: this listener
 * is the first, and nobody behind it sees that message.
 */

// biome-ignore lint/suspicious/noExplicitAny: values of any shape, as in natives.ts
type Anything = any;

export function workerTap(): void {
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } =
    Reflect as Anything;
  const scope = globalThis as Anything;
  const limit = 4_000_000;
  const none = () => undefined;
  const find = (target: Anything, name: string): Anything =>
    target ? getOwnPropertyDescriptor(target, name) : undefined;
  const method = (target: Anything, name: string): Anything => find(target, name)?.value;
  const getter = (target: Anything, name: string): Anything => find(target, name)?.get ?? none;
  const prototypeOf = (name: string): Anything => scope[name]?.prototype;
  const COPIED: Anything = {
    __proto__: null,
    '[object ArrayBuffer]': true,
    '[object Blob]': true,
    '[object File]': true,
    '[object FormData]': true,
  };
  const objectToString = Object.prototype.toString;
  const functionToString = Function.prototype.toString;
  const tagOf = (value: unknown): string => apply(objectToString, value, []);
  const mapGet = WeakMap.prototype.get;
  const mapSet = WeakMap.prototype.set;
  const isView = ArrayBuffer.isView;
  const NativeUrl = URL;
  const NativeResponse = scope.Response;
  const NativeProxy = Proxy;
  const stringSlice = String.prototype.slice;
  const urlHref = getter(URL.prototype, 'href');
  const parametersToString = method(URLSearchParams.prototype, 'toString');
  const promiseThen = Promise.prototype.then;
  const responseBytes = method(prototypeOf('Response'), 'arrayBuffer');
  const responseHeaders = getter(prototypeOf('Response'), 'headers');
  const headersGet = method(prototypeOf('Headers'), 'get');
  const requestClone = method(prototypeOf('Request'), 'clone');
  const requestBytes = method(prototypeOf('Request'), 'arrayBuffer');
  const requestUrl = getter(prototypeOf('Request'), 'url');
  const requestMethod = getter(prototypeOf('Request'), 'method');
  const socketUrl = getter(prototypeOf('WebSocket'), 'url');
  const portsOf = getter(prototypeOf('MessageEvent'), 'ports');
  const postToPort = method(prototypeOf('MessagePort'), 'postMessage');
  const stop = method(prototypeOf('Event'), 'stopImmediatePropagation');
  const listen = method(prototypeOf('EventTarget'), 'addEventListener');
  const clock = method(prototypeOf('Performance'), 'now');
  const { performance } = scope;
  const origin: number = performance.timeOrigin;
  const now = (): number => origin + apply(clock, performance, []);
  const base: string = scope.location.href;

  let port: Anything;
  let waiting: Anything[] = [];
  const tell = (message: Anything): void => {
    try {
      if (port !== undefined) apply(postToPort, port, [message]);
      else if (waiting.length < 200) waiting[waiting.length] = message;
    } catch {
      // The worker is being ended.
    }
  };
  const take = (event: Anything): void => {
    const given = event.isTrusted ? apply(portsOf, event, [])[0] : undefined;
    if (port !== undefined || given === undefined) return;
    apply(stop, event, []);
    port = given;
    const held = waiting;
    waiting = [];
    for (let index = 0; index < held.length; index += 1) tell(held[index]);
  };
  apply(listen, scope, ['message', take]);

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
  /** `before` sees each call; whatever becomes of it, the native is called as the page called it. */
  const wrap = (
    target: Anything,
    name: string,
    before: (self: Anything, given: Anything) => void,
    after = false,
  ): void => {
    const native = method(target, name);
    if (typeof native !== 'function') return;
    const look = (self: Anything, given: Anything) => {
      try {
        before(self, given);
      } catch {
        // What we can't watch must still work.
      }
    };
    const holder = {
      [name](this: Anything) {
        if (!after) look(this, arguments);
        const result = apply(native, this, arguments);
        if (after) look(this, arguments);
        return result;
      },
    };
    const wrapper = holder[name] as Anything;
    defineProperty(wrapper, 'length', { __proto__: null, value: native.length } as Anything);
    remember(wrapper, native);
    put(target, name, wrapper);
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
  const report = (call: Anything, body: Anything): void => {
    const tag = tagOf(body);
    if (body === undefined || body === null) send(call, null, 0, {});
    else if (typeof body === 'string' || tag === '[object URLSearchParams]') {
      const text: string = typeof body === 'string' ? body : apply(parametersToString, body, []);
      const cut = text.length > limit ? { unseen: 'too-large' } : {};
      send(call, apply(stringSlice, text, [0, limit]), text.length, cut);
    } else if (isView(body) || COPIED[tag]) {
      if (body.byteLength > limit) unseen(call, 'too-large');
      else {
        // A Response copies bytes at once, and gives them later.
        call.at = now();
        const response = new NativeResponse(body);
        const type = apply(headersGet, apply(responseHeaders, response, []), ['content-type']);
        later(call, apply(responseBytes, response, []), type);
      }
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
    if (call !== undefined) report(call, given[0]);
  });
  const sendOnSocket = (self: Anything, given: Anything): void => {
    let connection = apply(mapGet, numbers, [self]);
    if (connection === undefined) {
      connections += 1;
      connection = connections;
      apply(mapSet, numbers, [self, connection]);
    }
    const url = apply(socketUrl, self, []);
    report({ channel: 'websocket', method: '', url, connection }, given[0]);
  };
  wrap(prototypeOf('WebSocket'), 'send', sendOnSocket, true);
  wrap(holderOf('importScripts'), 'importScripts', (_self, given) => {
    for (let index = 0; index < given.length; index += 1) {
      send({ channel: 'fetch', method: 'GET', url: addressOf(given[index]) }, null, 0, {});
    }
  });

  const opensWay = (channel: string): void =>
    tell({ kind: 'channel', channel, url: '', opensWay: true });
  wrap(prototypeOf('MessagePort'), 'postMessage', () => opensWay('worker'));
  const constructors = [
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
    'WebTransport',
    'WebSocketStream',
    'EventSource',
  ];
  for (let index = 0; index < constructors.length; index += 1) {
    const name = constructors[index] as string;
    const native = method(scope, name);
    if (typeof native !== 'function') continue;
    const wrapper: object = new NativeProxy(native, {
      __proto__: null,
      construct(target: Anything, given: Anything, newTarget: Anything) {
        opensWay('worker');
        return construct(target, given, newTarget === wrapper ? target : newTarget);
      },
    } as Anything);
    remember(wrapper, native);
    put(scope, name, wrapper);
    put(native.prototype, 'constructor', wrapper);
  }
  const toStringHolder = {
    toString(this: Anything) {
      const text = typeof this === 'function' ? apply(mapGet, texts, [this]) : undefined;
      return text ?? apply(functionToString, this, []);
    },
  };
  remember(toStringHolder.toString, functionToString);
  put(Function.prototype, 'toString', toStringHolder.toString);
  tell({ kind: 'ready' });
}
