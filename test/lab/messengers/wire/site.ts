import type { WebSocket } from 'ws';
import type { Exchange } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import type { MlsMember } from './mls-member.ts';
import { decodeOtr } from './otr.ts';
import type { ProteusDevice } from './proteus-device.ts';

const BODY = chatBody({
  heading: 'Wire',
  conversations: [
    { href: '/#/conversation/9f1d2c3b-4a59-4877-8695-a4b3c2d1e001', label: 'Robin' },
    {
      href: '/?protocol=mls#/conversation/9f1d2c3b-4a59-4877-8695-a4b3c2d1e002',
      label: 'Robin (MLS)',
    },
  ],
  composer:
    '<div id="conversation-input-bar-text"><div contenteditable="true" role="textbox"></div></div>',
  send: '<button type="button" data-uie-name="do-send-message">Send</button>',
});

/** Robin's device in Proteus: always there, so that there is somebody to seal for. */
const ROBIN = 'abcdef01';

interface Client {
  socket: WebSocket;
  conversation?: string;
  /** Base64; a client in Proteus. */
  bundle?: string;
}

// Both libraries take a second to load, which only those who open Wire should wait for.
async function makeRobin(): Promise<ProteusDevice> {
  const { ProteusDevice } = await import('./proteus-device.ts');
  return ProteusDevice.make();
}

/** Wire: the server passes on what it can't open. Robin begins the MLS groups and adds whoever comes. */
export function wire(): Site {
  const clients = new Map<string, Client>();
  const groups = new Map<string, Promise<MlsMember>>();
  let robin: Promise<ProteusDevice> | undefined;

  function push(id: string, conversation: string, type: string, data: unknown): void {
    const payload = [{ type, conversation, data }];
    clients.get(id)?.socket.send(JSON.stringify({ id: crypto.randomUUID(), payload }));
  }

  function pushToGroup(conversation: string, except: string, bytes: Uint8Array): void {
    const data = Buffer.from(bytes).toString('base64');
    for (const [id, client] of clients) {
      if (client.conversation !== conversation || id === except) continue;
      push(id, conversation, 'conversation.mls-message-add', data);
    }
  }

  async function prekeys(conversation: string): Promise<Record<string, string>> {
    robin ??= makeRobin();
    const { bundle } = await robin;
    const all: Record<string, string> = { [ROBIN]: Buffer.from(bundle).toString('base64') };
    for (const [id, client] of clients) {
      if (client.conversation === conversation && client.bundle) all[id] = client.bundle;
    }
    return all;
  }

  async function robinIn(conversation: string): Promise<MlsMember> {
    const { MlsMember } = await import('./mls-member.ts');
    const member = await MlsMember.make('robin');
    await member.begin(conversation);
    return member;
  }

  /** One after the other: two commits of the same epoch can't both hold. */
  let adding = Promise.resolve();
  function addMember(conversation: string, id: string, keyPackage: Uint8Array): Promise<void> {
    adding = adding.then(async () => {
      const group = groups.get(conversation) ?? robinIn(conversation);
      groups.set(conversation, group);
      const { commit, welcome } = await (await group).add(keyPackage);
      pushToGroup(conversation, id, commit);
      Object.assign(clients.get(id) ?? {}, { conversation });
      const data = Buffer.from(welcome).toString('base64');
      push(id, conversation, 'conversation.mls-welcome', data);
    });
    return adding;
  }

  async function takeProteus(conversation: string, body: Uint8Array): Promise<void> {
    const { sender, messages } = decodeOtr(body);
    for (const { device, bytes } of messages) {
      // Robin reads along: what can't be opened fails here.
      if (device === ROBIN) await (await robin)?.open(sender, bytes);
      const data = { text: Buffer.from(bytes).toString('base64'), sender, recipient: device };
      push(device, conversation, 'conversation.otr-message-add', data);
    }
  }

  async function answer(exchange: Exchange): Promise<void> {
    const { pathname, searchParams } = exchange.url;
    const [, conversation] = /^\/v9\/conversations\/[^/]+\/([^/]+)\/proteus/.exec(pathname) ?? [];
    const [, member] = /^\/v9\/mls\/key-packages\/self\/(\w+)$/.exec(pathname) ?? [];
    if (conversation !== undefined) {
      await takeProteus(conversation, exchange.body);
      exchange.json({ missing: {}, redundant: {}, deleted: {} }, 201);
    } else if (pathname === '/v9/mls/messages') {
      const sender = searchParams.get('client') ?? '';
      pushToGroup(clients.get(sender)?.conversation ?? '', sender, exchange.body);
      exchange.json({ events: [] }, 201);
    } else {
      const body = JSON.parse(exchange.body.toString());
      if (member !== undefined) {
        const keyPackage = Buffer.from(body.key_packages[0], 'base64');
        await addMember(body.conversation, member, keyPackage);
        exchange.json({}, 201);
      } else if (pathname === '/v9/clients') {
        const { id, lastkey } = body;
        Object.assign(clients.get(id) ?? {}, {
          conversation: body.conversation,
          bundle: lastkey.key,
        });
        exchange.json({ id }, 201);
      } else exchange.json({ prekeys: await prekeys(body.conversation) });
    }
  }

  return {
    id: 'wire',
    hosts: [
      { host: 'app.wire.com', schemes: ['https'] },
      { host: 'prod-nginz-https.wire.com', schemes: ['https'], cors: true },
      { host: 'prod-nginz-ssl.wire.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (exchange.host === 'prod-nginz-https.wire.com') await answer(exchange);
      else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Robin · Wire',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          scriptAddresses: ["'self'", "'unsafe-eval'"],
          directives: ["worker-src 'self' blob: data:"],
          connect: ['https://prod-nginz-https.wire.com', 'wss://prod-nginz-ssl.wire.com'],
        });
      }
    },
    socket(socket, { url }) {
      const id = url.searchParams.get('client') ?? '';
      clients.set(id, { socket });
      socket.once('close', () => clients.delete(id));
    },
  };
}
