import { constants, createDeflate, deflateSync } from 'node:zlib';
import { compress, init } from '@bokuweb/zstd-wasm';
import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import nacl from 'tweetnacl';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOISE_HEADER, noiseFrame, noiseHandshakeFrames } from '../../test/corpus/makers/noise.ts';
import {
  type Framing,
  obfuscatedTelegram,
  plainPacket,
  plainTelegram,
  telegramSession,
} from '../../test/corpus/makers/telegram.ts';
import { findingOf } from '../../test/corpus/outline.ts';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { encodeDelta, encodeEstablish } from '../../test/lab/messengers/instagram/gateway-frame.ts';
import { Connection } from './connection.ts';
import { nameTransport } from './name-transport.ts';
import { MAX_HELD, type StreamMessage } from './stream-message.ts';

const DISCORD = 'wss://gateway.discord.gg/?encoding=json&v=9&compress=';
const texts = Array.from({ length: 40 }, (_, at) =>
  JSON.stringify({ op: 0, s: at, t: 'MESSAGE_CREATE', d: { content: `hello number ${at}` } }),
);

/** Each text as the part of one zlib stream that a sync flush ends. */
async function zlibStream(messages: readonly string[]): Promise<Buffer[]> {
  const deflate = createDeflate();
  const parts: Buffer[] = [];
  for (const message of messages) {
    const chunks: Buffer[] = [];
    const collect = (chunk: Buffer) => void chunks.push(chunk);
    deflate.on('data', collect);
    deflate.write(message);
    await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
    deflate.off('data', collect);
    parts.push(Buffer.concat(chunks));
  }
  return parts;
}

const textOf = ({ bytes }: StreamMessage) => Buffer.from(bytes).toString();
const receive = (connection: Connection, bytes: Uint8Array) => connection.push('in', bytes, false);
const send = (connection: Connection, bytes: Uint8Array) => connection.push('out', bytes, false);
/** The same connection after its state was written as JSON and read again. */
const reborn = (connection: Connection) => Connection.from(JSON.parse(JSON.stringify(connection)));

describe('a zlib stream over the whole connection', () => {
  it.each([DISCORD.concat('zlib-stream'), 'wss://chat.example.org/'])(
    'is undone, %s',
    async (url) => {
      const connection = new Connection({ url });
      const messages = (await zlibStream(texts)).flatMap((part) => receive(connection, part));
      expect(messages.map(textOf)).toEqual(texts);
      expect(messages.every(({ undone }) => undone[0] === 'zlib-stream')).toBe(true);
      expect(messages.some(({ partial }) => partial)).toBe(false);
    },
  );

  it('is undone where a message comes in pieces, and by a connection that was written away', async () => {
    let connection = new Connection({ url: `${DISCORD}zlib-stream` });
    const found: string[] = [];
    for (const part of await zlibStream(texts)) {
      for (const piece of [part.subarray(0, 5), part.subarray(5, 11), part.subarray(11)]) {
        connection = reborn(connection);
        found.push(...receive(connection, piece).map(textOf));
      }
    }
    expect(found).toEqual(texts);
  });

  it('begins again when another connection takes its place', async () => {
    const connection = new Connection({ url: `${DISCORD}zlib-stream` });
    const parts = [...(await zlibStream(texts)), ...(await zlibStream(texts))];
    expect(parts.flatMap((part) => receive(connection, part)).map(textOf)).toEqual([
      ...texts,
      ...texts,
    ]);
  });

  it('says that its beginning was missed, and claims nothing', async () => {
    const connection = new Connection({ url: `${DISCORD}zlib-stream` });
    const [, second = Buffer.alloc(0), ...others] = await zlibStream(texts);
    expect(receive(connection, second)).toEqual([
      { bytes: Uint8Array.from(second), undone: [], partial: 'opening-missed' },
    ]);
    const later = others.flatMap((part) => receive(connection, part));
    expect(later.every(({ partial, undone }) => partial && undone.length === 0)).toBe(true);
  });

  it('says where it broke off', async () => {
    const connection = new Connection({ url: `${DISCORD}zlib-stream` });
    const [first = Buffer.alloc(0), , , fourth = Buffer.alloc(0)] = await zlibStream(texts);
    receive(connection, first);
    const message = receive(connection, seededBytes(3)(60).subarray(1));
    expect(message).toEqual([]);
    expect(receive(connection, fourth)[0]?.partial).toBe('lost');
  });

  it('leaves messages alone that are compressed one by one', () => {
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    for (const text of texts) {
      const bytes = deflateSync(text);
      expect(receive(connection, bytes)).toEqual([{ bytes: Uint8Array.from(bytes), undone: [] }]);
    }
  });

  it('gives up at a bomb and at a message without an end', async () => {
    const bomb = await zlibStream([`{"a":"${'x'.repeat(9_000_000)}"}`, texts[0] ?? '']);
    const connection = new Connection({ url: `${DISCORD}zlib-stream` });
    const [message, later] = bomb.flatMap((part) => receive(connection, part));
    expect(message).toMatchObject({ partial: 'too-large', undone: ['zlib-stream'] });
    expect(message?.bytes.length).toBeLessThan(5_000_000);
    expect(later?.partial).toBe('lost');

    const endless = new Connection({ url: `${DISCORD}zlib-stream` });
    const [first = Buffer.alloc(0)] = await zlibStream(texts);
    receive(endless, first.subarray(0, -4));
    const pushed = Array.from({ length: 6 }, () =>
      receive(endless, new Uint8Array(60_000).fill(7)),
    );
    expect(pushed.flat().map(({ partial }) => partial)).toEqual(['too-large', 'lost']);
  });
});

