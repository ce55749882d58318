import { randomBytes, randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import type { RoomMessage } from './ddp.ts';

const BODY = chatBody({
  heading: 'Rocket.Chat',
  conversations: [
    { href: '/direct/labroom0001', label: 'Robin' },
    { href: '/direct/labroom0002?e2e=1', label: 'Sam (encrypted)' },
  ],
  composer: '<textarea name="msg" rows="1" placeholder="Message"></textarea>',
  send: '<button type="button" data-qa-id="send" aria-label="Send">Send</button>',
});

interface Member {
  uid: string;
  send(message: object): void;
  /** Rooms whose key this member has, or will have in a moment. */
  holds: Set<string>;
}

interface Call {
  msg: string;
  id: string;
  method: string;
  params: [RoomMessage & { resume?: string }];
}

/** Rocket.Chat: readable by the server, except in rooms whose members encrypt among themselves. */
export function rocketChat(): Site {
  const members = new Set<Member>();
  /** Of the rooms whose key the server itself hands out. */
  const serverKeys = new Map<string, { kid: string; key: string }>();

  function notify(member: Member, eventName: string, value: unknown): void {
    const fields = { eventName, args: [value] };
    member.send({ msg: 'changed', collection: 'stream-notify-user', id: 'id', fields });
  }

  function deliver(uid: string, message: Pick<RoomMessage, 'rid' | 'msg'>): object {
    const sent = { ...message, u: { _id: uid, username: uid }, ts: { $date: Date.now() } };
    const fields = { eventName: message.rid, args: [sent] };
    for (const { send } of members) {
      send({ msg: 'changed', collection: 'stream-room-messages', id: 'id', fields });
    }
    return sent;
  }

  /** A member without the room's key gets it from one who has it, or is the first and makes it. */
  function wantKey(rid: string, uid: string, publicKey: string): void {
    const holder = [...members].find(({ holds }) => holds.has(rid));
    for (const member of members) {
      if (member.uid !== uid) continue;
      member.holds.add(rid);
      if (holder === undefined) notify(member, 'e2e.make-key', rid);
    }
    if (holder !== undefined) notify(holder, 'e2e.key-wanted', { uid, publicKey });
  }

  function answerEncryption(action: string, body: Record<string, string>): object {
    const { rid = '', uid = '' } = body;
    if (action === 'setUserPublicAndPrivateKeys') wantKey(rid, uid, body.public_key ?? '');
    else if (action === 'updateGroupKey') {
      for (const member of members) if (member.uid === uid) notify(member, 'e2e.key', body.key);
    } else if (action === 'serverKey') {
      const known = serverKeys.get(rid) ?? {
        kid: randomUUID(),
        key: randomBytes(32).toString('base64'),
      };
      serverKeys.set(rid, known);
      return { success: true, ...known };
    }
    return { success: true };
  }

  function take(socket: WebSocket, member: Member, { msg, id, method, params }: Call): void {
    if (msg === 'connect') socket.send(JSON.stringify({ msg: 'connected', session: 'lab' }));
    else if (msg === 'sub') socket.send(JSON.stringify({ msg: 'ready', subs: [id] }));
    else if (method === 'login') {
      member.uid = params[0].resume ?? '';
      socket.send(JSON.stringify({ msg: 'result', id, result: { id: member.uid } }));
    } else if (method === 'sendMessage') {
      const result = deliver(member.uid, params[0]);
      socket.send(JSON.stringify({ msg: 'result', id, result }));
    }
  }

  return {
    id: 'rocket-chat',
    hosts: [{ host: 'open.rocket.chat', schemes: ['https'] }],
    async handle(exchange) {
      const { pathname } = exchange.url;
      const [, action] = /^\/api\/v1\/e2e\.(\w+)$/.exec(pathname) ?? [];
      if (action !== undefined) {
        exchange.json(answerEncryption(action, JSON.parse(exchange.body.toString())));
      } else if (pathname === '/api/v1/method.call/sendMessage') {
        const { params } = JSON.parse(JSON.parse(exchange.body.toString()).message) as Call;
        const result = deliver(String(exchange.headers['x-user-id']), params[0]);
        const message = JSON.stringify({ msg: 'result', id: '1', result });
        exchange.json({ success: true, message });
      } else if (pathname === '/api/v1/moderation.inspect') {
        exchange.json({ success: true });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Robin - Rocket.Chat',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    socket(socket) {
      const member: Member = {
        uid: '',
        holds: new Set(),
        send: (message) => socket.send(JSON.stringify(message)),
      };
      members.add(member);
      socket.once('close', () => members.delete(member));
      socket.on('message', (data) => take(socket, member, JSON.parse(String(data)) as Call));
    },
    say(text, conversation = 'labroom0001') {
      deliver('robin', { rid: conversation, msg: text });
    },
  };
}
