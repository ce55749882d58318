import type { Session, SessionEvents } from '../../client/worker-talk.ts';
import { openAccount } from './account.ts';
import { DEFAULT_CHAT, ENC_VERSION, HEADER, SOCKET } from './header.ts';

/** A session of the page at `page`: `?chat=` is the conversation, `?newsletter=1` makes it a channel. */
export function openSession(events: SessionEvents, page: URL): Promise<Session> {
  return openAccount({
    ...events,
    url: SOCKET,
    header: HEADER,
    encVersion: ENC_VERSION,
    chat: page.searchParams.get('chat') ?? DEFAULT_CHAT,
    newsletter: page.searchParams.get('newsletter') !== null,
  });
}
