/**
 * What the page hands to a worker leaves our sight: the worker's own requests are not the page's. Texts and
 * bytes in such messages are reported, so that the content script can tell whether the draft went in; a message
 * that can't be taken apart completely says so.
 */
import type { ChannelKind } from '../messages/observation.ts';
import type { TapPart } from '../messages/tap-message.ts';
import { wrapConstructor, wrapMethod } from './mask.ts';
import {
  type Anything,
  apply,
  copyBytes,
  getDescriptor,
  getPrototype,
  getter,
  isView,
  PrivateMap,
  type Realm,
  tagOf,
} from './natives.ts';
import { reportChannel } from './outlet.ts';
import { report } from './report.ts';

const ownKeys = Reflect.ownKeys;
const MAX_NODES = 2_000;
const MAX_BYTES = 262_144;
const urlHref = getter(URL.prototype, 'href');
const sharedPort = getter(globalThis.SharedWorker?.prototype, 'port');
const sharedPorts = new PrivateMap<object, true>();

interface Collected {
  parts: TapPart[];
  nodes: number;
  bytes: number;
  complete: boolean;
}

/** Gathers strings and bytes out of a message by data properties alone: no getter and no proxy trap is run twice. */
function collect(value: unknown, into: Collected, depth: number): void {
  into.nodes += 1;
  if (into.nodes > MAX_NODES || into.bytes > MAX_BYTES || depth > 8) {
    into.complete = false;
    return;
  }
  if (typeof value === 'string') {
    into.bytes += value.length;
    into.parts[into.parts.length] = { name: 'text', body: value, size: value.length };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const tag = tagOf(value);
  if (tag === 'ArrayBuffer' || isView(value)) {
    const { bytes, size } = copyBytes(value as ArrayBuffer, MAX_BYTES);
    into.bytes += size;
    if (size > MAX_BYTES) into.complete = false;
    into.parts[into.parts.length] = { name: 'bytes', body: bytes, size };
    return;
  }
  const isPlain = tag === 'Array' || (tag === 'Object' && plainPrototype(value));
  if (!isPlain) {
    // Maps, ports, blobs, shared memory: something that may carry the text where we don't look.
    if (tag !== 'Date' && tag !== 'RegExp' && tag !== 'Boolean' && tag !== 'Number') {
      into.complete = false;
    }
    return;
  }
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    const descriptor = getDescriptor(value, key);
    if (descriptor?.get) into.complete = false;
    else collect(descriptor?.value, into, depth + 1);
  }
}

function plainPrototype(value: object): boolean {
  const prototype = getPrototype(value);
  return prototype === null || getPrototype(prototype) === null;
}

function observe(message: unknown, transfer: unknown, channel: ChannelKind, child: boolean): void {
  const into: Collected = { parts: [], nodes: 0, bytes: 0, complete: true };
  try {
    collect(message, into, 0);
    // A port given away is a way in that we would not see.
    if (transfer !== undefined && tagOf(transfer) !== 'Array') into.complete = false;
    else if (transfer !== undefined) {
      const list = transfer as ArrayLike<unknown>;
      for (let index = 0; index < list.length; index += 1) {
        if (tagOf(list[index]) !== 'ArrayBuffer') into.complete = false;
      }
    }
  } catch {
    into.complete = false;
  }
  if (into.parts.length === 0 && into.complete) return;
  report(
    { channel, direction: 'out', method: 'postMessage', url: '', contentType: '', child },
    {
      body: into.parts,
      size: into.bytes,
      contentType: '',
      ...(into.complete ? {} : { unseen: 'unreadable-object' as const }),
    },
  );
}

/** The transferred buffers are empty after the native call, so the message is read before it. */
function wrapPostMessage(
  prototype: object | undefined,
  channel: ChannelKind,
  applies: (target: object) => boolean,
  child: boolean,
): void {
  wrapMethod(prototype, 'postMessage', (native) => {
    const holder = {
      postMessage(message: unknown) {
        const given = arguments;
        try {
          if (message !== null && message !== undefined && applies(this)) {
            observe(message, given[1], channel, child);
          }
        } catch {
          // Posted all the same.
        }
        return apply(native, this, given);
      },
    };
    return holder.postMessage;
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return tagOf(value) === 'URL' ? apply(urlHref, value, []) : '';
}

export function hookWorkers(realm: Realm, child: boolean): void {
  const page = realm as Anything;
  wrapConstructor(realm, 'Worker', (_worker, parameters) => {
    reportChannel({ kind: 'channel', channel: 'worker', url: textOf(parameters[0]) });
  });
  wrapConstructor(realm, 'SharedWorker', (worker, parameters) => {
    sharedPorts.set(apply(sharedPort, worker, []), true);
    reportChannel({ kind: 'channel', channel: 'sharedworker', url: textOf(parameters[0]) });
  });
  wrapMethod(page.ServiceWorkerContainer?.prototype, 'register', (native) => {
    const holder = {
      register(url: unknown) {
        reportChannel({ kind: 'channel', channel: 'serviceworker', url: textOf(url) });
        return apply(native, this, arguments);
      },
    };
    return holder.register;
  });
  const always = () => true;
  wrapPostMessage(page.Worker?.prototype, 'worker', always, child);
  wrapPostMessage(page.ServiceWorker?.prototype, 'serviceworker', always, child);
  wrapPostMessage(page.BroadcastChannel?.prototype, 'worker', always, child);
  wrapPostMessage(
    page.MessagePort?.prototype,
    'sharedworker',
    (port) => sharedPorts.has(port),
    child,
  );
}
