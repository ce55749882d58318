import { eventLog } from '../../server/event-log.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Reddit chat',
  conversations: [
    { href: '/room/!lab1:reddit.com', label: 'Robin' },
    { href: '/room/!lab2:reddit.com', label: 'Sam' },
  ],
  composer: '<textarea name="message" rows="1" placeholder="Message"></textarea>',
  send: '<button type="button" aria-label="Send message">Send</button>',
});

interface RoomEvent {
  room: string;
  type: 'm.room.message';
  sender: string;
  event_id: string;
  content: { body: string };
}

/** Reddit's chat: Matrix rooms in the clear, readable by the service. */
export function reddit(): Site {
  const log = eventLog<RoomEvent>();

  function deliver(room: string, sender: string, content: { body: string }): string {
    const event_id = `$lab${log.count()}`;
    log.add({ room, type: 'm.room.message', sender, event_id, content });
    return event_id;
  }

  async function sync(since: string): Promise<object> {
    const from = since === '' ? log.count() : Number(since);
    const events = since === '' ? [] : await log.after(from, 20_000);
    const join: Record<string, { timeline: { events: object[] } }> = {};
    for (const { room, ...event } of events) {
      join[room] ??= { timeline: { events: [] } };
      join[room].timeline.events.push(event);
    }
    return { next_batch: String(from + events.length), rooms: { join } };
  }

  return {
    id: 'reddit',
    hosts: [
      { host: 'chat.reddit.com', schemes: ['https'] },
      { host: 'matrix.redditspace.com', schemes: ['https'], cors: true },
    ],
    async handle(exchange) {
      const { pathname, searchParams } = exchange.url;
      const [, room] = /\/rooms\/([^/]+)\/send\/m\.room\.message\//.exec(pathname) ?? [];
      const user = String(exchange.headers.authorization).replace('Bearer ', '');
      if (room !== undefined) {
        const content = JSON.parse(exchange.body.toString());
        exchange.json({ event_id: deliver(decodeURIComponent(room), user, content) });
      } else if (pathname.endsWith('/sync')) {
        exchange.json(await sync(searchParams.get('since') ?? ''));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Reddit - Chat',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['https://matrix.redditspace.com'],
        });
      }
    },
    say(text, conversation = '!lab1:reddit.com') {
      deliver(conversation, '@t2_robin:reddit.com', { body: text });
    },
  };
}