describe('a zstd stream over the whole connection', () => {
  beforeAll(init);

  /** One frame, given block by block as a flush after each message would. */
  function blocksOf(frame: Uint8Array): Buffer[] {
    const whole = Buffer.from(frame);
    const descriptor = whole[4] ?? 0;
    const single = (descriptor >> 5) & 1;
    let at = 5 + (1 - single) + ([single, 2, 4, 8][descriptor >> 6] ?? 0);
    const blocks: Buffer[] = [];
    let start = 0;
    while (at + 3 <= whole.length) {
      const head = whole.readUIntLE(at, 3);
      at += 3 + (((head >> 1) & 3) === 1 ? 1 : head >> 3);
      blocks.push(whole.subarray(start, at));
      start = at;
    }
    return blocks;
  }

  const long = JSON.stringify(Array.from({ length: 9000 }, (_, at) => `message ${at * 7919}`));

  it('is undone block by block, also by a connection that was written away', () => {
    let connection = new Connection({ url: `${DISCORD}zstd-stream` });
    const blocks = blocksOf(compress(Buffer.from(long), 3));
    expect(blocks.length).toBeGreaterThan(1);
    const messages: StreamMessage[] = [];
    for (const block of blocks) {
      connection = reborn(connection);
      const middle = Math.floor(block.length / 2);
      messages.push(...receive(connection, block.subarray(0, middle)));
      messages.push(...receive(connection, block.subarray(middle)));
    }
    expect(messages.map(textOf).join('')).toBe(long);
    expect(messages.every(({ undone }) => undone[0] === 'zstd-stream')).toBe(true);
  });

  it('says that its beginning was missed', () => {
    const connection = new Connection({ url: `${DISCORD}zstd-stream` });
    const [, second = Buffer.alloc(0)] = blocksOf(compress(Buffer.from(long), 3));
    expect(receive(connection, second)[0]?.partial).toBe('opening-missed');
  });

  it('leaves whole frames to the engine', () => {
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    for (const text of texts) {
      const bytes = compress(Buffer.from(text), 3);
      expect(receive(connection, bytes)).toEqual([{ bytes: Uint8Array.from(bytes), undone: [] }]);
    }
  });

  it('gives up at a bomb', () => {
    const connection = new Connection({ url: `${DISCORD}zstd-stream` });
    // Blocks of one byte that stands for 128 KB.
    const blocks = Buffer.alloc(4 * 20_000, Buffer.from('02001061', 'hex'));
    const [message] = receive(
      connection,
      Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), blocks]),
    );
    expect(message).toMatchObject({ partial: 'too-large', undone: ['zstd-stream'] });
    expect(message?.bytes.length).toBe(4 * 1024 * 1024);
    expect(receive(connection, blocks.subarray(0, 40))[0]?.partial).toBe('lost');
  });

  it('allocates no window that a header merely claims', () => {
    const connection = new Connection({ url: `${DISCORD}zstd-stream` });
    // A window of 2^31 bytes.
    const claim = Buffer.from('28b52ffd00a8000000000000000000000000000000', 'hex');
    expect(receive(connection, claim)[0]?.partial).toBe('too-large');
  });
});

