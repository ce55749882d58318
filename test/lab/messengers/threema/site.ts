import nacl from 'tweetnacl';
import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import {
  type AppMessage,
  BROWSER,
  destinationOf,
  PHONE,
  pairing,
  SERVER,
  Sealer,
  unseal,
} from './salty.ts';

const BODY = chatBody({
  heading: 'Threema Web',
  conversations: [
    { href: '/#!/messenger/conversation/contact/ECHOECHO', label: 'Robin' },
    { href: '/#!/messenger/conversation/contact/LABLABLA', label: 'Sam' },
  ],
  composer: '<div id="composeDiv" contenteditable="true" role="textbox"></div>',
  send: '<button type="button" class="send-trigger">Send</button>',
});

/** Threema Web: the server relays; the phone, which is the lab's too, opens and tells all its browsers. */
export function threema(): Site {
  const browsers = new Map<WebSocket, Sealer>();
  const own = pairing.phone;
  const theirs = pairing.browser.publicKey;
  const serverKeys = nacl.box.keyPair();

  /** What the phone sends to every browser that is connected to it. */
  function tell(args: AppMessage['args'], text: string): void {
    const message: AppMessage = { type: 'update', subType: 'messages', args, data: { text } };
    for (const [socket, sealer] of browsers) socket.send(sealer.seal(message));
  }

  return {
    id: 'threema',
    hosts: [
      { host: 'web.threema.ch', schemes: ['https'] },
      { host: 'saltyrtc-51.threema.ch', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (await serveCommon(exchange)) return;
      servePage(exchange, {
        title: 'Threema Web',
        body: BODY,
        script: new URL('page.ts', import.meta.url),
        connect: ['wss://*.threema.ch'],
      });
    },
    socket(socket, { host }) {
      if (host === 'web.threema.ch') return;
      const server = { own: serverKeys, theirs, source: SERVER, destination: BROWSER };
      const toBrowser = new Sealer(server);
      socket.send(toBrowser.open({ type: 'server-hello', key: serverKeys.publicKey }));
      let greetings = 0;
      socket.on('message', (data) => {
        const bytes = new Uint8Array(data as Buffer);
        if (destinationOf(bytes) === PHONE) {
          const { args, data: content } = unseal(bytes, { own, theirs }) as AppMessage;
          tell(args, content.text);
          return;
        }
        greetings += 1;
        // The first is the browser's key in the clear, the second the proof that it has it.
        if (greetings < 2) return;
        unseal(bytes, { own: serverKeys, theirs });
        const phone = { own, theirs, source: PHONE, destination: BROWSER };
        browsers.set(socket, new Sealer(phone));
        socket.send(toBrowser.seal({ type: 'server-auth', responders: [PHONE] }));
      });
      socket.once('close', () => browsers.delete(socket));
    },
    say(text, conversation = 'ECHOECHO') {
      tell({ id: conversation }, text);
    },
  };
}
