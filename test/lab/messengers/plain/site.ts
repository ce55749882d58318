import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { isSealedRoom, seal } from './room-key.ts';

interface Line {
  room: string;
  from: string;
  message: string;
}

const BODY = chatBody({
  heading: 'Office chat',
  conversations: [
    { href: '/', label: 'lobby' },
    { href: '/?room=kitchen', label: 'kitchen' },
  ],
  composer: '<textarea name="message" rows="1" placeholder="Write a message"></textarea>',
  send: '<button type="button" name="send">Send</button>',
});

function lineOf(value: Record<string, unknown>): Line {
  return {
    room: String(value.room),
    from: String(value.from),
    message: String(value.message),
  };
}

/** A small self-hosted messenger without any encryption of its own, on http and on https. */
export function plain(): Site {
  const listeners = new Set<(data: string) => void>();
  const deliver = (line: Line): void => {
    for (const listener of listeners) listener(JSON.stringify(line));
  };

  return {
    id: 'plain',
    hosts: [{ host: 'chat.lab.test', schemes: ['http', 'https'] }],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/api/send') {
        deliver(lineOf(JSON.parse(exchange.body.toString())));
        exchange.json({ ok: true });
      } else if (pathname === '/api/send-form') {
        deliver(lineOf(Object.fromEntries(new URLSearchParams(exchange.body.toString()))));
        exchange.json({ ok: true });
      } else if (pathname === '/api/events') {
        const { response } = exchange;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const write = (data: string): void => {
          (response as NodeJS.WritableStream).write(`data: ${data}\n\n`);
        };
        (response as NodeJS.WritableStream).write(': open\n\n');
        listeners.add(write);
        response.once('close', () => listeners.delete(write));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Office chat',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    socket(socket: WebSocket, { url }) {
      if (url.pathname !== '/socket') return;
      const write = (data: string): void => socket.send(data);
      listeners.add(write);
      socket.once('close', () => listeners.delete(write));
      socket.on('message', (data) => deliver(lineOf(JSON.parse(String(data)))));
    },
    say(text, conversation = 'lobby') {
      const message = isSealedRoom(conversation) ? seal(text) : text;
      deliver({ room: conversation, from: 'robin', message });
    },
  };
}
