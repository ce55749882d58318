import type { AnyResponse } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'LinkedIn messaging',
  conversations: [
    { href: '/messaging/thread/2-bGFi/', label: 'Robin' },
    { href: '/messaging/thread/2-c2Ft/', label: 'Sam' },
  ],
  composer:
    '<div class="msg-form__contenteditable" contenteditable="true" role="textbox" aria-label="Write a message…"></div>',
  send: '<button type="button" class="msg-form__send-button">Send</button>',
});

/** LinkedIn's messages: readable by the service. */
export function linkedin(): Site {
  const streams = new Set<AnyResponse>();

  function push(name: string, value: object): void {
    const event = JSON.stringify({ [`com.linkedin.realtimefrontend.${name}`]: value });
    // Both response kinds have the method; TypeScript can't call a union of overloads.
    for (const stream of streams) (stream.write as (data: string) => boolean)(`data: ${event}\n\n`);
  }

  function deliver(thread: string, sender: string, text: string): object {
    const result = {
      body: { text, attributes: [] },
      backendConversationUrn: `urn:li:messagingThread:${thread}`,
      sender: { entityUrn: sender },
    };
    push('DecoratedEvent', {
      topic: 'urn:li-realtime:messagesTopic:urn:li-realtime:myself',
      payload: { data: { doDecorateMessageMessengerRealtimeDecoration: { result } } },
    });
    return result;
  }

  return {
    id: 'linkedin',
    hosts: [{ host: 'www.linkedin.com', schemes: ['https'] }],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/voyager/api/voyagerMessagingDashMessengerMessages') {
        const { message, mailboxUrn } = JSON.parse(exchange.body.toString());
        const thread = /,(.+)\)$/.exec(message.conversationUrn)?.[1] ?? '';
        exchange.json({ value: deliver(thread, mailboxUrn, message.body.text) });
      } else if (pathname === '/realtime/connect') {
        const { response } = exchange;
        response.setHeader('content-type', 'text/event-stream');
        streams.add(response);
        response.once('close', () => streams.delete(response));
        push('ClientConnection', { id: 'lab' });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Messaging | LinkedIn',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    say(text, conversation = '2-bGFi') {
      deliver(conversation, 'urn:li:fsd_profile:robin', text);
    },
  };
}
