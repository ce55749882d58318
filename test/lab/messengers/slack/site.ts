import { audience } from '../../server/audience.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Slack',
  conversations: [
    { href: '/client/T0LAB00001/D0LAB00001', label: 'Robin' },
    { href: '/client/T0LAB00001/D0LAB00002', label: 'Sam' },
  ],
  composer:
    '<div data-qa="message_input"><div class="ql-editor" contenteditable="true" role="textbox" aria-label="Message to Robin"></div></div>',
  send: '<button type="button" data-qa="texty_send_button" aria-label="Send now">Send</button>',
});

/** Slack's direct messages: readable by the service. */
export function slack(): Site {
  const sockets = audience();

  function deliver(channel: string, user: string, text: string): object {
    const message = {
      type: 'message',
      channel,
      user,
      text,
      ts: `${Date.now() / 1000}`,
      team: 'T0LAB00001',
    };
    sockets.send(message);
    return message;
  }

  return {
    id: 'slack',
    hosts: [
      { host: 'app.slack.com', schemes: ['https'] },
      { host: 'lab.slack.com', schemes: ['https'], cors: true },
      { host: 'wss-primary.slack.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (exchange.url.pathname === '/api/chat.postMessage') {
        const type = String(exchange.headers['content-type']);
        const form = await new Response(new Uint8Array(exchange.body), {
          headers: { 'content-type': type },
        }).formData();
        const [block] = JSON.parse(String(form.get('blocks')));
        const text = block.elements[0].elements[0].text;
        const user = String(form.get('token')).replace('xoxc-lab-', '');
        const message = deliver(String(form.get('channel')), user, text);
        exchange.json({ ok: true, channel: form.get('channel'), message });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Robin (DM) - Lab - Slack',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['https://lab.slack.com', 'wss://wss-primary.slack.com'],
        });
      }
    },
    socket(socket, { host }) {
      if (host !== 'wss-primary.slack.com') return;
      sockets.add(socket);
      socket.send(JSON.stringify({ type: 'hello', fast_reconnect: false, start: true }));
    },
    say(text, conversation = 'D0LAB00001') {
      deliver(conversation, 'robin', text);
    },
  };
}
