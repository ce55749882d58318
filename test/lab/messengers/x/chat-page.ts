import { toBase64 } from '../../client/base64.ts';
import { bindChat } from '../../client/chat.ts';
import { call, enrol } from './conversation-keys.ts';
import {
  type CreateEvent,
  decodeContents,
  decodeEvent,
  encodeContents,
  encodeCreate,
} from './events.ts';

/** XChat. `?enrolled=1`: both sides have set up encryption; otherwise contents are readable Thrift. */
const query = new URLSearchParams(location.search);
const conversation = location.pathname.split('/')[3] ?? '1001-1002';
const me = query.get('me') ?? String(crypto.getRandomValues(new Uint32Array(1))[0]);
const enrolled =
  query.get('enrolled') === '1' ? enrol(conversation, me) : Promise.resolve(undefined);
const signing = crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);

async function sign(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const { privateKey } = await signing;
  return toBase64(new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes)));
}

const chat = bindChat({
  composer: '[data-testid=dm-composer-textarea]',
  button: '[data-testid=dm-composer-send-button]',
  async send(text) {
    const plain: CreateEvent = { contents: encodeContents(text) };
    const keys = await enrolled;
    const event = encodeCreate(keys === undefined ? plain : await keys.seal(plain.contents));
    await call('SendMessageMutation', {
      conversation_id: conversation,
      message_id: crypto.randomUUID(),
      conversation_token: crypto.randomUUID().replaceAll('-', ''),
      encoded_message_create_event: toBase64(event),
      encoded_message_event_signature: await sign(event),
      sender_id: me,
    });
  },
});

async function textOf(create: CreateEvent): Promise<string> {
  if (create.keyVersion === undefined) return decodeContents(create.contents);
  const keys = await enrolled;
  if (keys === undefined) return 'This message is encrypted.';
  return decodeContents(await keys.open(create.contents, create.keyVersion));
}

const socket = new WebSocket('wss://chat-ws.x.com/ws');
socket.binaryType = 'arraybuffer';
socket.addEventListener('open', () => void enrolled.then(() => chat.ready()));
socket.addEventListener('message', async ({ data }) => {
  try {
    const event = decodeEvent(new Uint8Array(data as ArrayBuffer));
    if (event.conversation === conversation && event.sender !== me) {
      chat.show(await textOf(event.create), 'in');
    }
  } catch (error) {
    chat.fail(error);
  }
});
