import type { ChannelKind, Unseen } from '../../messages/observation.ts';

/** A channel's name as a careful reader would say it. */
export const channelWords: Record<ChannelKind, string> = {
  fetch: 'fetch requests',
  xhr: 'XHR requests',
  websocket: 'WebSocket',
  beacon: 'beacons',
  eventsource: 'event streams',
  form: 'form submissions',
  datachannel: 'peer-to-peer data channels',
  webtransport: 'WebTransport',
  worker: 'a worker',
  sharedworker: 'a shared worker',
  serviceworker: 'a service worker',
  window: 'another window or frame',
  webassembly: 'WebAssembly',
};

/** Why bytes of a payload were not seen. */
export const unseenWords: Record<Unseen, string> = {
  'read-failed': 'its body could not be read',
  stream: 'its body is a stream that only the page can read',
  'too-large': 'it is larger than we keep, so only its beginning was looked at',
  detached: 'its frame went away first',
  shed: 'there were too many at once',
  'opening-missed': "the connection's beginning, which explains it, was not seen",
  unfinished: 'the rest of it comes in later frames',
  'unreadable-object': 'its body has no bytes before the browser sends it',
};
