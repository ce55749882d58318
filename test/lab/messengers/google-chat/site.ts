import type { AnyResponse } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { decodeTopic, encodeTopic, type Topic, topicOfArray } from './wire.ts';

const BODY = chatBody({
  heading: 'Google Chat',
  conversations: [
    { href: '/u/0/dm/AAAAlab0001', label: 'Robin' },
    { href: '/u/0/dm/AAAAlab0002', label: 'Sam' },
  ],
  composer: '<div contenteditable="true" role="textbox" aria-label="History is on"></div>',
  send: '<button type="button" aria-label="Send message">Send</button>',
});

/** Google Chat: readable by the service. */
export function googleChat(): Site {
  const streams = new Set<AnyResponse>();
  let events = 0;

  function push(content: ['noop'] | [{ data: string }]): void {
    events += 1;
    const chunk = JSON.stringify([[events, content]]);
    for (const stream of streams) {
      // Both response kinds have the method; TypeScript can't call a union of overloads.
      (stream.write as (data: string) => boolean)(`${chunk.length}\n${chunk}`);
    }
  }

  function deliver(topic: Topic): void {
    push([{ data: Buffer.from(encodeTopic(topic)).toString('base64') }]);
  }

  return {
    id: 'google-chat',
    hosts: [{ host: 'chat.google.com', schemes: ['https'] }],
    async handle(exchange) {
      const { pathname, searchParams } = exchange.url;
      if (pathname === '/u/0/api/create_topic') {
        const asArrays = searchParams.get('rt') === 'j';
        const topic = asArrays
          ? topicOfArray(JSON.parse(exchange.body.toString()))
          : decodeTopic(exchange.body);
        deliver(topic);
        exchange.reply(200, { 'content-type': 'application/json' }, ")]}'\n[]");
      } else if (pathname === '/u/0/webchannel/events') {
        const { response } = exchange;
        response.setHeader('content-type', 'text/plain; charset=utf-8');
        streams.add(response);
        response.once('close', () => streams.delete(response));
        push(['noop']);
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Robin - Chat',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    say(text, conversation = 'AAAAlab0001') {
      deliver({ group: conversation, localId: 'robin.1', text });
    },
  };
}
