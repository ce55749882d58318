/** What the tests use of libraries without declarations. */
declare module 'lz4js' {
  const lz4: {
    compress(source: Uint8Array): Uint8Array;
    compressBound(size: number): number;
    compressBlock(
      source: Uint8Array,
      target: Uint8Array,
      start: number,
      size: number,
      table: Uint32Array,
    ): number;
  };
  export default lz4;
}

declare module 'snappyjs' {
  const snappy: { compress(source: Uint8Array): Uint8Array };
  export default snappy;
}

declare module 'ascii85' {
  const ascii85: {
    encode(source: Uint8Array): Uint8Array;
    ZeroMQ: { encode(source: Uint8Array): Uint8Array };
  };
  export default ascii85;
}

declare module 'quoted-printable' {
  const quotedPrintable: { encode(bytes: string): string };
  export default quotedPrintable;
}

declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    data: Buffer;
    static sync: { write(png: PNG): Buffer };
  }
}
