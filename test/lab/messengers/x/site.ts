import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Exchange } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { type CreateEvent, decodeCreate, encodeContents, encodeEvent } from './events.ts';
import { keyServer } from './key-server.ts';

const conversations = (base: string, query = ''): { href: string; label: string }[] => [
  { href: `${base}/1001-1002${query}`, label: 'Robin' },
  { href: `${base}/1001-1003${query}`, label: 'Sam' },
];

const CLASSIC = chatBody({
  heading: 'Messages',
  conversations: conversations('/messages'),
  composer:
    '<div data-testid="dmComposerTextInput" contenteditable="true" role="textbox" aria-label="Start a new message"></div>',
  send: '<button type="button" data-testid="dmComposerSendButton">Send</button>',
});

const CHAT = chatBody({
  heading: 'Chat',
  conversations: conversations('/i/chat'),
  composer:
    '<textarea data-testid="dm-composer-textarea" rows="1" placeholder="Message"></textarea>',
  send: '<button type="button" data-testid="dm-composer-send-button">Send</button>',
});

/** X: classic direct messages, and Chat with and without encryption. */
export function x(): Site {
  const sockets = new Set<WebSocket>();
  const entries: { conversation_id: string; sender_id: string; text: string }[] = [];
  const keys = keyServer();
  let sequence = 0;

  function deliver(conversation: string, sender: string, create: CreateEvent): void {
    sequence += 1;
    const id = randomUUID();
    const event = encodeEvent({ sequence: String(sequence), id, sender, conversation, create });
    for (const socket of sockets) socket.send(event);
  }

  function sendMessage(variables: Record<string, string>): object {
    const event = Buffer.from(variables.encoded_message_create_event ?? '', 'base64');
    const { conversation_id: conversation = '', sender_id: sender = '' } = variables;
    deliver(conversation, sender, decodeCreate(event));
    return { xchat_send_message: { encoded_message_event: '' } };
  }

  function classic(exchange: Exchange): boolean {
    const { pathname, searchParams } = exchange.url;
    if (pathname === '/i/api/1.1/dm/new2.json') {
      const { conversation_id, sender_id, text } = JSON.parse(exchange.body.toString());
      entries.push({ conversation_id, sender_id, text });
      exchange.json({ entries: [] });
      return true;
    }
    if (pathname === '/i/api/1.1/dm/user_updates.json') {
      const from = Math.max(0, Number(searchParams.get('cursor')));
      exchange.json({ cursor: entries.length, entries: entries.slice(from) });
      return true;
    }
    return false;
  }

  return {
    id: 'x',
    hosts: [
      { host: 'x.com', schemes: ['https'] },
      { host: 'api.x.com', schemes: ['https'], cors: true },
      { host: 'chat-ws.x.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (exchange.host === 'api.x.com') {
        const operation = pathname.split('/').at(-1) ?? '';
        const { variables } = JSON.parse(exchange.body.toString());
        const data =
          operation === 'SendMessageMutation'
            ? sendMessage(variables)
            : keys.answer(operation, variables);
        exchange.json({ data });
        return;
      }
      if (classic(exchange) || (await serveCommon(exchange))) return;
      const chat = pathname.startsWith('/i/chat');
      servePage(exchange, {
        title: chat ? 'Chat / X' : 'Messages / X',
        body: chat ? CHAT : CLASSIC,
        script: new URL(chat ? 'chat-page.ts' : 'classic-page.ts', import.meta.url),
        connect: ['https://api.x.com', 'wss://chat-ws.x.com'],
      });
    },
    socket(socket, { host }) {
      if (host !== 'chat-ws.x.com') return;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    say(text, conversation = '1001-1002') {
      entries.push({ conversation_id: conversation, sender_id: '1002', text });
      deliver(conversation, '1002', { contents: encodeContents(text) });
    },
  };
}