describe('Noise', () => {
  const url = 'wss://web.whatsapp.com/ws/chat';
  const random = seededBytes(51);
  const { hello, answer, finish } = noiseHandshakeFrames(random);

  it('names everything after its opening', () => {
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    const messages = [
      ...send(connection, Buffer.concat([NOISE_HEADER, hello])),
      ...receive(connection, answer),
      ...send(connection, finish),
      ...receive(connection, Buffer.concat([noiseFrame(random(300)), noiseFrame(random(40))])),
    ];
    expect(
      messages.map(({ transport }) => [transport?.id, transport?.opening, transport?.detail]),
    ).toEqual([
      ['noise', 'seen', 'client-hello'],
      ['noise', 'seen', 'server-hello'],
      ['noise', 'seen', 'client-finish'],
      ['noise', 'seen', undefined],
      ['noise', 'seen', undefined],
    ]);
    expect(messages.map(({ bytes }) => bytes.length).slice(3)).toEqual([300, 40]);
  });

  it('joins frames that come in pieces, and passes on what is too large to keep', () => {
    let connection = new Connection({ url });
    send(connection, Buffer.concat([NOISE_HEADER, hello]));
    const small = random(500);
    const large = random(MAX_HELD + 5000);
    const stream = Buffer.concat([noiseFrame(small), noiseFrame(large), noiseFrame(small)]);
    const messages: StreamMessage[] = [];
    for (let at = 0; at < stream.length; at += 50_001) {
      connection = reborn(connection);
      messages.push(...receive(connection, stream.subarray(at, at + 50_001)));
    }
    const whole = messages.filter(({ partial }) => partial === undefined);
    expect(whole.map(({ bytes }) => bytes)).toEqual([small, small]);
    const pieces = messages.filter(({ partial }) => partial === 'too-large');
    expect(pieces.reduce((size, { bytes }) => size + bytes.length, 0)).toBe(large.length + 3);
  });

  it('is known by the address when its opening was missed, and says so', () => {
    const connection = new Connection({ url });
    expect(receive(connection, noiseFrame(random(90)))).toMatchObject([
      { partial: 'opening-missed', transport: { id: 'noise', opening: 'missed' } },
    ]);
    expect(
      receive(new Connection({ url: 'wss://chat.example.org/' }), noiseFrame(random(90))),
    ).toMatchObject([{ undone: [] }]);
  });

  it('does not call sealed what can be read', () => {
    const connection = new Connection({ url });
    send(connection, Buffer.concat([NOISE_HEADER, hello]));
    const [message] = send(connection, noiseFrame(Buffer.from('{"text":"hello there"}')));
    expect(message && textOf(message)).toBe('{"text":"hello there"}');
    expect(message?.transport).toBeUndefined();
  });

  it('begins again when another connection takes its place', () => {
    const connection = new Connection({ url });
    send(connection, Buffer.concat([NOISE_HEADER, hello]));
    send(connection, finish.subarray(0, 20));
    const again = send(connection, Buffer.concat([NOISE_HEADER, hello]));
    expect(again.map(({ transport }) => transport?.detail)).toEqual(['client-hello']);
  });

  it('shows what is left at the end', () => {
    const connection = new Connection({ url });
    send(connection, NOISE_HEADER);
    expect(send(connection, finish.subarray(0, 20))).toEqual([]);
    expect(connection.rest()).toMatchObject([{ partial: 'rest', bytes: { length: 20 } }]);
    expect(connection.rest()).toEqual([]);
  });
});

