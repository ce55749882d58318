/** All decoders. Order decides only between equal fits. */
import { base32 } from './base32.ts';
import { base58 } from './base58.ts';
import { base64 } from './base64.ts';
import { base85 } from './base85.ts';
import { brotli } from './brotli.ts';
import { browserChannel } from './browser-channel.ts';
import { bson } from './bson.ts';
import { cbor } from './cbor.ts';
import { dataUrl } from './data-url.ts';
import type { Decoder } from './decoder.ts';
import { gzip, rawDeflate, zlib } from './deflate.ts';
import { dgw } from './dgw.ts';
import { escapes } from './escapes.ts';
import { etf } from './etf.ts';
import { eventStream } from './event-stream.ts';
import { form } from './form.ts';
import { grpcWeb, lengthPrefixed } from './frames.ts';
import { grpcWebText } from './grpc-web-text.ts';
import { hex } from './hex.ts';
import { htmlEntities } from './html-entities.ts';
import { json } from './json.ts';
import { jsonLines } from './json-lines.ts';
import { jwt } from './jwt.ts';
import { lzString } from './lz-string.ts';
import { lz4, lz4Block } from './lz4.ts';
import { mqtt } from './mqtt.ts';
import { msgpack } from './msgpack.ts';
import { multipart } from './multipart.ts';
import { nip04 } from './nip04.ts';
import { numberList } from './number-list.ts';
import { openpgpMessage } from './openpgp-message.ts';
import { pblite } from './pblite.ts';
import { pem } from './pem.ts';
import { percent } from './percent.ts';
import { protobuf } from './protobuf.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { signalR, signalRMessagePack } from './signalr.ts';
import { snappy, snappyBlock } from './snappy.ts';
import { socketIo } from './socket-io.ts';
import { socketIo0 } from './socket-io-0.ts';
import { sockJs } from './sockjs.ts';
import { stomp } from './stomp.ts';
import { thrift } from './thrift.ts';
import { thriftCompact } from './thrift-compact.ts';
import { tlv } from './tlv.ts';
import { utf16 } from './utf16.ts';
import { waBinary } from './wabinary.ts';
import { xml } from './xml.ts';
import { zstd } from './zstd.ts';

/** For texts: characters all the way. */
export const TEXT_DECODERS: readonly Decoder[] = [
  json,
  jsonLines,
  eventStream,
  socketIo,
  socketIo0,
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
  pem,
  hex,
  base32,
  base58,
  lzString,
  nip04,
  base64,
  numberList,
  percent,
  escapes,
  quotedPrintable,
  htmlEntities,
  base85,
];

/** For bytes, readable or not. */
export const BYTE_DECODERS: readonly Decoder[] = [
  gzip,
  zlib,
  zstd,
  lz4,
  snappy,
  bson,
  multipart,
  grpcWeb,
  mqtt,
  dgw,
  waBinary,
  signalRMessagePack,
  stomp,
  thrift,
  etf,
  msgpack,
  cbor,
  protobuf,
  thriftCompact,
  utf16,
  openpgpMessage,
  rawDeflate,
  snappyBlock,
  brotli,
  lz4Block,
  lengthPrefixed,
  tlv,
];
