/**
 * What the page hands to a worker or to another window leaves our sight: their requests are not the page's. Texts
 * and bytes in such messages are reported, so that the content script can tell whether the draft went in; a message
 * that can't be taken apart completely says so, and so does one that opens a way which can't be watched.
 *
 * Every message port is watched: whether its other end lies in a worker is known only when it is too late, since
 * what was posted waits in a port and travels with it.
 */
import type { ChannelKind } from '../messages/observation.ts';
import {
  connect,
  hookBlobUrls,
  number,
  numberOf,
  scriptAt,
  type WatchedStart,
  withTap,
} from './blob-workers.ts';
import { captureBody } from './body.ts';
import { wrapConstructor, wrapMethod } from './mask.ts';
import { messageParts } from './message-parts.ts';
import {
  type Anything,
  apply,
  getter,
  method,
  PrivateMap,
  peek,
  type Realm,
  tagOf,
} from './natives.ts';
import { reportChannel } from './outlet.ts';
import { report } from './report.ts';

const urlHref = getter(URL.prototype, 'href');
const scriptUrlText = method((globalThis as Anything).TrustedScriptURL?.prototype, 'toString');
const sharedPort = getter(globalThis.SharedWorker?.prototype, 'port');
const serviceUrl = getter(globalThis.ServiceWorker?.prototype, 'scriptURL');
const sharedPorts = new PrivateMap<object, true>();

function observe(
  message: unknown,
  transfer: unknown,
  channel: ChannelKind,
  child: boolean,
  worker?: number,
  method: 'new' | 'postMessage' = 'postMessage',
): void {
  const { parts, bytes, complete, opensWay } = messageParts(message, transfer);
  if (opensWay) reportChannel({ kind: 'channel', channel, url: '', opensWay });
  if (parts.length === 0 && complete) return;
  report(
    {
      ...{ channel, direction: 'out', method, url: '', contentType: '', child },
      ...(worker === undefined ? {} : { worker }),
    },
    {
      body: parts,
      size: bytes,
      contentType: '',
      ...(complete ? {} : { unseen: 'unreadable-object' as const }),
    },
  );
}

/** The transferred buffers are empty after the native call, so the message is read before it. */
function wrapPostMessage(
  target: object | undefined,
  channelOf: (target: object) => ChannelKind,
  child: boolean,
): void {
  wrapMethod(target, 'postMessage', (native) => {
    const around = (self: unknown, given: IArguments) => {
      const message = given[0];
      // Schedulers post nothing, very often.
      if (given.length > 1 || (message !== null && message !== undefined && message !== true)) {
        try {
          // Windows are told the origin in between.
          const transfer = typeof given[1] === 'string' ? given[2] : given[1];
          observe(message, transfer, channelOf(self as object), child, numberOf(self as object));
        } catch {
          // Posted all the same.
        }
      }
      return apply(native, self, given);
    };
    const holder = {
      postMessage(_message: unknown) {
        return around(this, arguments);
      },
    };
    return holder.postMessage;
  });
}

/** A script that the page made may have the text in it. */
function reportScript(script: Blob | undefined, child: boolean): void {
  if (script === undefined) return;
  const call = { channel: 'worker', direction: 'out', method: 'new', url: '', child } as const;
  report({ ...call, contentType: 'text/javascript' }, captureBody(script));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const tag = tagOf(value);
  if (tag === 'TrustedScriptURL' && scriptUrlText) return apply(scriptUrlText, value, []);
  return tag === 'URL' ? apply(urlHref, value, []) : '';
}

export function hookWorkers(realm: Realm, child: boolean): void {
  const page = realm as Anything;
  /** A worker's address and name are its first message. */
  const started = (channel: ChannelKind, parameters: ArrayLike<unknown>) => {
    const url = textOf(parameters[0]);
    reportChannel({ kind: 'channel', channel, url });
    const options = parameters[1];
    const name = typeof options === 'string' ? options : peek(options, 'name').value;
    observe([url, name], undefined, channel, child, undefined, 'new');
  };
  wrapConstructor<WatchedStart>(
    realm,
    'Worker',
    (worker, parameters, watched) => {
      started('worker', parameters);
      if (watched) connect(worker, watched);
      else {
        if (!child) number(worker, 'worker', textOf(parameters[0]));
        reportScript(scriptAt(parameters[0]), child);
      }
    },
    child ? undefined : withTap,
  );
  if (!child) hookBlobUrls(realm);
  wrapConstructor(realm, 'SharedWorker', (worker, parameters) => {
    const port = apply(sharedPort, worker, []);
    sharedPorts.set(port, true);
    const options = parameters[1];
    const name = typeof options === 'string' ? options : (peek(options, 'name').value ?? '');
    // Anything but a text the browser turns into one by the page's own code.
    if (!child && typeof name === 'string' && !peek(options, 'name').accessor) {
      number(port, 'sharedworker', textOf(parameters[0]), name);
    }
    started('sharedworker', parameters);
  });
  wrapMethod(page.ServiceWorkerContainer?.prototype, 'register', (native) => {
    const holder = {
      register(_url: unknown) {
        const given = arguments;
        try {
          started('serviceworker', given);
        } catch {
          // Registered all the same.
        }
        return apply(native, this, given);
      },
    };
    return holder.register;
  });
  wrapPostMessage(page.Worker?.prototype, () => 'worker', child);
  const serviceWorker = (worker: object): ChannelKind => {
    if (!child && numberOf(worker) === undefined) {
      number(worker, 'serviceworker', apply(serviceUrl, worker, []));
    }
    return 'serviceworker';
  };
  wrapPostMessage(page.ServiceWorker?.prototype, serviceWorker, child);
  wrapPostMessage(page.BroadcastChannel?.prototype, () => 'worker', child);
  wrapPostMessage(
    page.MessagePort?.prototype,
    (port) => (sharedPorts.has(port) ? 'sharedworker' : 'worker'),
    child,
  );
  // The page's own window is no other: what it posts to itself stays in view.
  if (child) wrapPostMessage(realm, () => 'window', child);
}
