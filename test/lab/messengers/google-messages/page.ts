import { bindChat } from '../../client/chat.ts';
import { me } from '../../client/visitor.ts';
import { openFromRelay, sealForRelay } from './relay.ts';
import { decodeMessage, encodeMessage, encodeSend, type Pulled, sealedOfPulled } from './wire.ts';

/** Google Messages for the web: commands to the paired phone, sealed on the page. */
const conversation = location.pathname.split('/')[3] ?? '42';
const service =
  'https://instantmessaging-pa.googleapis.com/$rpc/google.internal.communications.instantmessaging.v1.Messaging';

async function call(method: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${service}/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json+protobuf',
      'x-user-agent': 'grpc-web-javascript/0.1',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}`);
  return answer.json();
}

const chat = bindChat({
  composer: '[data-e2e-message-input-box]',
  button: '[data-e2e-send-text-button]',
  async send(text) {
    const sealed = await sealForRelay(encodeMessage({ conversation, sender: me, text }));
    await call('SendMessage', encodeSend(sealed, `session-${me}`));
  },
});

async function follow(): Promise<void> {
  let since = -1;
  for (;;) {
    const pulled = (await call('PullMessages', [[me], since])) as [Pulled, number];
    if (since < 0) chat.ready();
    since = pulled[1];
    for (const sealed of sealedOfPulled(pulled[0])) {
      const message = decodeMessage(await openFromRelay(sealed));
      if (message.conversation === conversation && message.sender !== me) {
        chat.show(message.text, 'in');
      }
    }
  }
}

follow().catch((error: unknown) => chat.fail(error));
