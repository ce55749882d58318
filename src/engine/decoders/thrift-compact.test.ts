import thriftLibrary from 'thrift';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { thriftCompact } from './thrift-compact.ts';

const { Thrift, TCompactProtocol, TFramedTransport } = thriftLibrary;

type Protocol = InstanceType<typeof TCompactProtocol>;

/** What Apache's library writes for a struct. */
function written(write: (protocol: Protocol) => void): Uint8Array {
  let sent = new Uint8Array(0);
  const transport = new TFramedTransport(undefined, (bytes) => {
    sent = Uint8Array.from(bytes ?? []);
  });
  const protocol = new TCompactProtocol(transport);
  protocol.writeStructBegin('message');
  write(protocol);
  protocol.writeFieldStop();
  protocol.writeStructEnd();
  protocol.flush();
  // Four bytes of the frame's length.
  return sent.subarray(4);
}

const message = written((protocol) => {
  const { Type } = Thrift;
  protocol.writeFieldBegin('text', Type.STRING, 1);
  protocol.writeString('Grüße aus dem Süden');
  protocol.writeFieldEnd();
  protocol.writeFieldBegin('count', Type.I32, 3);
  protocol.writeI32(-70_000);
  protocol.writeFieldEnd();
  protocol.writeFieldBegin('yes', Type.BOOL, 40);
  protocol.writeBool(true);
  protocol.writeFieldEnd();
  protocol.writeFieldBegin('list', Type.LIST, 41);
  protocol.writeListBegin(Type.STRING, 2);
  protocol.writeString('a');
  protocol.writeString('bc');
  protocol.writeListEnd();
  protocol.writeFieldEnd();
  protocol.writeFieldBegin('map', Type.MAP, 42);
  protocol.writeMapBegin(Type.STRING, Type.I64, 1);
  protocol.writeString('key');
  protocol.writeI64(5);
  protocol.writeMapEnd();
  protocol.writeFieldEnd();
  protocol.writeFieldBegin('struct', Type.STRUCT, 43);
  protocol.writeStructBegin('inner');
  protocol.writeFieldBegin('sealed', Type.STRING, 2);
  protocol.writeBinary(Buffer.of(1, 2, 255));
  protocol.writeFieldEnd();
  protocol.writeFieldStop();
  protocol.writeStructEnd();
  protocol.writeFieldEnd();
});

it('reads what Apache Thrift writes', () => {
  expect(decodeAlone(thriftCompact, message)).toEqual([
    ['1', 'Grüße aus dem Süden'],
    ['3', '-70000'],
    ['40', '1'],
    ['41[]', 'a'],
    ['41[]', 'bc'],
    ['42[]', 'key'],
    ['42[]', '5'],
    ['43.2', '0102ff'],
  ]);
});

it('refuses what does not end with the struct', () => {
  expect(decodeAlone(thriftCompact, Uint8Array.of(...message, 0))).toBeUndefined();
  expect(decodeAlone(thriftCompact, message.subarray(0, -1))).toBeUndefined();
});

it('finds no struct in random bytes', () => {
  const random = seededBytes(44);
  const ending = (size: number) => {
    const bytes = random(size);
    bytes[size - 1] = 0;
    return bytes;
  };
  for (const size of [32, 64]) {
    const found = Array.from({ length: 10_000 }, () => decodeAlone(thriftCompact, ending(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
