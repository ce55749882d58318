import { eventLog } from '../../server/event-log.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { openFromRelay, sealForRelay } from './relay.ts';
import { decodeMessage, encodeMessage, encodePulled, sealedOfSend } from './wire.ts';

const BODY = chatBody({
  heading: 'Google Messages',
  conversations: [
    { href: '/web/conversations/42', label: 'Robin' },
    { href: '/web/conversations/43', label: 'Sam' },
  ],
  composer: '<textarea data-e2e-message-input-box rows="1" placeholder="Text message"></textarea>',
  send: '<button type="button" data-e2e-send-text-button aria-label="Send SMS message">Send</button>',
});

/** Google Messages: the server passes on; the phone, which is the lab's too, opens and answers. */
export function googleMessages(): Site {
  const log = eventLog<Uint8Array>();

  /** The phone: opens the command and tells every paired page of the new message. */
  async function phone(sealed: Uint8Array): Promise<void> {
    const message = decodeMessage(await openFromRelay(sealed));
    log.add(await sealForRelay(encodeMessage(message)));
  }

  return {
    id: 'google-messages',
    hosts: [
      { host: 'messages.google.com', schemes: ['https'] },
      { host: 'instantmessaging-pa.googleapis.com', schemes: ['https'], cors: true },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname.endsWith('Messaging/SendMessage')) {
        await phone(sealedOfSend(JSON.parse(exchange.body.toString())));
        exchange.json([]);
      } else if (pathname.endsWith('Messaging/PullMessages')) {
        const [, asked] = JSON.parse(exchange.body.toString());
        const since = asked < 0 ? log.count() : asked;
        const events = asked < 0 ? [] : await log.after(since, 20_000);
        exchange.json([encodePulled(events), since + events.length]);
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Messages for web',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['https://instantmessaging-pa.googleapis.com'],
          directives: ["require-trusted-types-for 'script'"],
        });
      }
    },
    async say(text, conversation = '42') {
      log.add(await sealForRelay(encodeMessage({ conversation, sender: 'robin', text })));
    },
  };
}
