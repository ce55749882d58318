/** XChat message events, written with Apache Thrift's own binary protocol and sealed with TweetNaCl's secretbox. */
import thrift from 'thrift';
import nacl from 'tweetnacl';

const { TBinaryProtocol, TBufferedTransport } = thrift;
const { I64: I64_TYPE, STRING, STRUCT } = thrift.Thrift.Type;

type Protocol = InstanceType<typeof TBinaryProtocol>;

function written(write: (protocol: Protocol) => void): Uint8Array {
  let result = new Uint8Array(0);
  const transport = new TBufferedTransport(undefined, (bytes?: Uint8Array) => {
    if (bytes) result = Uint8Array.from(bytes);
  });
  const protocol = new TBinaryProtocol(transport);
  write(protocol);
  transport.flush();
  return result;
}

function struct(protocol: Protocol, write: () => void): void {
  protocol.writeStructBegin('');
  write();
  protocol.writeFieldStop();
  protocol.writeStructEnd();
}

/** Readable contents: the text at 1.1.1. */
export function xchatContents(text: string): Uint8Array {
  return written((protocol) =>
    struct(protocol, () => {
      protocol.writeFieldBegin('', STRUCT, 1);
      struct(protocol, () => {
        protocol.writeFieldBegin('', STRUCT, 1);
        struct(protocol, () => {
          protocol.writeFieldBegin('', STRING, 1);
          protocol.writeString(text);
        });
      });
    }),
  );
}

/** Nonce 24 B ‖ XSalsa20-Poly1305 box. */
export function sealedContents(text: string): Uint8Array {
  const nonce = nacl.randomBytes(24);
  const box = nacl.secretbox(xchatContents(text), nonce, nacl.randomBytes(32));
  return Buffer.concat([nonce, box]);
}

/** The event around the contents; `keyVersion` is there for encrypted ones only. */
export function xchatEvent(contents: Uint8Array, keyVersion?: string): Uint8Array {
  return written((protocol) =>
    struct(protocol, () => {
      protocol.writeFieldBegin('', STRING, 100);
      protocol.writeBinary(Buffer.from(contents));
      if (keyVersion !== undefined) {
        protocol.writeFieldBegin('', STRING, 101);
        protocol.writeString(keyVersion);
      }
      protocol.writeFieldBegin('', thrift.Thrift.Type.BOOL, 102);
      protocol.writeBool(true);
      protocol.writeFieldBegin('', I64_TYPE, 103);
      protocol.writeI64(86_400);
    }),
  );
}