describe.each<Framing>(['abridged', 'intermediate', 'padded'])('MTProto, %s', (framing) => {
  it.each([true, false])('names everything after its opening, obfuscated: %s', async (hidden) => {
    const random = seededBytes(61);
    const telegram = await obfuscatedTelegram(framing, random);
    const wrap = plainTelegram(framing, random);
    const opening = Buffer.from(
      { abridged: 'ef', intermediate: 'eeeeeeee', padded: 'dddddddd' }[framing],
      'hex',
    );
    const encrypt = await telegramSession(random);
    const sent = async (packet: Buffer) => (hidden ? telegram.send(packet) : wrap(packet));
    const received = (packet: Buffer) => (hidden ? telegram.receive(packet) : wrap(packet));
    let connection = new Connection({ url: 'wss://zws2.web.telegram.org/apiws' });
    const packets = [
      plainPacket(0xbe7e8ef1, random(16)),
      await encrypt(Buffer.from('a message'.repeat(9))),
    ];
    const messages = send(connection, hidden ? telegram.opening : opening);
    for (const packet of packets) {
      connection = reborn(connection);
      messages.push(...send(connection, await sent(packet)));
      const bytes = received(packet);
      messages.push(...receive(connection, bytes.subarray(0, 30)));
      messages.push(...receive(connection, bytes.subarray(30)));
    }
    const details = ['opening', 'req_pq_multi', 'req_pq_multi', 'encrypted', 'encrypted'];
    expect(messages.map(({ transport }) => [transport?.id, transport?.detail])).toEqual(
      details.map((detail) => ['mtproto', detail]),
    );
    expect(messages.at(-1)?.undone).toEqual(hidden ? ['obfuscated2', framing] : [framing]);
    expect(messages[3]?.bytes.length).toBeGreaterThanOrEqual(packets[1]?.length ?? Infinity);
  });

  it('hides no text: what is obfuscated but no MTProto is handed on in clear', async () => {
    const telegram = await obfuscatedTelegram(framing, seededBytes(62));
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    send(connection, telegram.opening);
    const text = '{"text":"not a packet of MTProto at all, but a message in the clear"} ';
    const [message] = send(connection, await telegram.send(Buffer.from(text)));
    expect(message?.transport).toBeUndefined();
    expect(message && textOf(message)).toContain('not a packet');
  });

  it('takes a new opening for a new connection', async () => {
    const connection = new Connection({ url: 'wss://zws2.web.telegram.org/apiws' });
    for (const seed of [63, 64]) {
      const random = seededBytes(seed);
      const telegram = await obfuscatedTelegram(framing, random);
      send(connection, telegram.opening);
      const [message] = send(connection, await telegram.send(plainPacket(0xbe7e8ef1, random(16))));
      expect(message?.transport?.detail).toBe('req_pq_multi');
    }
  });
});

describe('MTProto whose opening was missed', () => {
  it('is known by its address alone', () => {
    const random = seededBytes(65);
    const connection = new Connection({ url: 'wss://kws1-1.web.telegram.org/apiws' });
    expect(receive(connection, random(120))).toMatchObject([
      { undone: [], partial: 'opening-missed', transport: { id: 'mtproto', opening: 'missed' } },
    ]);
    const other = new Connection({ url: 'wss://chat.example.org/ws' });
    expect(receive(other, random(120))[0]?.transport).toBeUndefined();
  });

  it('is known by its packets over HTTP', async () => {
    const encrypt = await telegramSession(seededBytes(66));
    const connection = new Connection({ url: 'https://pluto.web.telegram.org/apiw1' });
    const [message] = send(connection, await encrypt(Buffer.from('a message')));
    expect(message?.transport).toEqual({ id: 'mtproto', opening: 'seen', detail: 'encrypted' });
  });
});

