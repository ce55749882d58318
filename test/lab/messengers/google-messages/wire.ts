/** Commands and events of Google Messages as JSON arrays ("pblite"), around the sealed bytes. */
import { fromBase64, toBase64 } from '../../client/base64.ts';
import { inside, tag, textAt, Writer } from '../../client/protobuf.ts';

export interface PhoneMessage {
  conversation: string;
  /** Who wrote it; pages of one phone tell their own messages apart by this. */
  sender: string;
  text: string;
}

/** 1 conversation, 3 message {1 text}, 5 a temporary id of the sender's. */
export function encodeMessage({ conversation, sender, text }: PhoneMessage): Uint8Array {
  const writer = Writer.create().uint32(tag(1)).string(conversation);
  writer.uint32(tag(3)).fork().uint32(tag(1)).string(text).ldelim();
  return writer.uint32(tag(5)).string(sender).finish();
}

export function decodeMessage(bytes: Uint8Array): PhoneMessage {
  return {
    conversation: textAt(bytes, [1]),
    sender: textAt(bytes, [5]),
    text: textAt(bytes, [3, 1]),
  };
}

const SEND_MESSAGE = 3;
const DATA_EVENT = 19;

type Command = [
  mobile: [number, string, string],
  data: [id: string, route: number, ...(null | string | [number])[]],
  auth: [...null[], string],
  none: null,
  lifetime: string,
];

/** The body of SendMessage: field 12 of the data is a command whose field 5 is the sealed message. */
export function encodeSend(sealed: Uint8Array, session: string): Command {
  const id = crypto.randomUUID();
  const command = Writer.create().uint32(tag(1)).string(id);
  command
    .uint32(2 << 3)
    .uint32(SEND_MESSAGE)
    .uint32(tag(5))
    .bytes(sealed)
    .uint32(tag(6))
    .string(session);
  const gap = new Array<null>(9).fill(null);
  const rest = new Array<null>(10).fill(null);
  return [
    [3, 'phone', 'Bugle'],
    [id, DATA_EVENT, ...gap, toBase64(command.finish()), ...rest, [2]],
    [null, null, null, null, null, toBase64(crypto.getRandomValues(new Uint8Array(40)))],
    null,
    '86400000000',
  ];
}

export function sealedOfSend([, data]: Command): Uint8Array {
  return inside(fromBase64(String(data[11])), [5]);
}

/** What PullMessages answers: events whose data have the sealed message in field 8. */
export type Pulled = [null[], [string, number, ...(null | string)[]][]];

export function encodePulled(sealed: Uint8Array[]): Pulled {
  const gap = new Array<null>(9).fill(null);
  return [
    [],
    sealed.map((one) => {
      const data = Writer.create().uint32(tag(1)).string(crypto.randomUUID());
      data.uint32(tag(8)).bytes(one);
      return [crypto.randomUUID(), DATA_EVENT, ...gap, toBase64(data.finish())];
    }),
  ];
}

export function sealedOfPulled([, events]: Pulled): Uint8Array[] {
  return events.map((event) => inside(fromBase64(String(event[11])), [8]));
}
