import { pack, unpack } from 'etf.js';
import { Unzlib } from 'fflate';
import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';

/** Discord: JSON REST out; gateway in, JSON or, with `?encoding=etf`, ETF under one shared zlib context. */
const channel = location.pathname.split('/')[3] ?? '900000000000000001';
const query = new URLSearchParams(location.search);
const me = query.get('me') ?? String(crypto.getRandomValues(new Uint32Array(1))[0]);
const headers = { 'content-type': 'application/json', authorization: `lab.${me}` };
const isEtf = query.get('encoding') === 'etf';
let lastTyping = 0;

interface Dispatch {
  op: number;
  t?: string;
  d?: { channel_id: string; content: string; author: { id: string } };
}

const chat = bindChat({
  composer: '[data-slate-editor]',
  typing() {
    if (Date.now() - lastTyping < 8000) return;
    lastTyping = Date.now();
    void fetch(`/api/v9/channels/${channel}/typing`, { method: 'POST', headers });
  },
  async send(text) {
    const answer = await fetch(`/api/v9/channels/${channel}/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        mobile_network_type: 'unknown',
        content: dress(text),
        nonce: String(BigInt(Date.now()) << 22n),
        tts: false,
        flags: 0,
      }),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

function take(message: Dispatch): void {
  if (message.op === 10) {
    const identify = { op: 2, d: { token: `lab.${me}`, compress: false } };
    socket.send(isEtf ? Uint8Array.from(pack(identify)) : JSON.stringify(identify));
  } else if (message.t === 'READY') chat.ready();
  else if (message.t === 'MESSAGE_CREATE' && message.d?.channel_id === channel) {
    if (message.d.author.id !== me) chat.show(message.d.content, 'in');
  }
}

let parts: Uint8Array[] = [];
const inflate = new Unzlib((chunk) => parts.push(chunk));

/** What the parts of one message hold together. */
async function decode(inflated: Uint8Array[]): Promise<Dispatch> {
  const whole = new Blob(inflated as Uint8Array<ArrayBuffer>[]);
  if (!isEtf) return JSON.parse(await whole.text());
  return unpack(new Uint8Array(await whole.arrayBuffer())) as Dispatch;
}

const socket = new WebSocket(
  `wss://gateway.discord.gg/?encoding=${isEtf ? 'etf' : 'json'}&v=9&compress=zlib-stream`,
);
socket.binaryType = 'arraybuffer';
socket.addEventListener('message', ({ data }) => {
  inflate.push(new Uint8Array(data as ArrayBuffer));
  const inflated = parts;
  parts = [];
  decode(inflated).then(take).catch(chat.fail);
});
