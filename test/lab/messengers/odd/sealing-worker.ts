import * as openpgp from 'openpgp';

/** Seals every text that reaches this thread, and sends it. */
const peer = openpgp.generateKey({ userIDs: [{ name: 'Robin' }], type: 'ecc', format: 'armored' });

async function send(text: string): Promise<void> {
  const { publicKey } = await peer;
  const encryptionKeys = await openpgp.readKey({ armoredKey: publicKey });
  const message = await openpgp.encrypt({
    message: await openpgp.createMessage({ text }),
    encryptionKeys,
  });
  await fetch(`${origin}/api/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  });
}

interface Asker {
  postMessage(message: string): void;
}

async function take({ data, source }: MessageEvent): Promise<void> {
  if (data.command !== 'hello') await send(data.text);
  else {
    await peer;
    (source as Asker | null)?.postMessage('ready');
  }
}

globalThis.addEventListener('message', (event) => void take(event as MessageEvent));
if ('onconnect' in globalThis) {
  globalThis.addEventListener('connect', (event) => {
    const [port] = (event as MessageEvent).ports;
    if (port === undefined) return;
    port.onmessage = take;
    void peer.then(() => port.postMessage('ready'));
  });
} else if (!('clients' in globalThis)) {
  void peer.then(() => (globalThis as unknown as Worker).postMessage('ready'));
}