describe('framings that the engine takes apart', () => {
  it('gives it whole MQTT packets', () => {
    const connect = mqttPacket.generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: 'web',
      keepalive: 0,
    });
    const publish = mqttPacket.generate({
      cmd: 'publish',
      topic: 'chat',
      payload: texts[0] ?? '',
      qos: 0,
      dup: false,
      retain: false,
    });
    const connection = new Connection({ url: 'wss://chat.example.org/mqtt' });
    expect(send(connection, connect)).toEqual([{ bytes: Uint8Array.from(connect), undone: [] }]);
    const stream = Buffer.concat([publish, publish, publish]);
    const cuts = [0, 40, 150, stream.length];
    const messages = cuts
      .slice(1)
      .flatMap((end, at) => send(connection, stream.subarray(cuts[at], end)));
    expect(Buffer.concat(messages.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
    for (const { bytes } of messages) {
      expect(findingOf(bytes).anatomy.format).toBe('mqtt');
      expect(JSON.stringify(findingOf(bytes).anatomy)).toContain('chat.d.content');
    }
  });

  it('gives it whole frames of the gateway', () => {
    const url = 'wss://gateway.instagram.com/ws/lightspeed';
    let connection = new Connection({ url });
    const data = encodeDelta({ thread: 't', sender: 's', text: 'hello' }, 7);
    expect(send(connection, encodeEstablish(7))).toHaveLength(1);
    expect(receive(connection, encodeEstablish(7))).toHaveLength(1);
    expect(receive(connection, data.subarray(0, 3))).toEqual([]);
    connection = reborn(connection);
    expect(receive(connection, data.subarray(3, 40))).toEqual([]);
    expect(receive(connection, data.subarray(40))).toEqual([
      { bytes: Uint8Array.from(data), undone: [] },
    ]);
    expect(receive(connection, seededBytes(2)(50))[0]?.partial).toBe('lost');
  });
});

describe('SaltyRTC', () => {
  const random = seededBytes(71);
  const cookie = random(16);
  const key = random(32);
  const other = nacl.box.keyPair.fromSecretKey(random(32)).publicKey;

  function boxed(sequence: number, address = 0x0102): Buffer {
    const nonce = Buffer.concat([cookie, Buffer.alloc(8)]);
    nonce.writeUInt16BE(address, 16);
    nonce.writeUInt32BE(sequence, 20);
    return Buffer.concat([nonce, nacl.box(Buffer.from('{"type":"update"}'), nonce, other, key)]);
  }

  it.each([
    ['as it is', 0],
    ['in ordered chunks', 1],
    ['in unordered chunks', 9],
  ])('is known from the second message on, %s', (_, size) => {
    let connection = new Connection({ channel: 'datachannel' });
    const chunk = Buffer.alloc(size, 0).fill(7, 0, Math.min(size, 1));
    const transports = [3_000_000_000, 3_000_000_001, 3_000_000_002].map((sequence) => {
      connection = reborn(connection);
      const [message] = receive(connection, Buffer.concat([chunk, boxed(sequence)]));
      return message?.transport;
    });
    const named = { id: 'saltyrtc', opening: 'missed' };
    expect(transports).toEqual([undefined, named, named]);
  });

  it('is known by its subprotocol', () => {
    const connection = new Connection({
      url: 'wss://saltyrtc.threema.ch/a',
      protocol: 'v1.saltyrtc.org',
    });
    expect(receive(connection, boxed(3_000_000_000))[0]?.transport?.id).toBe('saltyrtc');
  });

  it.each([
    ['counters that start at zero', [1, 2, 3]],
    ['counters that jump', [3_000_000_000, 3_000_000_002, 3_000_000_004]],
  ])('is not seen in %s', (_, sequences) => {
    const connection = new Connection({ channel: 'datachannel' });
    const messages = sequences.flatMap((sequence) => receive(connection, boxed(sequence)));
    expect(messages.filter(({ transport }) => transport)).toEqual([]);
  });
});

