import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { me } from '../../client/visitor.ts';

/** LinkedIn: JSON sent as text/plain, an event stream in. */
const thread = location.pathname.split('/')[3] ?? '2-bGFi';
const mailbox = `urn:li:fsd_profile:ACoAA${me}`;
const conversationUrn = `urn:li:msg_conversation:(${mailbox},${thread})`;

/** Sixteen random bytes, written one character a byte, as the real client does. */
function trackingId(): string {
  return String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)));
}

interface Decorated {
  body: { text: string };
  backendConversationUrn: string;
  sender: { entityUrn: string };
}

const chat = bindChat({
  composer: '.msg-form__contenteditable',
  button: '.msg-form__send-button',
  async send(text) {
    const answer = await fetch(
      '/voyager/api/voyagerMessagingDashMessengerMessages?action=createMessage',
      {
        method: 'POST',
        headers: {
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'application/json',
          'csrf-token': `ajax:${me}`,
          'x-restli-protocol-version': '2.0.0',
        },
        body: JSON.stringify({
          message: {
            body: { attributes: [], text: dress(text) },
            renderContentUnions: [],
            conversationUrn,
            originToken: crypto.randomUUID(),
          },
          mailboxUrn: mailbox,
          trackingId: trackingId(),
          dedupeByClientGeneratedToken: false,
        }),
      },
    );
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

const source = new EventSource('/realtime/connect?rc=1');
source.addEventListener('open', () => chat.ready());
source.addEventListener('message', ({ data }) => {
  const { payload } = JSON.parse(data)['com.linkedin.realtimefrontend.DecoratedEvent'] ?? {};
  if (payload === undefined) return;
  const said: Decorated = payload.data.doDecorateMessageMessengerRealtimeDecoration.result;
  if (!said.backendConversationUrn.endsWith(thread) || said.sender.entityUrn === mailbox) return;
  chat.show(said.body.text, 'in');
});
