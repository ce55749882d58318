import { eventLog } from '../../server/event-log.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Zulip',
  conversations: [
    { href: '/#narrow/dm/9-Robin', label: 'Robin' },
    { href: '/#narrow/dm/10-Sam', label: 'Sam' },
  ],
  composer: '<textarea id="compose-textarea" rows="1" placeholder="Message Robin"></textarea>',
  send: '<button type="button" id="compose-send-button">Send</button>',
});

/** Zulip's direct messages: readable by the server. */
export function zulip(): Site {
  const log = eventLog<object>();

  function deliver(to: string, sender_id: string, text: string): number {
    const id = log.count() + 1;
    const message = { id, sender_id, to, type: 'private', content: `<p>${text}</p>` };
    log.add({ id, type: 'message', message, flags: [] });
    return id;
  }

  return {
    id: 'zulip',
    hosts: [{ host: 'lab.zulipchat.com', schemes: ['https'] }],
    async handle(exchange) {
      const { pathname, searchParams } = exchange.url;
      if (pathname === '/json/messages') {
        const form = new URLSearchParams(exchange.body.toString());
        const [to] = JSON.parse(form.get('to') ?? '[]');
        const id = deliver(String(to), form.get('sender_id') ?? '', form.get('content') ?? '');
        exchange.json({ result: 'success', msg: '', id });
      } else if (pathname === '/json/register') {
        const last_event_id = log.count();
        exchange.json({ result: 'success', msg: '', queue_id: 'lab:1', last_event_id });
      } else if (pathname === '/json/events') {
        const events = await log.after(Number(searchParams.get('last_event_id')), 20_000);
        exchange.json({ result: 'success', msg: '', events, queue_id: 'lab:1' });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Robin - Lab - Zulip',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
        });
      }
    },
    say(text, conversation = '9') {
      deliver(conversation, 'robin', text);
    },
  };
}
