/**
 * Workers whose script the page made itself, as a blob: their tap is put in front of the script. What the policy of the
 * page allows for its own blob it allows for ours. Where the constructor refuses (Trusted Types), the page's own blob
 * runs, without a tap. The page's URL stays what it is; the worker's `location` is another blob URL.
 */

import type { Thread } from '../messages/tap-message.ts';
import { wrapMethod } from './mask.ts';
import {
  type Anything,
  apply,
  construct,
  getter,
  method,
  PrivateMap,
  peek,
  type Realm,
  sequence,
  tagOf,
} from './natives.ts';
import { reportWorker } from './outlet.ts';
import { workerPrefix } from './worker-prefix.ts';

/** Blobs whose addresses are remembered; a page that makes more loses the oldest. */
const MOST_BLOBS = 300;
const OPTIONS = ['type', 'name', 'credentials'];

const NativeBlob = Blob;
const NativeUrl = URL;
const NativeChannel = MessageChannel;
const blobType = getter(Blob.prototype, 'type');
const port1Of = getter(MessageChannel.prototype, 'port1');
const port2Of = getter(MessageChannel.prototype, 'port2');
const postToWorker = method(Worker.prototype, 'postMessage') as () => void;
const createUrl = method(URL, 'createObjectURL') as () => string;
const revokeUrl = method(URL, 'revokeObjectURL') as () => void;
const includes = String.prototype.includes;
const mapGet = Map.prototype.get;
const mapSet = Map.prototype.set;
const mapDelete = Map.prototype.delete;
const mapSize = getter(Map.prototype, 'size');
const mapForEach = Map.prototype.forEach;
const prefix = workerPrefix();

interface Script {
  blob: Blob;
  /** Our own address for the script with its tap. */
  ours?: string;
}

const scripts = new Map<string, Script>();
const numbers = new PrivateMap<object, number>();
let count = 0;

/** Number of a worker, of a shared worker's port, of a service worker; undefined for one that can't be watched. */
export function numberOf(worker: object): number | undefined {
  return numbers.get(worker);
}

/** Numbers what messages go to, so that it can be told who got them. */
export function number(worker: object, thread: Thread, url: string, name = ''): void {
  count += 1;
  numbers.set(worker, count);
  reportWorker({ kind: 'worker', worker: count, thread, url, name });
}

/** The script that the page made for this address. */
export function scriptAt(url: unknown): Blob | undefined {
  return apply(mapGet, scripts, [url])?.blob;
}

function mayBeScript(blob: unknown): boolean {
  if (tagOf(blob) !== 'Blob' && tagOf(blob) !== 'File') return false;
  const type: string = apply(blobType, blob, []);
  return (
    type === '' || apply(includes, type, ['javascript']) || apply(includes, type, ['text/plain'])
  );
}

function forgetOldest(): void {
  let oldest: string | undefined;
  apply(mapForEach, scripts, [
    (_script: Script, url: string) => {
      oldest ??= url;
    },
  ]);
  apply(mapDelete, scripts, [oldest]);
}

export interface WatchedStart {
  parameters: unknown[];
  /** A module's imports run before the tap and may keep what they find: what goes in may leave unseen. */
  isModule: boolean;
}

/** Other parameters for `new Worker`, where the script is a blob of the page's own. */
export function withTap(parameters: ArrayLike<unknown>): WatchedStart | undefined {
  const script: Script | undefined = apply(mapGet, scripts, [parameters[0]]);
  if (script === undefined || typeof parameters[0] !== 'string') return undefined;
  const options = parameters[1];
  // The browser would read accessors twice.
  for (let index = 0; index < OPTIONS.length; index += 1) {
    if (peek(options, OPTIONS[index] as string).accessor) return undefined;
  }
  if (script.ours === undefined) {
    const type: string = apply(blobType, script.blob, []);
    const blob = construct(NativeBlob, [
      sequence([prefix, script.blob]),
      { __proto__: null, type },
    ]);
    script.ours = apply(createUrl, NativeUrl, [blob]);
  }
  return {
    parameters: parameters.length > 1 ? [script.ours, options] : [script.ours],
    isModule: peek(options, 'type').value === 'module',
  };
}

/** Gives a worker's tap its port, before the page can say anything to the worker. */
export function connect(worker: object, { isModule }: WatchedStart): void {
  const channel = construct(NativeChannel, []);
  count += 1;
  if (!isModule) numbers.set(worker, count);
  const started = { kind: 'worker', worker: count, thread: 'worker', url: '', name: '' } as const;
  reportWorker(started, apply(port1Of, channel, []));
  apply(postToWorker, worker, [null, sequence([apply(port2Of, channel, [])])]);
}

export function hookBlobUrls(realm: Realm): void {
  const { URL: address } = realm as Anything;
  wrapMethod(address, 'createObjectURL', (native) => {
    const holder = {
      createObjectURL(object: unknown) {
        const url = apply(native, this, arguments);
        if (mayBeScript(object)) {
          apply(mapSet, scripts, [url, { blob: object }]);
          if (apply(mapSize, scripts, []) > MOST_BLOBS) forgetOldest();
        }
        return url;
      },
    };
    return holder.createObjectURL;
  });
  wrapMethod(address, 'revokeObjectURL', (native) => {
    const holder = {
      revokeObjectURL(url: unknown) {
        const script: Script | undefined = apply(mapGet, scripts, [url]);
        // A worker that was just started has its script already, as with the page's own.
        if (script?.ours !== undefined) apply(revokeUrl, NativeUrl, [script.ours]);
        apply(mapDelete, scripts, [url]);
        return apply(native, this, arguments);
      },
    };
    return holder.revokeObjectURL;
  });
}
