/** All decoders. Order decides only between equal fits. */
import { base64 } from './base64.ts';
import { browserChannel } from './browser-channel.ts';
import { dataUrl } from './data-url.ts';
import type { Decoder } from './decoder.ts';
import { gzip, rawDeflate, zlib } from './deflate.ts';
import { dgw } from './dgw.ts';
import { escapes } from './escapes.ts';
import { eventStream } from './event-stream.ts';
import { form } from './form.ts';
import { grpcWeb, lengthPrefixed } from './frames.ts';
import { grpcWebText } from './grpc-web-text.ts';
import { hex } from './hex.ts';
import { htmlEntities } from './html-entities.ts';
import { json } from './json.ts';
import { jsonLines } from './json-lines.ts';
import { jwt } from './jwt.ts';
import { mqtt } from './mqtt.ts';
import { multipart } from './multipart.ts';
import { numberList } from './number-list.ts';
import { openpgpMessage } from './openpgp-message.ts';
import { pblite } from './pblite.ts';
import { percent } from './percent.ts';
import { protobuf } from './protobuf.ts';
import { signalR, signalRMessagePack } from './signalr.ts';
import { socketIo } from './socket-io.ts';
import { sockJs } from './sockjs.ts';
import { stomp } from './stomp.ts';
import { thrift } from './thrift.ts';
import { tlv } from './tlv.ts';
import { utf16 } from './utf16.ts';
import { waBinary } from './wabinary.ts';
import { xml } from './xml.ts';

/** For texts: characters all the way. */
export const TEXT_DECODERS: readonly Decoder[] = [
  json,
  jsonLines,
  eventStream,
  socketIo,
  sockJs,
  signalR,
  stomp,
  browserChannel,
  pblite,
  grpcWebText,
  xml,
  form,
  dataUrl,
  jwt,
  openpgpMessage,
  hex,
  base64,
  numberList,
  percent,
  escapes,
  htmlEntities,
];

/** For bytes, readable or not. */
export const BYTE_DECODERS: readonly Decoder[] = [
  gzip,
  zlib,
  multipart,
  grpcWeb,
  mqtt,
  dgw,
  waBinary,
  signalRMessagePack,
  stomp,
  thrift,
  protobuf,
  utf16,
  openpgpMessage,
  rawDeflate,
  lengthPrefixed,
  tlv,
];
