import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { CipherLog } from './cipher-log.ts';
import { ServiceBytes } from './service-bytes.ts';

const draw = seededBytes(12);
const material = draw(32);
const buffer = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;

function open() {
  const service = new ServiceBytes();
  let time = 0;
  const log = new CipherLog(service, () => time);
  const sealed = draw(64);
  return {
    log,
    service,
    sealed,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    call: (key = 1, bytes = sealed) =>
      log.addCall({
        kind: 'cipher',
        algorithm: 'AES-GCM',
        key,
        sealed: buffer(bytes),
        plain: buffer(draw(48)),
      }),
    deliver: (bytes = material) =>
      service.add({ body: Buffer.from(bytes).toString('base64'), direction: 'in' }),
    keyOf: () => log.calls()?.whole(sealed)?.key,
  };
}

describe('a call', () => {
  it('is known with how its key came about', () => {
    const { log, call, keyOf } = open();
    log.addKey({ kind: 'key', key: 1, origin: 'generated' });
    call();
    expect(keyOf()).toEqual({ origin: 'generated' });
  });

  it('of a key whose making was not seen says so', () => {
    const { call, keyOf } = open();
    call(0);
    expect(keyOf()).toEqual({ origin: 'unknown' });
  });

  it('is forgotten after its time, and when there are more', () => {
    const { call, wait, keyOf } = open();
    call();
    wait(14_000);
    expect(keyOf()).toBeDefined();
    wait(2_000);
    expect(keyOf()).toBeUndefined();
    call();
    for (let turn = 0; turn < 64; turn += 1) call(1, draw(64));
    expect(keyOf()).toBeUndefined();
  });

  it('with too short an output or an odd name is not taken', () => {
    const { log, call } = open();
    call(1, draw(15));
    log.addCall({
      kind: 'cipher',
      algorithm: 'a text that must not be told',
      key: 1,
      sealed: buffer(draw(64)),
      plain: buffer(draw(64)),
    });
    expect(log.calls()).toBeUndefined();
  });
});

describe('a key that the service delivered', () => {
  it('is told from one that it did not', () => {
    const { log, call, deliver, keyOf } = open();
    deliver(draw(32));
    log.addKey({ kind: 'key', key: 1, origin: 'imported', material: buffer(material) });
    call();
    expect(keyOf()).toEqual({ origin: 'imported' });
    deliver();
    expect(keyOf()).toEqual({ origin: 'imported', atService: 'received' });
  });

  it('is told when a key is derived from it, at once or by way of its bits', () => {
    const { log, call, deliver, keyOf } = open();
    deliver();
    log.addKey({ kind: 'key', key: 1, origin: 'imported', material: buffer(material) });
    log.addKey({ kind: 'key', key: 2, origin: 'derived', from: 1 });
    call(2);
    expect(keyOf()).toEqual({ origin: 'derived', atService: 'received' });
    const bits = draw(32);
    log.addKey({ kind: 'key', key: 0, origin: 'bits', from: 1, material: buffer(bits) });
    log.addKey({ kind: 'key', key: 3, origin: 'imported', material: buffer(bits) });
    const { sealed, ...second } = open();
    expect(second.keyOf()).toBeUndefined();
    call(3, sealed);
    expect(log.calls()?.whole(sealed)?.key).toEqual({ origin: 'derived', atService: 'received' });
  });

  it('is told when it arrives after the key that is derived from it', () => {
    const { log, call, deliver, keyOf } = open();
    log.addKey({ kind: 'key', key: 1, origin: 'imported', material: buffer(material) });
    log.addKey({ kind: 'key', key: 2, origin: 'derived', from: 1 });
    call(2);
    deliver();
    expect(keyOf()?.atService).toBe('received');
  });

  it('is told when the page gave its own key out', () => {
    const { log, service, call, keyOf } = open();
    log.addKey({ kind: 'key', key: 1, origin: 'generated' });
    log.addKey({ kind: 'key', key: 1, origin: 'exported', material: buffer(material) });
    call();
    expect(keyOf()).toEqual({ origin: 'generated' });
    service.add({ body: Buffer.from(material).toString('hex'), direction: 'out' });
    expect(keyOf()).toEqual({ origin: 'generated', atService: 'sent' });
  });

  it('is found in the form of a JSON Web Key', () => {
    const { log, call, deliver, keyOf } = open();
    deliver();
    const k = Buffer.from(material).toString('base64url');
    log.addKey({ kind: 'key', key: 1, origin: 'imported', material: k });
    call();
    expect(keyOf()?.atService).toBe('received');
  });
});
