import type { Session, SessionEvents } from '../../client/worker-talk.ts';
import { AUTH_KEY } from './auth-key.ts';
import { decodeShort, encodeSend } from './calls.ts';
import { obfuscate } from './obfuscation.ts';
import { FROM_CLIENT, FROM_SERVER, openPacket, sealPacket } from './packets.ts';
import { frame, unframe } from './transports.ts';

/** Opens a connection to a data centre. @param marker the transport's. */
export async function openTelegram(
  events: SessionEvents,
  options: { url: string; marker: number; user: number },
): Promise<Session> {
  const { marker, user } = options;
  const authSession = crypto.getRandomValues(new Uint8Array(8));
  const socket = new WebSocket(options.url, 'binary');
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const { header, obfuscation } = obfuscate(marker);
  socket.send(header);

  async function take(bytes: Uint8Array): Promise<void> {
    const packet = unframe(marker, obfuscation.open(bytes));
    const body = await openPacket(AUTH_KEY, packet, FROM_SERVER);
    const message = decodeShort(body);
    if (message === undefined) events.ready();
    else if (message.user === user) events.heard(message.text);
  }
  socket.addEventListener('message', ({ data }) => {
    take(new Uint8Array(data as ArrayBuffer)).catch(events.failed);
  });
  return {
    async say(text) {
      const body = encodeSend({ user, text });
      const packet = await sealPacket(AUTH_KEY, authSession, body, FROM_CLIENT);
      socket.send(obfuscation.seal(frame(marker, packet)));
    },
  };
}

/** The user on the other side: `#<number>` of the page's address. */
export function userOf(page: URL): number {
  return Number(page.hash.slice(1)) || 1001;
}
