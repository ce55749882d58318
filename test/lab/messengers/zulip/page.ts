import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { me } from '../../client/visitor.ts';

/** Zulip: a form by XMLHttpRequest out, long polling in. */
const recipient = /#narrow\/dm\/(\d+)/.exec(location.hash)?.[1] ?? '9';

interface Events {
  events: {
    id: number;
    type: string;
    message?: { content: string; sender_id: string; to: string };
  }[];
  last_event_id: number;
}

function post(path: string, fields: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('x-csrftoken', `lab-${me}`);
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded; charset=UTF-8');
    request.onload = () =>
      request.status === 200
        ? resolve(request.responseText)
        : reject(new Error(`${path} answered ${request.status}`));
    request.onerror = () => reject(new Error(`${path} failed`));
    request.send(new URLSearchParams(fields).toString());
  });
}

let queue = '';

const chat = bindChat({
  composer: '#compose-textarea',
  button: '#compose-send-button',
  async send(text) {
    await post('/json/messages', {
      type: 'direct',
      content: dress(text),
      sender_id: me,
      queue_id: queue,
      to: `[${recipient}]`,
      local_id: `${Date.now() / 1000}`,
    });
  },
});

function wordsOf(html: string): string {
  return html.replace(/^<p>|<\/p>$/g, '');
}

async function follow(): Promise<void> {
  const registered = JSON.parse(await post('/json/register', { event_types: '["message"]' }));
  queue = registered.queue_id;
  let last: number = registered.last_event_id;
  chat.ready();
  for (;;) {
    const query = new URLSearchParams({ queue_id: queue, last_event_id: String(last) });
    const answer = await fetch(`/json/events?${query}`);
    const { events } = (await answer.json()) as Events;
    for (const { id, message } of events) {
      last = id;
      if (message === undefined || message.to !== recipient || message.sender_id === me) continue;
      chat.show(wordsOf(message.content), 'in');
    }
  }
}

follow().catch((error: unknown) => chat.fail(error));
