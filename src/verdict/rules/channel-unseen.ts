import type { Gap } from '../evidence.ts';
import type { Rule } from '../rule.ts';

const names: Readonly<Record<string, string>> = {
  worker: 'background thread (worker)',
  sharedworker: 'shared background thread (shared worker)',
  serviceworker: 'service worker',
  window: 'window or frame of another origin',
  websocket: 'live connection (WebSocket)',
  datachannel: 'peer-to-peer channel',
  webtransport: 'live connection (WebTransport)',
};

/** The page has a channel that we could not look into: messages may have gone there. */
export const channelUnseen: Rule<Gap> = {
  id: 'channel-unseen',
  title: 'A channel we cannot look into',
  find: ({ channel, host }) => ({ rule: channelUnseen.id, note: channel, host }),
  sentence(reason) {
    const name = names[reason.note ?? ''] ?? reason.note ?? 'channel';
    const where = reason.host ? ` to ${reason.host}` : '';
    return `The page uses a ${name}${where} that we cannot look into. A message may have left there unseen.`;
  },
};
