import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { layersOf, outlineOf } from '../../test/corpus/outline.ts';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { encodeDelivery, encodeFrame, encodeSend } from '../../test/lab/messengers/tiktok/wire.ts';
import { analyse } from './analyse.ts';
import type { AnalyseOptions, PayloadInput } from './finding.ts';

const text = 'Meet me at the old bridge at nine';
const knownTexts = [{ id: 'draft', text }];
const bytes = (body: string) => new TextEncoder().encode(body);
const run = (input: PayloadInput, options: AnalyseOptions = {}) =>
  analyse(input, { knownTexts, clock: () => 0, ...options });
const whole = (input: PayloadInput) =>
  run(input).finding.texts.map(({ path, layers }) => `${path} in ${layers.join('/')}`);

describe('nested payloads', () => {
  const message = { conversation: '0:1:6801:6802', sender: '6801', text };

  it('TikTok: JSON in protobuf', () => {
    const body = encodeSend(message, '7301234567890123456', '0d6f9a3e-6f0c-4e0e-9a53-1d1f7c1b8f10');
    for (const contentType of ['application/x-protobuf', '']) {
      expect(whole({ bytes: body, contentType })).toEqual(['8.100.4.text in protobuf/json/text']);
    }
  });

  it('TikTok: JSON in protobuf in gzip in protobuf', () => {
    const frame = encodeFrame(gzipSync(encodeDelivery(message, 77123456789)), 3);
    expect(whole({ bytes: frame })).toEqual([
      '8.6.500.5.8.text in protobuf/gzip/protobuf/json/text',
    ]);
  });

  it('Instagram: JSON in a form', () => {
    const variables = JSON.stringify({ text: { sensitive_string_value: text } });
    const body = new URLSearchParams({ doc_id: '123', variables }).toString();
    const contentType = 'application/x-www-form-urlencoded';
    expect(whole({ bytes: bytes(body), contentType })).toEqual([
      'variables.text.sensitive_string_value in form/json/text',
    ]);
  });

  it('Messenger: JSON in JSON in JSON', () => {
    const task = JSON.stringify({ text, thread_id: 1 });
    const payload = JSON.stringify({ tasks: [{ label: '46', payload: task }] });
    expect(whole({ bytes: bytes(JSON.stringify({ payload, type: 3 })) })).toEqual([
      'payload.tasks[].payload.text in json/text',
    ]);
  });

  it('Slack: JSON in multipart, as bytes and as parts', () => {
    const blocks = JSON.stringify([{ elements: [{ text }] }]);
    const part = 'Content-Disposition: form-data; name="blocks"';
    const raw = `--b42\r\n${part}\r\n\r\n${blocks}\r\n--b42--\r\n`;
    const expected = ['blocks[].elements[].text in multipart/json/text'];
    expect(whole({ bytes: bytes(raw), contentType: 'multipart/form-data; boundary=b42' })).toEqual(
      expected,
    );
    const encoded = bytes(blocks);
    expect(whole({ parts: [{ name: 'blocks', bytes: encoded, size: encoded.length }] })).toEqual(
      expected,
    );
  });

  it('The Lounge: a Socket.IO event', () => {
    expect(whole({ bytes: bytes(`42["input",{"target":3,"text":"${text}"}]`) })).toEqual([
      'input.text in socket.io/text',
    ]);
  });

  it('XMPP: a stanza, with its parts', () => {
    const body = `<message xmlns="jabber:client" to="bob@example.org"><body>${text}</body></message>`;
    expect(outlineOf(run({ bytes: bytes(body) }).finding)).toEqual([
      ': xml',
      'message@to: identifier',
      'message.body: text',
    ]);
  });
});

describe('leaves', () => {
  it.each([
    ['hello there', 'text'],
    ['', 'empty'],
    ['42', 'number'],
    ['-1.5e3', 'number'],
    ['1234567890123', 'identifier'],
    ['0d6f9a3e-6f0c-4e0e-9a53-1d1f7c1b8f10', 'identifier'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'identifier'],
    ['2026-11-20T10:00:00Z', 'identifier'],
    ['alice@example.org/phone', 'identifier'],
    ['@alice:example.org', 'identifier'],
    ['https://example.org/a?b=c', 'identifier'],
    ['xoxc-1234a5678b-90c12-d34e5f6g7h8i9j', 'token'],
    ['a-hyphenated-but-readable-name', 'text'],
  ])('%s is %s', (value, leafClass) => {
    const { anatomy } = run({ bytes: bytes(JSON.stringify({ value, other: {} })) }).finding;
    expect(anatomy.children[0]).toMatchObject({ path: 'value', class: leafClass });
  });

  it.each([
    ['ffd8ffe000104a4649460001', 'media'],
    ['28b52ffd0458d10200e4056869', 'compressed'],
    ['04224d186440a7', 'compressed'],
    ['5a3f90c1', 'short'],
  ])('bytes %s are %s', (hex, leafClass) => {
    const { anatomy } = run({ bytes: Buffer.from(hex, 'hex') }).finding;
    expect(anatomy.class).toBe(leafClass);
  });

  it('are opaque where nothing speaks against uniform bytes, and structured where something does', () => {
    const opaque = seededBytes(1)(200);
    expect(run({ bytes: opaque }).finding.anatomy).toMatchObject({
      class: 'opaque',
      statistics: { failed: [] },
    });
    const masked = opaque.map((byte) => byte & 0xf7);
    const { anatomy } = run({ bytes: masked }).finding;
    expect(anatomy.class).toBe('structured');
    expect(anatomy.statistics?.failed.length).toBeGreaterThan(0);
  });
});

