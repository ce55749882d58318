import { expect, it } from 'vitest';
import { accept, type Connection, connect, Frames } from './connection.ts';

const header = Uint8Array.of(0x57, 0x41, 6, 3);
const utf8 = new TextEncoder();

/** A client and a server joined in memory, with everything that crossed. */
async function pair(toClient: (text: string) => void, toServer: (text: string) => void) {
  const [clientIn, serverIn] = [new Frames(), new Frames(header.length)];
  const sent: Uint8Array[] = [];
  const failed = (error: unknown) => {
    throw error;
  };
  const read = (take: (text: string) => void) => (plain: Uint8Array) =>
    take(new TextDecoder().decode(plain));
  const [client, server] = await Promise.all([
    connect({
      header,
      payload: utf8.encode('client'),
      incoming: clientIn,
      write(bytes) {
        sent.push(bytes);
        // In two parts: a socket keeps no borders that matter here.
        serverIn.push(bytes.subarray(0, 5));
        serverIn.push(bytes.subarray(5));
      },
      received: read(toClient),
      failed,
    }),
    accept({
      header,
      payload: utf8.encode('certificate'),
      incoming: serverIn,
      write: (bytes) => clientIn.push(bytes),
      received: read(toServer),
      failed,
    }),
  ]);
  return { client, server, sent };
}

it('opens as the real client does, and carries messages both ways', async () => {
  let done: (() => void) | undefined;
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const heard: string[] = [];
  let server: Connection | undefined;
  const joined = await pair(
    (text) => {
      heard.push(text);
      done?.();
    },
    (text) => {
      heard.push(text);
      if (heard.length === 2) server?.send(utf8.encode('answer'));
    },
  );
  ({ server } = joined);
  joined.client.send(utf8.encode('one'));
  joined.client.send(utf8.encode('two'));
  await finished;
  expect(heard).toEqual(['one', 'two', 'answer']);
  const [first = new Uint8Array(0), , third] = joined.sent;
  expect(Buffer.from(first.subarray(0, 11)).toString('hex')).toBe('5741060300002412220a20');
  expect(first.length).toBe(4 + 3 + 36);
  // Length, then the text and the tag of AES-GCM.
  expect(third?.length).toBe(3 + 3 + 16);
  expect(Buffer.from(third ?? []).includes('one')).toBe(false);
});
