import type { Service, TabState } from '../../messages/messages.ts';
import type { WorkerActions } from '../components/worker-switch.tsx';

/** What the popup shows: the background's answer, nothing yet, or why there is no answer. */
export type PopupView = TabState | { state: 'loading' } | { state: 'failed'; problem: string };

/**
 * What the popup can do. `switchOn` and `addSite` ask the browser for a host permission and so must be called
 * from the click itself, before anything is awaited: Firefox forgets the click otherwise.
 */
export interface PopupActions {
  /** Resolves to false when the person declined. */
  switchOn(service: Service): Promise<boolean>;
  addSite(origin: string): Promise<boolean>;
  switchOff(service: Service): Promise<void>;
  reload(): Promise<void>;
  /** Switches deep capture of this tab on or off. On reloads the page. */
  captureDeeply(on: boolean): Promise<void>;
  /** Absent where the browser can't look into workers. */
  workers?: WorkerActions;
  openDashboard(): Promise<void>;
}
