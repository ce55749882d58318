import { tag, textAt, Writer } from '../../client/protobuf.ts';

/** `conversation` of a message, and one to sixteen bytes of padding that state their own number. */
export function encodeText(text: string): Uint8Array {
  const plain = Writer.create().uint32(tag(1)).string(text).finish();
  const padding = 1 + ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 15);
  const padded = new Uint8Array(plain.length + padding).fill(padding);
  padded.set(plain);
  return padded;
}

export function decodeText(padded: Uint8Array): string {
  return textAt(padded.subarray(0, padded.length - (padded.at(-1) ?? 0)), [1]);
}
