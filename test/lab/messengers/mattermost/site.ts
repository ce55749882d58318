import { audience } from '../../server/audience.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Mattermost',
  conversations: [
    { href: '/lab/messages/labchannel0000000000000001', label: 'Robin' },
    { href: '/lab/messages/labchannel0000000000000002', label: 'Sam' },
  ],
  composer: '<textarea id="post_textbox" rows="1" placeholder="Write to robin"></textarea>',
  send: '<button type="button" data-testid="SendMessageButton" aria-label="Send Now">Send</button>',
});

/** Mattermost's direct messages: readable by the server. */
export function mattermost(): Site {
  const sockets = audience();
  let seq = 0;

  function deliver(channel_id: string, user_id: string, message: string): object {
    seq += 1;
    const post = { id: `labpost${seq}`, create_at: Date.now(), user_id, channel_id, message };
    const data = { channel_type: 'D', sender_name: '@robin', post: JSON.stringify(post) };
    sockets.send({ event: 'posted', data, broadcast: { channel_id }, seq });
    return post;
  }

  return {
    id: 'mattermost',
    hosts: [{ host: 'community.mattermost.com', schemes: ['https'] }],
    async handle(exchange) {
      if (exchange.url.pathname === '/api/v4/posts') {
        const { channel_id, user_id, message } = JSON.parse(exchange.body.toString());
        exchange.json(deliver(channel_id, user_id, message), 201);
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'robin - Lab Mattermost',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    socket(socket) {
      sockets.add(socket);
      socket.once('message', () => {
        socket.send(JSON.stringify({ event: 'hello', data: { server_version: '11.0.0' }, seq: 0 }));
      });
    },
    say(text, conversation = 'labchannel0000000000000001') {
      deliver(conversation, 'robin', text);
    },
  };
}
