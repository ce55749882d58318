import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { type Delta, encodeDelta } from './gateway-frame.ts';

const BODY = chatBody({
  heading: 'Instagram Direct',
  conversations: [
    { href: '/direct/t/17840000000000001/', label: 'Robin' },
    { href: '/direct/t/17840000000000002/', label: 'Sam' },
  ],
  composer: '<div contenteditable="true" role="textbox" aria-label="Message"></div>',
  send: '<button type="button" aria-label="Send">Send</button>',
});

/** Instagram's direct messages: readable by the service. */
export function instagram(): Site {
  const sockets = new Set<WebSocket>();
  const deliver = (delta: Delta): void => {
    for (const socket of sockets) socket.send(encodeDelta(delta, 125));
  };

  return {
    id: 'instagram',
    hosts: [
      { host: 'www.instagram.com', schemes: ['https'] },
      { host: 'gateway.instagram.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (exchange.url.pathname === '/api/graphql') {
        const form = new URLSearchParams(exchange.body.toString());
        const variables = JSON.parse(form.get('variables') ?? '{}');
        deliver({
          thread: variables.ig_thread_igid,
          sender: form.get('av') ?? '',
          text: variables.text.sensitive_string_value,
        });
        exchange.json({ data: { xig_direct_text_send: { success: true } } });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Inbox • Direct',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['wss://gateway.instagram.com'],
        });
      }
    },
    socket(socket, { host }) {
      if (host !== 'gateway.instagram.com') return;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    say(text, conversation = '17840000000000001') {
      deliver({ thread: conversation, sender: 'robin', text });
    },
  };
}
