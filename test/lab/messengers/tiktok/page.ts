import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { decodeDelivery, decodeFrame, encodeSend } from './wire.ts';

const query = new URLSearchParams(location.search);
const conversation = query.get('u') ?? '0:1:6800000000000000001:6800000000000000002';
const me = query.get('me') ?? `user${Math.floor(Math.random() * 1e9)}`;
const device = String(7300000000000000 + Math.floor(Math.random() * 1e9));

const chat = bindChat({
  composer: '[data-e2e=message-input-area] [contenteditable]',
  button: '[data-e2e=message-send]',
  async send(text) {
    const parameters = new URLSearchParams({
      aid: '1988',
      app_name: 'tiktok_web',
      device_platform: 'web_pc',
      msToken: crypto.randomUUID().replaceAll('-', ''),
      'X-Bogus': crypto.randomUUID().slice(0, 28),
    });
    const body = encodeSend(
      { conversation, sender: me, text: dress(text) },
      device,
      crypto.randomUUID(),
    );
    const answer = await fetch(`https://im-api.tiktok.com/v1/message/send?${parameters}`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/x-protobuf', accept: 'application/x-protobuf' },
      body: body as Uint8Array<ArrayBuffer>,
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const plain = stream.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

const socket = new WebSocket(
  `wss://im-ws.tiktok.com/ws/v2?aid=1988&service=33554513&method=2&device_id=${device}`,
  'pbbp2',
);
socket.binaryType = 'arraybuffer';
socket.addEventListener('open', () => chat.ready());
socket.addEventListener('message', async (event) => {
  const message = decodeDelivery(await gunzip(decodeFrame(new Uint8Array(event.data))));
  if (message.conversation === conversation && message.sender !== me) chat.show(message.text, 'in');
});
