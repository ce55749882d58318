import { serveSession } from '../../client/worker-talk.ts';
import { openTelegram, userOf } from './session.ts';
import { INTERMEDIATE } from './transports.ts';

/** Telegram K: a SharedWorker, intermediate frames. */
self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port === undefined) return;
  serveSession(port, (events, page) =>
    openTelegram(events, {
      url: 'wss://kws2.web.telegram.org/apiws',
      marker: INTERMEDIATE,
      user: userOf(page),
    }),
  );
});
