import {
  canLookIntoWorkers,
  looksIntoWorkers,
  removeWorkers,
  requestWorkers,
} from '../../browser/permissions.ts';
import type { WorkerActions } from '../components/worker-switch.tsx';

/** Undefined in a browser that can't. */
export function workerActions(): WorkerActions | undefined {
  if (!canLookIntoWorkers()) return undefined;
  return { isOn: looksIntoWorkers, switchOn: requestWorkers, switchOff: removeWorkers };
}
