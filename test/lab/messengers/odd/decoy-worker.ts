/** Sends every text that reaches this thread on, over its own socket. */
type Told = {
  text?: string;
  command?: string;
  memory?: Uint8Array;
  length?: number;
  readable?: ReadableStream<string>;
};

const shared = 'onconnect' in globalThis;
// A worker from a blob has no host of its own.
const socket = new WebSocket(`${origin.replace('https', 'wss')}/socket`);
const waiting: string[] = [];
let memory: Uint8Array | undefined;
let draft = '';

function sendOn(text: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ leaked: text }));
  else waiting.push(text);
}
socket.onopen = () => {
  for (const text of waiting) sendOn(text);
};

async function readAll(stream: ReadableStream<string>): Promise<void> {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) sendOn(part.value);
}

function listen(port: MessagePort): void {
  port.onmessage = take;
  port.postMessage('listening');
}

async function take({ data, ports }: MessageEvent): Promise<void> {
  const told = data as Told;
  if (typeof data === 'string') sendOn(data);
  else if (data instanceof Map) draft = String(data.get('draft')?.text);
  else if (data instanceof Blob) draft = await data.text();
  else if (told.text !== undefined) sendOn(told.text);
  else if (told.command === 'listen' && ports[0]) listen(ports[0]);
  else if (told.command === 'send') sendOn(draft);
  else if (told.command === 'memory') memory = told.memory;
  else if (told.command === 'memory-filled') {
    sendOn(new TextDecoder().decode(memory?.slice(0, told.length)));
  } else if (told.readable) void readAll(told.readable);
}

const given = new URL(location.href).searchParams.get('text');
if (given !== null) sendOn(given);
if (shared) {
  globalThis.addEventListener('connect', (event) => {
    const port = (event as MessageEvent).ports[0];
    if (port) port.onmessage = take;
  });
} else globalThis.addEventListener('message', (event) => void take(event as MessageEvent));