describe('keys', () => {
  const key = Buffer.from(seededBytes(4)(32));
  const sealed = Buffer.from(seededBytes(5)(300)).toString('base64');
  const keysOf = (value: object) =>
    layersOf(run({ bytes: bytes(JSON.stringify({ sealed, ...value })) }).finding)
      .filter((layer) => layer.keyLike)
      .map((layer) => layer.path);

  it.each([
    [{ key: key.toString('base64') }, 'key'],
    [{ key: key.toString('hex') }, 'key'],
    [{ decryptKey: key.subarray(0, 16).toString('base64url') }, 'decryptKey'],
    [{ file: { jwk: { k: key.toString('base64url') } } }, 'file.jwk.k'],
    [{ secrets: [key.toString('base64')] }, 'secrets[]'],
    [{ aes_key: [...key] }, 'aes_key'],
    [{ password: 'sixteen-letters!' }, 'password'],
  ])('are noticed: %j', (value, path) => {
    expect(keysOf(value)).toEqual([path]);
  });

  it.each([
    [{ public_key: key.toString('base64') }],
    [{ key: 'short' }],
    [{ key: key.subarray(0, 20).toString('base64') }],
    [{ keyboard: 'a keyboard with 24 keys.' }],
    [{ hash: key.toString('hex') }],
    [{ idempotency_key: '0d6f9a3e6f0c4e0e9a531d1f7c1b8f10' }],
  ])('are not suspected: %j', (value) => {
    expect(keysOf(value)).toEqual([]);
  });

  it('have no name in protobuf, so their size is enough', () => {
    const protobuf = Buffer.concat([
      Buffer.from('0a20', 'hex'),
      key,
      Buffer.from('12040a02ff01', 'hex'),
    ]);
    const layers = layersOf(run({ bytes: protobuf }).finding);
    expect(layers.filter((layer) => layer.keyLike).map((layer) => layer.path)).toEqual(['1']);
  });
});

describe('paths', () => {
  it('do not show keys that are content', () => {
    const value = Object.fromEntries(
      [
        'Anna Schmidt',
        'anna@example.org',
        '+4915112345678',
        '0d6f9a3e-6f0c-4e0e-9a53-1d1f7c1b8f10',
        'aGVsbG8gdGhlcmUgeW91MTIzNDU2',
        'größe',
        text.replaceAll(' ', '.'),
        '123456',
        '',
      ].map((key) => [key, 'x']),
    );
    const { finding } = analyse(
      { bytes: bytes(JSON.stringify(value)) },
      { knownTexts: [{ id: 'n', text: text.replaceAll(' ', '.') }] },
    );
    expect(finding.anatomy.children.map(({ path }) => path)).toEqual(Array(9).fill('{}'));
  });

  it('show keys that are names', () => {
    const names = ['text', 'conversation_id', 'm.relates_to', '@type', 'camelCaseName', '12345'];
    const value = Object.fromEntries(names.map((name) => [name, 'x']));
    const { anatomy } = run({ bytes: bytes(JSON.stringify(value)) }).finding;
    expect(new Set(anatomy.children.map(({ path }) => path))).toEqual(new Set(names));
  });
});

describe('extracted values', () => {
  it('stand beside the finding, the outermost where layers wrap each other', () => {
    const encoded = Buffer.from('{"to":"bob"}').toString('base64');
    const body = JSON.stringify({ room: '!abc:example.org', encoded, list: ['a', 'b'] });
    const extract = ['room', 'encoded', 'encoded.to', 'list[]', 'missing'];
    const { extracted, finding } = run({ bytes: bytes(body) }, { extract });
    expect([...extracted]).toEqual([
      ['room', '!abc:example.org'],
      ['encoded', encoded],
      ['encoded.to', 'bob'],
      ['list[]', 'a'],
    ]);
    expect(JSON.stringify(finding)).not.toMatch(/abc|bob/);
  });

  it('are hexadecimal where they are bytes', () => {
    const protobuf = Buffer.from('0a03ff010212026869', 'hex');
    expect([...run({ bytes: protobuf }, { extract: ['1', '2'] }).extracted]).toEqual([
      ['1', 'ff0102'],
      ['2', 'hi'],
    ]);
  });
});
