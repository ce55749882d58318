import mqttPacket from 'mqtt-packet';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { mqtt } from './mqtt.ts';

type Packet = mqttPacket.Packet;

function bytesOf(packets: object[], protocolVersion = 4): Buffer {
  return Buffer.concat(
    packets.map((packet) => mqttPacket.generate(packet as Packet, { protocolVersion })),
  );
}

const publish = {
  cmd: 'publish',
  topic: 'chat/42/say',
  payload: '{"text":"hi"}',
  qos: 1,
  messageId: 7,
  dup: false,
  retain: false,
};
const controls = [
  { cmd: 'connack', returnCode: 0, reasonCode: 0, sessionPresent: false },
  { cmd: 'puback', messageId: 7 },
  { cmd: 'pubrec', messageId: 7 },
  { cmd: 'pubrel', messageId: 7 },
  { cmd: 'pubcomp', messageId: 7 },
  { cmd: 'suback', messageId: 8, granted: [0, 1] },
  { cmd: 'pingreq' },
  { cmd: 'pingresp' },
  { cmd: 'disconnect' },
];

it.each([4, 5])('puts what is published under its topic, version %i', (version) => {
  const properties = version === 5 ? { properties: { contentType: 'application/json' } } : {};
  expect(decodeAlone(mqtt, bytesOf([{ ...publish, ...properties }], version))).toEqual([
    ['topic', 'chat/42/say'],
    ['chat.42.say', '{"text":"hi"}'],
  ]);
});

it.each([4, 5])('reads several packets, of which most carry nothing, version %i', (version) => {
  const pieces = decodeAlone(mqtt, bytesOf([...controls, publish, ...controls], version));
  expect(pieces?.map(([segment]) => segment)).toEqual(['topic', 'chat.42.say']);
  expect(decodeAlone(mqtt, bytesOf(controls, version))).toEqual([]);
});

it('reads who connects, and to what', () => {
  const connect = {
    cmd: 'connect',
    protocolId: 'MQIsdp',
    protocolVersion: 3,
    clean: true,
    clientId: 'web',
    keepalive: 10,
    username: '{"u":"1","s":2}',
  };
  const subscribe = {
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: [{ topic: '/ls_resp', qos: 0 }],
  };
  expect(decodeAlone(mqtt, bytesOf([connect, subscribe]))).toEqual([
    ['connect.clientId', 'web'],
    ['connect.username', '{"u":"1","s":2}'],
    ['subscriptions[].topic', '/ls_resp'],
  ]);
});

it('masks levels of a topic that may be people', () => {
  const bytes = bytesOf([{ ...publish, topic: 'to/alice@example.org/inbox' }]);
  expect(decodeAlone(mqtt, bytes)?.[1]?.[0]).toBe('to.{}.inbox');
});

it('leads to the text', () => {
  expect(outlineOf(findingOf(bytesOf([publish])))).toEqual([
    ': mqtt',
    'topic: text',
    'chat.42.say: json',
    'chat.42.say.text: text',
  ]);
});

it.each([
  ['a length that is wrong', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['flags of no packet', (bytes: Buffer) => Buffer.from(bytes).fill(0x36, 0, 1)],
  ['a topic filter', () => Buffer.from('3008 0003 612f23 686921'.replaceAll(' ', ''), 'hex')],
])('refuses %s', (_, change) => {
  expect(decodeAlone(mqtt, change(bytesOf([publish])))).toBeUndefined();
});
