import { serveSession } from '../../client/worker-talk.ts';
import { type Encryption, encodeSend } from './wire.ts';

/** Snapchat's messaging worker: sends by grpc-web, hears by a WebSocket. */
const SERVICE = 'https://web.snapchat.com/messagingcoreservice.MessagingCoreService';

serveSession(self as unknown as Parameters<typeof serveSession>[0], async (events, page) => {
  const conversation = page.pathname.split('/')[2] ?? '';
  const encryption = (page.searchParams.get('encryption') ?? 'none') as Encryption;
  const me = crypto.randomUUID();
  const socket = new WebSocket(
    'wss://aws.duplex.snapchat.com/snapchat.gateway.Gateway/WebSocketConnect',
    ['snap-ws-auth', me],
  );
  socket.addEventListener('open', () => events.ready());
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data as string);
    if (message.conversation === conversation && message.sender !== me) events.heard(message.text);
  });
  return {
    async say(text) {
      const answer = await fetch(`${SERVICE}/CreateContentMessage`, {
        method: 'POST',
        headers: {
          'content-type': 'application/grpc-web+proto',
          'x-grpc-web': '1',
          authorization: `Bearer ${me}`,
        },
        body: encodeSend({ conversation, encryption, text }),
      });
      if (!answer.ok) throw new Error(`send answered ${answer.status}`);
    },
  };
});
