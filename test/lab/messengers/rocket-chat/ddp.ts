/** A small client of Meteor's DDP: `connect`, `method`, `sub`, and what comes back. */

export interface RoomMessage {
  rid: string;
  msg: string;
  u: { _id: string };
  t?: 'e2e';
  content?: unknown;
}

export interface DdpEvents {
  /** The person is logged in: subscriptions and methods may follow. */
  loggedIn(): void;
  message(message: RoomMessage): void;
  /** Anything that the server tells this person only, by the event's name. */
  notice(name: string, value: unknown): void;
}

interface Incoming {
  msg: string;
  id?: string;
  collection?: string;
  fields?: { eventName: string; args: unknown[] };
}

export interface Ddp {
  method(name: string, ...params: unknown[]): void;
  subscribe(name: string, ...params: unknown[]): void;
}

/** Connects and logs in. @param resume the person's login token. */
export function openDdp(resume: string, events: DdpEvents): Ddp {
  let last = 0;
  const socket = new WebSocket(`wss://${location.host}/websocket`);
  const send = (message: object): void => socket.send(JSON.stringify(message));
  socket.addEventListener('open', () => send({ msg: 'connect', version: '1', support: ['1'] }));
  socket.addEventListener('message', ({ data }) => {
    const { msg, id, collection, fields } = JSON.parse(data as string) as Incoming;
    if (msg === 'connected') client.method('login', { resume });
    if (msg === 'result' && id === '1') events.loggedIn();
    if (msg === 'ping') send({ msg: 'pong' });
    if (collection === 'stream-room-messages') events.message(fields?.args[0] as RoomMessage);
    if (collection === 'stream-notify-user') {
      events.notice(fields?.eventName ?? '', fields?.args[0]);
    }
  });
  const nextId = (): string => {
    last += 1;
    return String(last);
  };
  const client: Ddp = {
    method: (method, ...params) => send({ msg: 'method', id: nextId(), method, params }),
    subscribe: (name, ...params) => send({ msg: 'sub', id: nextId(), name, params }),
  };
  return client;
}
