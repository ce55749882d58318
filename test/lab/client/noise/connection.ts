/** WhatsApp's socket: a header once, then frames of a length (three bytes, big-endian) and a body. */
import { acceptHandshake, joined, startHandshake } from './handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Takes what a socket receives and gives it out as frames. */
export class Frames {
  #bytes: Uint8Array = new Uint8Array(0);
  #skip: number;
  #wake: (() => void) | undefined;

  /** @param skip length of the header in front of the first frame. */
  constructor(skip = 0) {
    this.#skip = skip;
  }

  push(bytes: Uint8Array): void {
    this.#bytes = joined(this.#bytes, bytes);
    this.#wake?.();
  }

  async next(): Promise<Uint8Array> {
    for (;;) {
      const frame = this.#take();
      if (frame !== undefined) return frame;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(): Uint8Array | undefined {
    const from = this.#skip + 3;
    if (this.#bytes.length < from) return undefined;
    const [high = 0, middle = 0, low = 0] = this.#bytes.subarray(this.#skip, from);
    const end = from + ((high << 16) | (middle << 8) | low);
    if (this.#bytes.length < end) return undefined;
    const frame = this.#bytes.slice(from, end);
    this.#bytes = this.#bytes.subarray(end);
    this.#skip = 0;
    return frame;
  }
}

function framed(body: Uint8Array): Bytes {
  const { length } = body;
  return joined(Uint8Array.of(length >>> 16, (length >>> 8) & 255, length & 255), body);
}

export interface Connection {
  /** Seals and sends; in the order of the calls. */
  send(plain: Uint8Array): void;
}

export interface ConnectionOptions {
  header: Uint8Array;
  /** What this end says of itself in the handshake. */
  payload: Uint8Array;
  incoming: Frames;
  write(bytes: Bytes): void;
  received(plain: Bytes): void | Promise<void>;
  failed(error: unknown): void;
}

async function open(
  options: ConnectionOptions,
  shakeHands: typeof startHandshake,
  first: Uint8Array,
): Promise<Connection> {
  const { header, incoming, write } = options;
  let ahead = first;
  const wire = {
    send: (message: Bytes) => {
      write(joined(ahead, framed(message)));
      ahead = new Uint8Array(0);
    },
    receive: () => incoming.next(),
  };
  const transport = await shakeHands(wire, header, options.payload);
  let last = Promise.resolve();

  async function listen(): Promise<void> {
    for (;;) await options.received(await transport.open(await incoming.next()));
  }
  listen().catch(options.failed);
  return {
    send(plain) {
      last = last.then(async () => write(framed(await transport.seal(plain))));
      last.catch(options.failed);
    },
  };
}

/** Opens a connection from the client's end: the header goes in front of the first frame. */
export function connect(options: ConnectionOptions): Promise<Connection> {
  return open(options, startHandshake, options.header);
}

/** Takes a connection at the server's end. `incoming` must skip the header. */
export function accept(options: ConnectionOptions): Promise<Connection> {
  return open(options, acceptHandshake, new Uint8Array(0));
}
