import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { me } from '../../client/visitor.ts';

/** Reddit chat: Matrix without encryption, its requests made by XMLHttpRequest. */
const room = decodeURIComponent(location.pathname.split('/')[2] ?? '!lab1:reddit.com');
const server = 'https://matrix.redditspace.com/_matrix/client/v3';
const user = `@t2_${me}:reddit.com`;

interface Sync {
  next_batch: string;
  rooms: {
    join: Record<
      string,
      { timeline: { events: { sender: string; content: { body: string } }[] } } | undefined
    >;
  };
}

function call(method: string, path: string, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, `${server}/${path}`);
    request.setRequestHeader('authorization', `Bearer ${user}`);
    request.setRequestHeader('content-type', 'application/json');
    request.onload = () =>
      request.status === 200
        ? resolve(request.responseText)
        : reject(new Error(`${path} answered ${request.status}`));
    request.onerror = () => reject(new Error(`${path} failed`));
    request.send(body === undefined ? null : JSON.stringify(body));
  });
}

const chat = bindChat({
  composer: 'textarea[name=message]',
  button: '[aria-label="Send message"]',
  async send(text) {
    const path = `rooms/${encodeURIComponent(room)}/send/m.room.message/m${Date.now()}.1`;
    await call('PUT', path, { msgtype: 'm.text', body: dress(text) });
  },
});

async function follow(): Promise<void> {
  let since = '';
  for (;;) {
    const answer = JSON.parse(await call('GET', `sync?timeout=20000&since=${since}`)) as Sync;
    if (since === '') chat.ready();
    since = answer.next_batch;
    for (const { sender, content } of answer.rooms.join[room]?.timeline.events ?? []) {
      if (sender !== user) chat.show(content.body, 'in');
    }
  }
}

follow().catch((error: unknown) => chat.fail(error));
