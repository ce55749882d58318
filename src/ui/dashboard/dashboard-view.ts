import type { LeakLine, ServiceState } from '../../messages/messages.ts';
import type { Observation } from '../../messages/observation.ts';
import type { Judgement } from '../../verdict/verdict.ts';
import type { SiteActions } from '../components/site-actions.ts';

/** What was observed of one platform or added site, rolled up. */
export interface ObservedPlatform {
  judgement: Judgement;
  /** The most important reason, as a sentence. */
  sentence: string;
  /** Verdicts of its conversations in words, where they differ: `mixed: 1 readable by the service, 2 sealed`. */
  mix?: string;
  /** In words, how it contradicts what the vendor documents. */
  disagrees?: string;
  conversations: number;
  payloads: number;
}

/** One row of the table: what is known of a service, and what was observed, if anything. */
export interface PlatformRow extends ServiceState {
  /** A protocol that runs on people's own servers: it has no address of its own to switch on. */
  selfHosted?: boolean;
  observed?: ObservedPlatform;
}

export interface ConversationRow {
  /** Keyed hash, hex. */
  conversation: string;
  judgement: Judgement;
  sentence: string;
  /** Places beside the message where what was typed went readable, the worst first. */
  leaks: readonly LeakLine[];
  /** Milliseconds since the epoch. */
  firstSeen: number;
  lastSeen: number;
}

/** A kept payload, with the id of the service that it was seen on. */
export interface ObservationRow {
  service: string;
  observation: Observation;
}

/** A part of a long list. `total` counts the whole list. */
export interface Page<Item> {
  items: readonly Item[];
  total: number;
}

export const conversationsPerPage = 10;
export const observationsPerPage = 10;

type Stop = () => void;

/** Where the dashboard reads. Each watch calls back at once and after every change, until it is stopped. */
export interface DashboardSource {
  watchPlatforms(listener: (rows: readonly PlatformRow[]) => void): Stop;
  /** Most recently seen first. */
  watchConversations(
    platform: string,
    offset: number,
    listener: (page: Page<ConversationRow>) => void,
  ): Stop;
  /** Newest first. */
  watchObservations(offset: number, listener: (page: Page<ObservationRow>) => void): Stop;
}

export interface DashboardActions extends SiteActions {
  /** Has the browser save all findings as a file. `progress` gets findings done and in all. */
  exportFindings(
    signal: AbortSignal,
    progress: (done: number, total: number) => void,
  ): Promise<void>;
  forget(): Promise<void>;
}
