import type { CoverageGroup } from './coverage-groups.ts';

/** Codes of coverage reports about a channel, in words that follow the channel's name. */
const ofChannel: Readonly<Record<string, string>> = {
  watched: '',
  'tap-missing': 'our observer was not in place before the page began',
  'worker-exists': 'the page may send from inside it',
  'text-into-worker': 'text was handed to it, and what it sends can’t be seen',
  'object-into-worker': 'data was handed to it, and what it sends can’t be seen',
  'way-into-worker': 'it was given something that data can pass through unseen',
  'worker-socket': 'the browser saw a worker open it; what goes over it can’t be seen',
  'message-outside': 'a message left from there; what else leaves can’t be seen',
  'deep-capture': 'the browser’s debugger tells what it sends',
  'attached-late': 'it ran before deep capture reached it; what it had opened is not known',
  'other-tab': 'another tab shows this site, and it can pass text on to that',
  'capture-ended': 'deep capture ended after text was handed to it',
  'webassembly-runs': 'what such code encrypts can’t be followed',
  'foreign-frame': 'a frame of another origin is on the page; what goes to it can’t be seen',
  'channel-not-watched': 'we can’t look into channels of this kind',
};

/** Codes of what Sealcheck itself failed to see, whatever the channel. */
const ofOurselves: Readonly<Record<string, string>> = {
  'report-refused': 'A report from inside the page was malformed and dropped',
  'reports-shed': 'More was reported than Sealcheck could take',
  'deep-capture-interrupted':
    'Deep capture was interrupted; until the page is reloaded, workers are out of sight',
  'not-kept': 'The browser’s database could not be written or read',
};

/** What the browser's own record of requests says beside the page's, in sentences. */
const ofWitness: Readonly<Record<string, (requests: string, host: string) => string>> = {
  'witness-agrees': (requests, host) =>
    `The browser’s own record agrees with what we saw ${host} send: ${requests} compared`,
  'witness-only': (requests, host) =>
    `The browser sent ${requests} to ${host} that the page’s own view does not show`,
};

/** A coverage report's reason in words. `alone` when it says all, and nothing of the channel it came with. */
export function coverageWords({
  reason,
  host,
  count = 0,
}: Pick<CoverageGroup, 'reason' | 'host' | 'count'>): { words: string; alone: boolean } {
  const requests = count === 1 ? '1 request' : `${count} requests`;
  const own = ofOurselves[reason] ?? ofWitness[reason]?.(requests, host);
  if (own !== undefined) return { words: own, alone: true };
  if (reason === 'worker-requests') {
    const words = `the browser saw it send ${requests}, searched where it gives their content; what a WebSocket in there carries is not seen`;
    return { words, alone: false };
  }
  return { words: ofChannel[reason] ?? reason, alone: false };
}
