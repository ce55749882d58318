/** Thrift's binary protocol without a schema. Paths are field ids; lists, sets and maps add `[]`. */
import { Content } from '../content.ts';
import { joinPath } from '../field-path.ts';
import type { Decoded, Decoder, Piece } from './decoder.ts';
import { type ThriftField, type ThriftValue, thriftFields } from './thrift-fields.ts';

const FIRST_TYPES: ReadonlySet<number> = new Set([2, 3, 4, 6, 8, 10, 11, 12, 13, 14, 15]);

export const thrift: Decoder = {
  id: 'thrift',
  opens: (first) => FIRST_TYPES.has(first),
  fit(content) {
    const { bytes } = content;
    if (content.isString || bytes.length < 5 || !FIRST_TYPES.has(bytes[0] ?? 0)) return -1;
    // Field ids beyond 4095 do not occur; a struct's last byte is its stop mark.
    return (bytes[1] ?? 0) < 16 && bytes[bytes.length - 1] === 0 ? 0.8 : -1;
  },
  decode(content, _context, budget) {
    const { bytes } = content;
    const fields = thriftFields(bytes);
    if (fields === undefined) return undefined;
    return takeFieldsApart(bytes, fields, budget.leavesLeft);
  },
};

/** The leaves of a struct, at most `limit` of them. */
export function takeFieldsApart(bytes: Uint8Array, fields: ThriftField[], limit: number): Decoded {
  const pieces: Piece[] = [];
  let omitted = 0;

  function visit(value: ThriftValue, path: string, origin: object): void {
    if (pieces.length >= limit) omitted += 1;
    else if (value.kind === 'struct') visitFields(value.fields, path);
    else if (value.kind === 'list') {
      for (const item of value.items) visit(item, joinPath(path, '[]'), value);
    } else if (value.kind === 'number') {
      const number = new Content(String(value.value));
      pieces.push({ segment: path, content: number, class: 'number', origin });
    } else {
      const inner = new Content(bytes.subarray(value.start, value.end));
      pieces.push({ segment: path, content: inner, origin });
    }
  }

  function visitFields(list: ThriftField[], path: string): void {
    for (const field of list) visit(field.value, joinPath(path, String(field.id)), list);
  }

  visitFields(fields, '');
  return { pieces, document: fields, ...(omitted > 0 ? { omitted } : {}) };
}
