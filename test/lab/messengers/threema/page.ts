import { bindChat } from '../../client/chat.ts';
import { me } from '../../client/visitor.ts';
import {
  type AppMessage,
  BROWSER,
  PHONE,
  pairing,
  readOpen,
  SERVER,
  Sealer,
  unseal,
} from './salty.ts';

/** Threema Web with an iPhone: boxes for the phone, relayed by the signalling socket. */
const contact = location.hash.split('/')[4] ?? 'ECHOECHO';
const own = pairing.browser;
const phone = { own, theirs: pairing.phone.publicKey, source: BROWSER, destination: PHONE };
const toPhone = new Sealer(phone);

const chat = bindChat({
  composer: '#composeDiv',
  button: '.send-trigger',
  async send(text) {
    const args = { id: contact, temporaryId: me };
    const message: AppMessage = { type: 'request', subType: 'textMessage', args, data: { text } };
    socket.send(toPhone.seal(message));
  },
});

const path = Array.from(own.publicKey, (byte) => byte.toString(16).padStart(2, '0')).join('');
const socket = new WebSocket(`wss://saltyrtc-51.threema.ch/${path}`, 'v1.saltyrtc.org');
socket.binaryType = 'arraybuffer';

/** The server says its key in the clear; the browser answers with its own, and proves that it has it. */
function greet(hello: Uint8Array): void {
  const { key } = readOpen(hello) as { key: Uint8Array };
  const server = { own, theirs: key, source: 0, destination: SERVER };
  const toServer = new Sealer(server);
  socket.send(toServer.open({ type: 'client-hello', key: own.publicKey }));
  const proof = { type: 'client-auth', your_cookie: hello.subarray(0, 16), ping_interval: 30 };
  socket.send(toServer.seal(proof));
}

let greeted = false;
socket.addEventListener('message', ({ data }) => {
  const bytes = new Uint8Array(data as ArrayBuffer);
  if (!greeted) {
    greeted = true;
    greet(bytes);
    return;
  }
  const [from = SERVER] = bytes.subarray(16, 17);
  if (from === SERVER) {
    chat.ready();
    return;
  }
  const { args, data: content } = unseal(bytes, phone) as AppMessage;
  if (args.id === contact && args.temporaryId !== me) chat.show(content.text, 'in');
});
