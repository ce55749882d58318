import type { Session, SessionEvents } from '../../client/worker-talk.ts';
import { openAccount } from '../whatsapp/account.ts';
import { ENC_VERSION, HEADER } from './header.ts';

/** An end-to-end encrypted chat of the page at `page`: `/messages/e2ee/t/<thread>`. */
export function openSealed(events: SessionEvents, page: URL): Promise<Session> {
  return openAccount({
    ...events,
    url: 'wss://web-chat-e2ee.facebook.com/ws/chat',
    header: HEADER,
    encVersion: ENC_VERSION,
    chat: page.pathname.split('/')[4] ?? '',
    newsletter: false,
  });
}
