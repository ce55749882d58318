import { audience } from '../../server/audience.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Mastodon',
  conversations: [
    { href: '/conversations', label: 'Private mentions' },
    { href: '/publish?visibility=public', label: 'New post' },
  ],
  composer:
    '<textarea class="autosuggest-textarea__textarea" rows="1" placeholder="What\'s on your mind?"></textarea>',
  send: '<div class="compose-form__submit"><button type="button">Post</button></div>',
});

/** Mastodon's private mentions: readable by the servers of all who take part. */
export function mastodon(): Site {
  const sockets = audience();
  let posts = 0;

  function deliver(visibility: string, account: string, text: string): object {
    posts += 1;
    const status = {
      id: String(posts),
      created_at: new Date().toISOString(),
      visibility,
      content: `<p>${text}</p>`,
      account: { id: account },
    };
    sockets.send({ stream: ['user'], event: 'update', payload: JSON.stringify(status) });
    return status;
  }

  return {
    id: 'mastodon',
    hosts: [
      { host: 'mastodon.social', schemes: ['https'] },
      { host: 'mastodon.online', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (exchange.url.pathname === '/api/v1/statuses') {
        const { status, visibility } = JSON.parse(exchange.body.toString());
        const account = String(exchange.headers.authorization).replace('Bearer ', '');
        exchange.json(deliver(visibility, account, status));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Private mentions - Mastodon',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    socket(socket) {
      sockets.add(socket);
    },
    say(text) {
      deliver('direct', 'robin', text);
    },
  };
}
