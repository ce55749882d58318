/** What we ourselves failed to see, as coverage reports: a gap of ours must never look like silence. */
import type { CoverageReport } from '../messages/observation.ts';

export type OwnGap =
  | 'report-refused' // a message from the page's side had not the form that it should have
  | 'reports-shed' // more messages than we could take
  | 'not-kept'; // the database could not be written or read

/** @param host of the frame that it happened in; '' for all of the page */
export function gap(reason: OwnGap, host: string): CoverageReport {
  return { channel: 'fetch', state: 'unknown', host, reason, blocks: true };
}
