/**
 * The worker tap as text, to be put in front of a worker's script or evaluated before it: one statement on one line, so
 * that errors keep naming the lines of the script. For whoever can get it there: the page's own blobs (blob-workers.ts),
 * Firefox's response filter, a debugger.
 */
import type { WorkerChannel } from '../messages/tap-message.ts';
import { workerTap } from './worker-tap.ts';

const { apply } = Reflect;
const { stringify } = JSON;
const source: string = apply(Function.prototype.toString, workerTap, []);

/** @param outlet JavaScript text of `workerTap`'s parameter; empty: the tap waits for its port. */
export function workerPrefix(outlet = ''): string {
  return `(${source})(${outlet});`;
}

/** The prefix of a worker that speaks over the channel of its origin. `first` holds only outside of modules that import. */
export function channelPrefix(channel: WorkerChannel): string {
  return workerPrefix(stringify(channel));
}
