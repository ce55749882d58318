/** The workers of one tab that the debugger is attached to, and what of them is in view. */
import type { ChannelKind, CoverageReport } from '../../messages/observation.ts';

/** Kinds of worker as the page's channels name them. */
export type WorkerKind = Extract<ChannelKind, 'worker' | 'sharedworker' | 'serviceworker'>;

export interface AttachedWorker {
  kind: WorkerKind;
  /** Id of its target: a service worker may be attached by way of several frames. */
  target: string;
  /** It was stopped before its first statement: all that it ever sends is seen. */
  early: boolean;
}

export interface Sight {
  /** All of them are in view from their start. */
  whole: boolean;
  seen: WorkerKind[];
  reports: CoverageReport[];
}

const KINDS: Readonly<Record<string, WorkerKind>> = {
  worker: 'worker',
  shared_worker: 'sharedworker',
  service_worker: 'serviceworker',
};

/** @param type of a target, as the protocol names it; undefined for frames, pages and worklets */
export function workerKind(type: string): WorkerKind | undefined {
  return KINDS[type];
}

/**
 * @param others whether other tabs show the same site: workers can pass on to them what they were told
 */
export function sightOf(workers: readonly AttachedWorker[], host: string, others: boolean): Sight {
  const kinds = [...new Set(workers.map(({ kind }) => kind))];
  const isEarly = (kind: WorkerKind) =>
    workers.every((worker) => worker.kind !== kind || worker.early);
  const reports = kinds.map((channel): CoverageReport => {
    if (!isEarly(channel)) return unseen(channel, host, 'attached-late', true);
    if (others) return unseen(channel, host, 'other-tab', false);
    return { channel, state: 'seen', host, reason: 'deep-capture', blocks: false };
  });
  // A worker that is not in view may be told anything by the others.
  return { whole: workers.every(({ early }) => early) && !others, seen: kinds, reports };
}

function unseen(
  channel: WorkerKind,
  host: string,
  reason: string,
  blocks: boolean,
): CoverageReport {
  return { channel, state: 'seen-to-exist', host, reason, blocks };
}
