import { serveSession } from '../../client/worker-talk.ts';
import { openTelegram, userOf } from './session.ts';
import { ABRIDGED } from './transports.ts';

/** Telegram A: a dedicated worker, abridged frames. */
serveSession(self as unknown as Parameters<typeof serveSession>[0], (events, page) =>
  openTelegram(events, {
    url: 'wss://zws2.web.telegram.org/apiws',
    marker: ABRIDGED,
    user: userOf(page),
  }),
);
