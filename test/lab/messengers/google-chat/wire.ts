/**
 * Google Chat's requests: protobuf, or the same message as nested arrays ("pblite", field n at index n−1).
 * Fields: 2 text, 4 local id, 5 group {3 direct message {1 id}}.
 */
import { tag, textAt, Writer } from '../../client/protobuf.ts';

export interface Topic {
  group: string;
  localId: string;
  text: string;
}

export function encodeTopic({ group, localId, text }: Topic): Uint8Array<ArrayBuffer> {
  const writer = Writer.create().uint32(tag(2)).string(text).uint32(tag(4)).string(localId);
  writer.uint32(tag(5)).fork().uint32(tag(3)).fork();
  writer.uint32(tag(1)).string(group).ldelim().ldelim();
  return Uint8Array.from(writer.uint32(72).uint32(1).finish());
}

export function decodeTopic(bytes: Uint8Array): Topic {
  return {
    group: textAt(bytes, [5, 3, 1]),
    localId: textAt(bytes, [4]),
    text: textAt(bytes, [2]),
  };
}

/** A message as pblite. */
export type TopicArray = [null, string, [], string, [null, null, [string]]];

export function topicArray({ group, localId, text }: Topic): TopicArray {
  return [null, text, [], localId, [null, null, [group]]];
}

export function topicOfArray([, text, , localId, [, , [group]]]: TopicArray): Topic {
  return { group, localId, text };
}
