import thrift from 'thrift';
import { describe, expect, it } from 'vitest';
import { decodeThrift, encodeThrift, type ThriftStruct } from './thrift-binary.ts';

const { TBinaryProtocol, TBufferedTransport, Thrift } = thrift;
const { BOOL, I64, STRING, STRUCT } = Thrift.Type;

/** What Thrift's own library writes. */
function reference(struct: ThriftStruct): Buffer {
  const written: Buffer[] = [];
  const transport = new TBufferedTransport(undefined, (message) => {
    if (message !== undefined) written.push(message);
  });
  const protocol = new TBinaryProtocol(transport);

  function write(fields: ThriftStruct): void {
    protocol.writeStructBegin('struct');
    for (const [id, value] of fields) {
      if (typeof value === 'boolean') {
        protocol.writeFieldBegin('field', BOOL, id);
        protocol.writeBool(value);
      } else if (typeof value === 'bigint') {
        protocol.writeFieldBegin('field', I64, id);
        protocol.writeI64(Number(value));
      } else if (value instanceof Map) {
        protocol.writeFieldBegin('field', STRUCT, id);
        write(value);
      } else {
        protocol.writeFieldBegin('field', STRING, id);
        if (typeof value === 'string') protocol.writeString(value);
        else protocol.writeBinary(Buffer.from(value));
      }
      protocol.writeFieldEnd();
    }
    protocol.writeFieldStop();
    protocol.writeStructEnd();
  }

  write(struct);
  transport.flush();
  return Buffer.concat(written);
}

const structs: [string, ThriftStruct][] = [
  ['nothing', new Map()],
  ['text', new Map([[1, 'grüße 🙂']])],
  [
    'bytes and a flag',
    new Map<number, Uint8Array | boolean>([
      [100, new Uint8Array([0, 255, 7])],
      [102, true],
    ]),
  ],
  [
    'numbers',
    new Map([
      [3, 1_234_567_890_123n],
      [4, -2n],
    ]),
  ],
  ['structs in structs', new Map([[1, new Map([[1, new Map([[1, 'deep']])]])]])],
  ['a long text', new Map([[9, 'x'.repeat(70_000)]])],
];

describe('the binary protocol', () => {
  it.each(structs)("writes %s as Thrift's own library does", (_, struct) => {
    expect(Buffer.from(encodeThrift(struct))).toEqual(reference(struct));
  });

  it('reads back what it wrote, text as bytes', () => {
    const struct: ThriftStruct = new Map<number, ThriftStruct | bigint | boolean | Uint8Array>([
      [1, new Map([[1, new Uint8Array([1, 2, 3])]])],
      [2, 77n],
      [3, false],
    ]);
    expect(decodeThrift(encodeThrift(struct))).toEqual(struct);
  });

  it('refuses input that ends early', () => {
    const whole = encodeThrift(new Map([[1, 'text']]));
    expect(() => decodeThrift(whole.subarray(0, -2))).toThrow(RangeError);
    expect(decodeThrift(whole).size).toBe(1);
  });
});
