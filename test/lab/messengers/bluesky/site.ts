import { eventLog } from '../../server/event-log.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Bluesky chats',
  conversations: [
    { href: '/messages/3lablab000001', label: 'Robin' },
    { href: '/messages/3lablab000002', label: 'Sam' },
  ],
  composer: '<textarea rows="1" placeholder="Write a message"></textarea>',
  send: '<button type="button" aria-label="Send message">Send</button>',
});

/** Bluesky's direct messages: readable by the member's server and by the chat service. */
export function bluesky(): Site {
  const log = eventLog<object>();

  function deliver(convoId: string, did: string, text: string): object {
    const rev = `3lab${log.count()}`;
    const message = {
      $type: 'chat.bsky.convo.defs#messageView',
      id: rev,
      rev,
      text,
      sender: { did },
      sentAt: new Date().toISOString(),
    };
    log.add({ $type: 'chat.bsky.convo.defs#logCreateMessage', rev, convoId, message });
    return message;
  }

  return {
    id: 'bluesky',
    hosts: [
      { host: 'bsky.app', schemes: ['https'] },
      { host: 'morel.us-east.host.bsky.network', schemes: ['https'], cors: true },
    ],
    async handle(exchange) {
      const { pathname, searchParams } = exchange.url;
      if (pathname === '/xrpc/chat.bsky.convo.sendMessage') {
        const { convoId, message } = JSON.parse(exchange.body.toString());
        const did = String(exchange.headers.authorization).replace('Bearer ', '');
        exchange.json(deliver(convoId, did, message.text));
      } else if (pathname === '/xrpc/chat.bsky.convo.getLog') {
        const cursor = searchParams.get('cursor');
        const since = cursor === '' || cursor === null ? log.count() : Number(cursor);
        const logs = await log.after(since, 0);
        exchange.json({ cursor: String(since + logs.length), logs });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Chats — Bluesky',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['https://morel.us-east.host.bsky.network'],
        });
      }
    },
    say(text, conversation = '3lablab000001') {
      deliver(conversation, 'did:plc:robin', text);
    },
  };
}
