import { dress } from '../../client/sealing.ts';
import type { Session, SessionEvents } from '../../client/worker-talk.ts';
import { encodeEstablish } from '../instagram/gateway-frame.ts';
import { decodeInsert, encodeSend, STREAM } from './tasks.ts';

/** A readable chat: gateway frames over a socket that the page itself opens. */
export async function openPlain(events: SessionEvents, thread: string): Promise<Session> {
  const socket = new WebSocket(
    'wss://gateway.facebook.com/ws/lightspeed?x-dgw-appid=2220391788200892&x-dgw-version=5',
  );
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.send(encodeEstablish(STREAM));
  socket.addEventListener('message', ({ data }) => {
    const message = decodeInsert(new Uint8Array(data as ArrayBuffer));
    if (message?.thread === thread) events.heard(message.text);
  });
  events.ready();
  return {
    async say(text) {
      socket.send(encodeSend({ thread, text: dress(text) }));
    },
  };
}
