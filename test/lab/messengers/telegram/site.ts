import type { WebSocket } from 'ws';
import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { AUTH_KEY } from './auth-key.ts';
import { decodeSend, encodeShort, type PeerMessage } from './calls.ts';
import { type Obfuscation, strip } from './obfuscation.ts';
import { FROM_CLIENT, FROM_SERVER, openPacket, sealPacket } from './packets.ts';
import { frame, unframe } from './transports.ts';

const BODY = chatBody({
  heading: 'Telegram',
  conversations: [
    { href: '/a/#1001', label: 'Robin (A)' },
    { href: '/k/#1001', label: 'Robin (K)' },
  ],
  composer: '<div id="editable-message-text" contenteditable="true" role="textbox"></div>',
  send: '<button type="button" class="main-button send" aria-label="Send Message">Send</button>',
});

/** What says that the session is there: new_session_created. */
const SESSION_CREATED = Uint8Array.of(0x08, 0x09, 0xc2, 0x9e, ...new Array<number>(24).fill(1));

interface Client {
  marker: number;
  obfuscation: Obfuscation;
  socket: WebSocket;
}

const workers: Readonly<Record<string, string>> = {
  '/a/worker-lab.js': 'worker-a.ts',
  '/k/mtproto.worker-lab.js': 'worker-k.ts',
};

/** Telegram: every chat of the web clients can be read by the server, which holds the keys. */
export function telegram(): Site {
  const clients = new Set<Client>();
  const serverSession = new Uint8Array(8).fill(7);

  async function push({ marker, obfuscation, socket }: Client, body: Uint8Array): Promise<void> {
    const packet = await sealPacket(AUTH_KEY, serverSession, body, FROM_SERVER);
    socket.send(obfuscation.seal(frame(marker, packet)));
  }

  async function deliver(message: PeerMessage, sender?: Client): Promise<void> {
    for (const client of clients) if (client !== sender) await push(client, encodeShort(message));
  }

  async function take(client: Client, bytes: Uint8Array): Promise<void> {
    const packet = unframe(client.marker, bytes);
    await deliver(decodeSend(await openPacket(AUTH_KEY, packet, FROM_CLIENT)), client);
  }

  return {
    id: 'telegram',
    hosts: [
      { host: 'web.telegram.org', schemes: ['https'] },
      { host: 'zws2.web.telegram.org', schemes: ['https'] },
      { host: 'kws2.web.telegram.org', schemes: ['https'] },
    ],
    async handle(exchange) {
      const worker = workers[exchange.url.pathname];
      if (worker !== undefined) {
        serveScript(exchange, await bundle(new URL(worker, import.meta.url)));
      } else if (!(await serveCommon(exchange))) {
        const isK = exchange.url.pathname.startsWith('/k/');
        servePage(exchange, {
          title: 'Telegram Web',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          scriptAddresses: ["'self'", "'wasm-unsafe-eval'", ...(isK ? ['blob:'] : [])],
          connect: ['wss://*.web.telegram.org'],
        });
      }
    },
    socket(socket, { url }) {
      if (url.pathname !== '/apiws') return;
      let client: Client | undefined;
      socket.on('message', (data) => {
        const bytes = new Uint8Array(data as Buffer);
        if (client === undefined) {
          client = { ...strip(bytes), socket };
          clients.add(client);
          void push(client, SESSION_CREATED);
        } else {
          take(client, client.obfuscation.open(bytes)).catch(() => socket.terminate());
        }
      });
      socket.once('close', () => {
        if (client !== undefined) clients.delete(client);
      });
    },
    say: (text, conversation = '1001') => deliver({ user: Number(conversation), text }),
  };
}
