import { bindChat } from '../../client/chat.ts';
import { isSealedRoom, open, seal } from './room-key.ts';

/**
 * The same page over http and https. `?transport=` picks how it sends: `fetch` (JSON, deliveries by
 * EventSource), `xhr` (form), or `ws` (JSON frames both ways). `?busy=1`: the page shows hundreds of other lines a second.
 */
const query = new URLSearchParams(location.search);
const transport = query.get('transport') ?? 'fetch';
const room = query.get('room') ?? 'lobby';
const me = query.get('me') ?? crypto.getRandomValues(new Uint32Array(1)).join('');

interface Line {
  room: string;
  from: string;
  message: string;
}

function sendByForm(line: Line): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/send-form');
    request.onload = () => (request.status === 200 ? resolve() : reject(new Error('not sent')));
    request.onerror = () => reject(new Error('not sent'));
    request.send(new URLSearchParams({ ...line }));
  });
}

const socket =
  transport === 'ws'
    ? new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`)
    : undefined;

const chat = bindChat({
  composer: 'textarea[name=message]',
  button: 'button[name=send]',
  async send(text) {
    const line: Line = { room, from: me, message: isSealedRoom(room) ? seal(text) : text };
    if (socket !== undefined) {
      socket.send(JSON.stringify({ type: 'say', ...line }));
      return;
    }
    if (transport === 'xhr') {
      await sendByForm(line);
      return;
    }
    const answer = await fetch('/api/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(line),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

function take(event: MessageEvent<string>): void {
  const line = JSON.parse(event.data) as Line;
  if (line.room !== room || line.from === me) return;
  chat.show(isSealedRoom(room) ? open(line.message) : line.message, 'in');
}

const source: EventTarget = socket ?? new EventSource('/api/events');
source.addEventListener('open', () => chat.ready());
source.addEventListener('message', (event) => take(event as MessageEvent<string>));

/** Prices, scores, a feed: lines that come and go and that no payload brought. */
function keepBusy(): void {
  const board = document.createElement('div');
  document.body.prepend(board);
  board.style.height = '40px';
  board.style.overflow = 'hidden';
  let count = 0;
  setInterval(() => {
    for (let line = 0; line < 10; line += 1) {
      count += 1;
      const row = document.createElement('p');
      row.textContent = `the board says that number ${count} is ${Math.random()} today`;
      board.prepend(row);
    }
    while (board.childElementCount > 200) board.lastElementChild?.remove();
  }, 20);
}
if (query.get('busy') === '1') keepBusy();
