import { type Case, type CaseTools, pattern } from './case.ts';

const text = 'a short text, with ünïcödé and 🙂';

function address(command: string): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket?${command}`;
}

/** Opens a socket, runs `act` on opening, and tells what arrived until it closed. */
function converse(
  { note }: CaseTools,
  command: string,
  act: (socket: WebSocket) => void,
  Kind: typeof WebSocket = WebSocket,
): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = new Kind(address(command));
    socket.binaryType = 'arraybuffer';
    const arrived: unknown[] = [];
    socket.onopen = () => {
      note('open');
      act(socket);
    };
    socket.onerror = (event) => note(`error ${event.type}`);
    socket.onmessage = ({ data }) => {
      arrived.push(data instanceof ArrayBuffer ? { bytes: data.byteLength } : data);
      if (data === 'bye') socket.close(1000, 'done');
    };
    socket.onclose = ({ code, reason, wasClean }) =>
      resolve({ arrived, code, reason, wasClean, state: socket.readyState });
  });
}

function sayAll(messages: (string | Blob | BufferSource)[]): (socket: WebSocket) => void {
  return (socket) => {
    for (const message of messages) socket.send(message as string);
    socket.send('bye');
  };
}

export const socketCases: Record<string, Case> = {
  'socket-text': (tools) => converse(tools, 'echo', sayAll([text])),
  'socket-binary': (tools) => converse(tools, 'echo', sayAll([pattern(2000), pattern(10).buffer])),
  /** A Blob is read while later messages wait: the order must stay. */
  'socket-blob-order': (tools) =>
    converse(tools, 'echo', sayAll(['one', new Blob([pattern(50_000)]), 'two'])),
  'socket-object': (tools) => converse(tools, 'echo', sayAll([{ toString: () => text } as never])),
  'socket-large': (tools) => converse(tools, 'echo', sayAll([pattern(5 * 1024 * 1024)])),
  'socket-closed-midway': (tools) => converse(tools, 'close-after=2', sayAll(['1', '2', '3', '4'])),
  'socket-cut-midway': (tools) => converse(tools, 'cut-after=2', sayAll(['1', '2', '3', '4'])),
  'socket-send-after-close': (tools) =>
    converse(tools, 'echo', (socket) => {
      socket.close(4000, 'enough');
      socket.send(text);
      tools.note(`buffered ${socket.bufferedAmount > 0}`);
    }),
  'socket-send-too-early': async () => new WebSocket(address('echo')).send(text),
  'socket-refused': ({ note }) =>
    new Promise((resolve) => {
      const socket = new WebSocket(address('echo').replace('/socket', '/nowhere'));
      socket.onerror = () => note('error');
      socket.onclose = ({ code, wasClean }) => resolve({ code, wasClean });
    }),
  'socket-bad-url': async () => new WebSocket('ftp://odd.lab.test/'),
  'socket-without-new': async () =>
    (WebSocket as unknown as (url: string) => void)(address('echo')),
  'socket-bad-close': async () => new WebSocket(address('echo')).close(1),
  'socket-wrong-this': async () => WebSocket.prototype.send.call({} as never, text),
  'socket-statics': async () => ({
    constants: [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED],
    name: WebSocket.name,
    length: WebSocket.length,
    own: WebSocket.prototype.constructor === WebSocket,
    sendLength: WebSocket.prototype.send.length,
    keys: Object.keys(WebSocket.prototype).sort(),
  }),
  'socket-subclass': async (tools) => {
    class Counted extends WebSocket {
      sent = 0;
      override send(data: string): void {
        this.sent += 1;
        super.send(data);
      }
    }
    let made: Counted | undefined;
    const result = await converse(
      tools,
      'echo',
      (socket) => {
        made = socket as Counted;
        sayAll([text])(socket);
      },
      Counted,
    );
    return {
      result,
      sent: made?.sent,
      is: made instanceof WebSocket,
      name: made?.constructor.name,
    };
  },
  'socket-listener-order': (tools) =>
    new Promise((resolve) => {
      const socket = new WebSocket(address('echo'));
      socket.addEventListener('message', () => tools.note('first listener'));
      socket.onmessage = () => tools.note('onmessage');
      socket.addEventListener('message', () => {
        tools.note('last listener');
        socket.close();
      });
      socket.onopen = () => socket.send(text);
      socket.onclose = () => resolve('closed');
    }),
};