describe('a message with its length in front, in several payloads', () => {
  const body = Buffer.from(JSON.stringify({ type: 'chat', text: 'hello there' }));
  function headed(form: string): Buffer {
    const head = Buffer.alloc(form === 'flagged' ? 5 : 4);
    if (form === 'little-endian') head.writeUInt32LE(body.length);
    else head.writeUInt32BE(body.length, head.length - 4);
    return Buffer.concat([head, body]);
  }

  it.each(['big-endian', 'little-endian', 'flagged'])(
    'is joined where it ends exactly, %s',
    (form) => {
      const whole = headed(form);
      let connection = new Connection({ url: 'wss://chat.example.org/' });
      const messages: StreamMessage[] = [];
      for (const [start, end] of [
        [0, 9],
        [9, 20],
        [20, whole.length],
      ]) {
        connection = reborn(connection);
        messages.push(...send(connection, whole.subarray(start, end)));
      }
      expect(messages.map(({ partial }) => partial)).toEqual(['rest', 'rest', undefined]);
      expect(messages[2]?.bytes).toEqual(Uint8Array.from(whole));
      expect(send(connection, whole)).toEqual([{ bytes: Uint8Array.from(whole), undone: [] }]);
    },
  );

  it('is not joined where it ends elsewhere', () => {
    const whole = headed('big-endian');
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    send(connection, whole.subarray(0, 9));
    const later = Buffer.concat([whole.subarray(9), Buffer.from('!')]);
    expect(send(connection, later)).toEqual([{ bytes: Uint8Array.from(later), undone: [] }]);
  });
});

describe('what has no opening', () => {
  it('passes as it is', () => {
    const random = seededBytes(81);
    const connection = new Connection({ url: 'wss://chat.example.org/' });
    for (let left = 2000; left > 0; left -= 1) {
      const bytes = random(left % 2 ? 64 : 300);
      expect(connection.push(left % 3 ? 'out' : 'in', bytes, false)).toEqual([
        { bytes, undone: [] },
      ]);
    }
    expect(connection.push('out', NOISE_HEADER, true)).toEqual([
      { bytes: NOISE_HEADER, undone: [] },
    ]);
  });
});

describe('whatever comes', () => {
  const random = seededBytes(91);
  const beginnings = [
    NOISE_HEADER,
    random(64),
    ...[
      'ef',
      'eeeeeeee',
      '10',
      '0f7d000200007b7d',
      '789c',
      '28b52ffd0458',
      '0000ffff',
      '00000009',
    ].map((digits) => Buffer.from(digits, 'hex')),
  ];
  const frames = fc.array(
    fc.record({
      direction: fc.constantFrom<'out' | 'in'>('out', 'in'),
      beginning: fc.constantFrom(...beginnings, Buffer.alloc(0)),
      body: fc.uint8Array({ maxLength: 80 }),
      end: fc.constantFrom(Buffer.alloc(0), Buffer.from('0000ffff', 'hex')),
    }),
    { maxLength: 12 },
  );
  const url = fc.constantFrom(
    `${DISCORD}zlib-stream`,
    `${DISCORD}zstd-stream`,
    'wss://a.example/',
    'wss://a.example/apiws',
  );

  /** Comparing long lists of bytes one by one is slow. */
  const written = (messages: StreamMessage[]) =>
    messages.map(({ bytes, ...rest }) => ({
      ...rest,
      bytes: Buffer.from(bytes).toString('latin1'),
    }));

  it('is answered without an exception, and the same after the state was written and read', () => {
    fc.assert(
      fc.property(frames, url, (all, address) => {
        const kept = new Connection({ url: address });
        let again = new Connection({ url: address });
        for (const { direction, beginning, body, end } of all) {
          const bytes = Uint8Array.from(Buffer.concat([beginning, body, end]));
          again = reborn(again);
          const expected = written(kept.push(direction, bytes, false));
          expect(written(again.push(direction, bytes, false))).toEqual(expected);
        }
        expect(written(again.rest())).toEqual(written(kept.rest()));
      }),
      { numRuns: 200 },
    );
  });
});

describe('nameTransport', () => {
  it('adds the transport once, and keeps the texts that were found', () => {
    const knownTexts = [{ id: 'draft', text: 'hello there, this is the text' }];
    const finding = findingOf('hello there, this is the text', {}, { knownTexts });
    const named = nameTransport(finding, { id: 'noise', opening: 'seen' });
    expect(named.envelopes).toMatchObject([{ id: 'noise', role: 'transport', path: '' }]);
    expect(named.texts).toHaveLength(1);
    expect(nameTransport(named, { id: 'noise', opening: 'seen' })).toBe(named);
  });
});
